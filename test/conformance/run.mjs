import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { build } from 'vite';

// The public conformance suite of TUF against our client:
//   TUF_CONFORMANCE_DIR=FOLDER node test/conformance/run.mjs [RUNTIME] [what follows is for pytest]
// FOLDER holds checkouts of tuf-conformance, python-tuf and securesystemslib. RUNTIME is a Node or an Electron.

/** What the suite's Python needs, where the system's cryptography is older than the suite expects. */
const shim = `
import cryptography.hazmat.primitives.asymmetric.types as types
for new, old in (("PublicKeyTypes", "PUBLIC_KEY_TYPES"), ("PrivateKeyTypes", "PRIVATE_KEY_TYPES")):
    if not hasattr(types, new):
        setattr(types, new, getattr(types, old))
`;

/** Why the suite can't run here, or undefined. @param {string | undefined} folder */
export function missingForConformance(folder) {
  if (!folder) return 'TUF_CONFORMANCE_DIR names no folder with the suite';
  const missing = ['tuf-conformance', 'python-tuf', 'securesystemslib'].find(
    (name) => !existsSync(join(folder, name)),
  );
  return missing && `${missing} is not in TUF_CONFORMANCE_DIR`;
}

/** One file, as the machine's own code is bundled: the oldest runtime has no other way to read it. @param {string} outDir */
async function bundleClient(outDir) {
  const builtins = [...builtinModules, ...builtinModules.map((name) => `node:${name}`)];
  await build({
    configFile: false,
    logLevel: 'error',
    root: import.meta.dirname,
    resolve: { conditions: ['node', 'require', 'default'] },
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, 'client.ts'),
      target: 'node18',
      outDir,
      minify: false,
      rolldownOptions: {
        external: builtins,
        output: { format: 'cjs', entryFileNames: 'client.cjs', codeSplitting: false },
      },
    },
  });
  return join(outDir, 'client.cjs');
}

/** Runs the suite and answers pytest's exit code and what it printed. @param {{ folder: string, runtime: string, words: string[] }} options */
export async function runConformance({ folder, runtime, words }) {
  const work = mkdtempSync(join(tmpdir(), 'zeroline-conformance-'));
  try {
    const client = await bundleClient(join(work, 'client'));
    const command = join(work, 'tuf-client');
    writeFileSync(command, `#!/bin/sh\nELECTRON_RUN_AS_NODE=1 exec "${runtime}" "${client}" "$@"\n`);
    chmodSync(command, 0o755);
    writeFileSync(join(work, 'sitecustomize.py'), shim);
    const inFolder = /** @param {string} name */ (name) => resolve(folder, name);
    const path = [work, inFolder('tuf-conformance'), inFolder('python-tuf'), inFolder('securesystemslib')];
    const suite = inFolder('tuf-conformance/tuf_conformance');
    const child = spawn('python3', ['-m', 'pytest', suite, '-q', '--entrypoint', command, ...words], {
      env: { ...process.env, PYTHONPATH: path.join(delimiter), PYTHONDONTWRITEBYTECODE: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => (output += text));
    /** @type {number | null} */
    const code = await new Promise((resolved) => child.on('close', resolved));
    return { code, output };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) {
  const [runtime = process.execPath, ...words] = process.argv.slice(2);
  const folder = process.env['TUF_CONFORMANCE_DIR'];
  const missing = missingForConformance(folder);
  if (missing || !folder) {
    console.log(`The conformance suite was left out: ${missing}.`);
  } else {
    const { code, output } = await runConformance({ folder, runtime, words });
    console.log(output);
    process.exitCode = code === 0 ? 0 : 1;
  }
}
