import { spawn } from 'node:child_process';
import { isRoot } from './bootstrap/commands.mjs';
import { bootstrap } from './bootstrap.mjs';
import { end, untilEnd } from './desktop/children.mjs';
import { inRoot } from './paths.mjs';
import { runProgram } from './program.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/**
 * Builds one side of the app, and again at every change. Resolves after the first build.
 * @param {import('vite').ViteBuilder} builder
 * @param {string} name
 * @param {() => void} onRebuilt
 */
async function watch(builder, name, onRebuilt) {
  const environment = builder.environments[name];
  if (!environment) throw new Error(`vite.config.ts has no environment "${name}".`);
  const watcher = /** @type {import('rolldown').RolldownWatcher} */ (await builder.build(environment));
  let first = true;
  await new Promise((resolve) => {
    watcher.on('event', (event) => {
      if (event.code === 'ERROR') console.error(event.error.message);
      if (event.code !== 'END') return;
      if (!first) onRebuilt();
      first = false;
      resolve(undefined);
    });
  });
}

// npm run dev: the renderer from the dev server, main and preload rebuilt on change, Electron restarted.
await runProgram(import.meta.url, async () => {
  const { runtime, buildError } = await bootstrap({ desktop: false });
  if (buildError) throw buildError;
  if (!runtime) return 1;
  const { createBuilder, createServer } = await import('vite');
  const server = await (await createServer()).listen();
  const url = server.resolvedUrls?.local[0] ?? '';
  const args = [...(isRoot() ? ['--no-sandbox'] : []), inRoot(), ...process.argv.slice(2)];

  const start = () =>
    spawn(runtime.executable, args, { stdio: 'inherit', env: { ...process.env, VITE_DEV_SERVER_URL: url } });
  /** @type {{ app: ChildProcess | null, restarting: boolean }} */
  const state = { app: null, restarting: false };
  const restart = async () => {
    if (!state.app || state.restarting) return;
    state.restarting = true;
    // The old one holds the single-instance lock until it is gone.
    await end(state.app);
    state.restarting = false;
    state.app = start();
  };
  // Emptying the folders would take the running app's files away.
  const watching = { build: { watch: {}, emptyOutDir: false } };
  const builder = await createBuilder({ environments: { main: watching, preload: watching } });
  for (const name of ['preload', 'main']) await watch(builder, name, () => void restart());
  state.app = start();
  for (;;) {
    /** @type {ChildProcess} */
    const current = state.app;
    /** @type {number} */
    const code = await untilEnd(current);
    while (state.restarting) await new Promise((resolve) => setTimeout(resolve, 50));
    if (state.app !== current) continue;
    await server.close();
    return process.exit(code > 128 ? 0 : code);
  }
});
