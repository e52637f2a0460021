import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from '@playwright/test';

/**
 * @typedef {object} Subject one started window, bare or ours
 * @property {number} pid
 * @property {number} spawnedAtMs epoch
 * @property {import('@playwright/test').Page} page
 * @property {() => Promise<void>} stop
 */

const flags = ['--disable-gpu', '--remote-debugging-port=0', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];

/** @param {string} folder @returns {Promise<string>} */
async function debuggingAddress(folder) {
  for (let waitedMs = 0; waitedMs < 30_000; waitedMs += 10) {
    try {
      const [port] = readFileSync(join(folder, 'DevToolsActivePort'), 'utf8').split('\n');
      if (port) return `http://127.0.0.1:${port}`;
    } catch {
      // Not written yet.
    }
    await sleep(10);
  }
  throw new Error('The window did not open its debugging port within 30 s.');
}

/**
 * Starts an Electron app with user data of its own and waits until it marks itself usable.
 * @param {string} executable @param {string[]} words the app and its arguments @returns {Promise<Subject>}
 */
export async function startSubject(executable, words) {
  const folder = mkdtempSync(join(tmpdir(), 'zeroline-bench-'));
  const env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: join(folder, 'config') };
  const spawnedAtMs = Date.now();
  const child = spawn(executable, [...flags, `--user-data-dir=${folder}`, ...words], { env, stdio: 'ignore' });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const browser = await chromium.connectOverCDP(await debuggingAddress(folder));
  const page = browser.contexts()[0]?.pages()[0];
  if (!page || child.pid === undefined) throw new Error('The app opened no window.');
  await page.waitForFunction(() => performance.getEntriesByName('panel-usable').length > 0);
  return {
    pid: child.pid,
    spawnedAtMs,
    page,
    async stop() {
      await browser.close();
      child.kill('SIGTERM');
      const gone = await Promise.race([exited.then(() => true), sleep(5_000, false)]);
      if (!gone) child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
