import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { ensureNodeModules } from './bootstrap/node-modules.mjs';
import { requireNode } from './bootstrap/node-version.mjs';
import { startProgress } from './bootstrap/progress.mjs';
import { untilEnd } from './desktop/children.mjs';
import { inRoot } from './paths.mjs';
import { runProgram } from './program.mjs';

/** These start the app. */
const needDesktop = ['panel', 'block'];

/** Bundled as the app is, so that the times are those of the app's code. @param {string} name */
async function bundled(name) {
  const { build } = await import('vite');
  // Not in dist, which is what packages are made of.
  const folder = inRoot('node_modules', '.cache', 'bench');
  await build({
    configFile: false,
    root: inRoot(),
    logLevel: 'warn',
    build: {
      ssr: inRoot('bench', `${name}.ts`),
      outDir: folder,
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { output: { codeSplitting: false, entryFileNames: `${name}.mjs` } },
    },
  });
  return join(folder, `${name}.mjs`);
}

/** @param {string[]} words @param {NodeJS.ProcessEnv} [env] */
const run = (words, env = process.env) => untilEnd(spawn(process.execPath, words, { stdio: 'inherit', env }));

/** @param {() => Promise<string>} program @param {string[]} args */
async function onDesktop(program, args) {
  const { runtime, buildError, noDesktop } = await bootstrap({ desktop: true });
  if (buildError) throw buildError;
  if (noDesktop) throw new Error(`The benchmark cannot run: ${noDesktop}.`);
  if (!runtime) return 1;
  const words = [inRoot('scripts', 'desktop.mjs'), process.execPath, await program(), ...args];
  return run(words, { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: runtime.folder });
}

/** @param {() => Promise<string>} program @param {string[]} args */
async function inNode(program, args) {
  requireNode();
  ensureNodeModules(startProgress());
  return run(['--expose-gc', await program(), ...args]);
}

// node scripts/bench.mjs NAME [ARGUMENT...]: sets up and runs bench/NAME.mjs, or bench/NAME.ts, which is bundled first.
await runProgram(import.meta.url, async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const plain = inRoot('bench', `${name}.mjs`);
  const isPlain = existsSync(plain);
  if (!isPlain && !existsSync(inRoot('bench', `${name}.ts`)))
    throw new Error(`There is no benchmark named "${name}" in bench/.`);
  const program = async () => (isPlain ? plain : bundled(name));
  return needDesktop.includes(name) ? onDesktop(program, args) : inNode(program, args);
});
