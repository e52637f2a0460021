import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { bootstrap } from './bootstrap.mjs';
import { ensureNodeModules } from './bootstrap/node-modules.mjs';
import { requireNode } from './bootstrap/node-version.mjs';
import { startProgress } from './bootstrap/progress.mjs';
import { untilEnd } from './desktop/children.mjs';
import { inRoot } from './paths.mjs';
import { runProgram } from './program.mjs';

/** @param {string} name @param {string[]} args */
async function onDesktop(name, args) {
  const { runtime, buildError, noDesktop } = await bootstrap({ desktop: true });
  if (buildError) throw buildError;
  if (noDesktop) throw new Error(`The benchmark cannot run: ${noDesktop}.`);
  if (!runtime) return 1;
  const words = [inRoot('scripts', 'desktop.mjs'), process.execPath, inRoot('bench', `${name}.mjs`), ...args];
  const env = { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: runtime.folder };
  return untilEnd(spawn(process.execPath, words, { stdio: 'inherit', env }));
}

/** Bundled as the app is, so that the times are those of the app's code. @param {string} name @param {string[]} args */
async function inNode(name, args) {
  requireNode();
  ensureNodeModules(startProgress());
  const { build } = await import('vite');
  await build({
    configFile: false,
    root: inRoot(),
    logLevel: 'warn',
    build: {
      ssr: inRoot('bench', `${name}.ts`),
      outDir: inRoot('dist', 'bench'),
      emptyOutDir: false,
      target: 'node20',
      rolldownOptions: { output: { codeSplitting: false, entryFileNames: `${name}.mjs` } },
    },
  });
  const words = ['--expose-gc', inRoot('dist', 'bench', `${name}.mjs`), ...args];
  return untilEnd(spawn(process.execPath, words, { stdio: 'inherit' }));
}

// node scripts/bench.mjs NAME [ARGUMENT...]: sets up and runs bench/NAME.mjs on the virtual desktop, or bench/NAME.ts in
// plain Node.
await runProgram(import.meta.url, async () => {
  const [name = '', ...args] = process.argv.slice(2);
  if (existsSync(inRoot('bench', `${name}.mjs`))) return onDesktop(name, args);
  if (existsSync(inRoot('bench', `${name}.ts`))) return inNode(name, args);
  throw new Error(`There is no benchmark named "${name}" in bench/.`);
});
