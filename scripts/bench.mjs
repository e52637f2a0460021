import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { bootstrap } from './bootstrap.mjs';
import { untilEnd } from './desktop/children.mjs';
import { inRoot } from './paths.mjs';
import { runProgram } from './program.mjs';

// node scripts/bench.mjs NAME [ARGUMENT...]: sets up and runs bench/NAME.mjs on the virtual desktop.
await runProgram(import.meta.url, async () => {
  const [name = '', ...args] = process.argv.slice(2);
  const file = inRoot('bench', `${name}.mjs`);
  if (!existsSync(file)) throw new Error(`There is no benchmark named "${name}" in bench/.`);
  const { runtime, buildError, noDesktop } = await bootstrap({ desktop: true });
  if (buildError) throw buildError;
  if (noDesktop) throw new Error(`The benchmark cannot run: ${noDesktop}.`);
  if (!runtime) return 1;
  const words = [inRoot('scripts', 'desktop.mjs'), process.execPath, file, ...args];
  const env = { ...process.env, ELECTRON_OVERRIDE_DIST_PATH: runtime.folder };
  return untilEnd(spawn(process.execPath, words, { stdio: 'inherit', env }));
});
