import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { attach } from './devtools.mjs';

/**
 * @typedef {object} Subject one started window, bare or ours
 * @property {number} pid
 * @property {number} spawnedAtMs epoch
 * @property {import('./devtools.mjs').DevTools['evaluate']} evaluate in its page
 * @property {() => Promise<void>} stop
 */

const flags = [
  '--disable-gpu',
  '--remote-debugging-port=0',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/**
 * Starts an Electron app with user data of its own and waits until it marks itself usable.
 * @param {string} executable @param {string[]} words the app and its arguments @returns {Promise<Subject>}
 */
export async function startSubject(executable, words) {
  const folder = mkdtempSync(join(tmpdir(), 'zeroline-bench-'));
  const env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: join(folder, 'config') };
  const spawnedAtMs = Date.now();
  const child = spawn(executable, [...flags, `--user-data-dir=${folder}`, ...words], {
    env,
    stdio: 'ignore',
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const tools = await attach(folder);
  if (child.pid === undefined) throw new Error('The app did not start.');
  const isUsable = "performance.getEntriesByName('panel-usable').length > 0";
  // Asked again and again: a promise would be gone with the page that the window starts with.
  while ((await tools.evaluate(isUsable).catch(() => false)) !== true) await sleep(10);
  return {
    pid: child.pid,
    spawnedAtMs,
    evaluate: tools.evaluate,
    async stop() {
      tools.close();
      child.kill('SIGTERM');
      const gone = await Promise.race([exited.then(() => true), sleep(5_000, false)]);
      if (!gone) child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
