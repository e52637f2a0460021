import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { _electron } from '@playwright/test';
import { electronExecutable } from '../electron-runtime.mjs';
import { inRoot } from '../paths.mjs';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * @typedef {object} TouredPanel
 * @property {Page} page
 * @property {(place: Record<string, string>) => Promise<void>} goTo as the tray menu does it
 * @property {() => Promise<void>} stop
 */

const daysAway = 18;

/**
 * Starts the app on a home and user data of its own that say it was last used before a holiday.
 * @param {Record<string, unknown>} [settings] @returns {Promise<TouredPanel>}
 */
export async function startPanel(settings = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'zeroline-tour-'));
  const userData = join(folder, 'user-data');
  const bin = join(folder, 'bin');
  mkdirSync(userData);
  mkdirSync(bin);
  // What the tour opens outside the panel goes nowhere: it is a machine without a browser.
  for (const program of ['xdg-open', 'gnome-control-center'])
    writeFileSync(join(bin, program), '#!/bin/sh\n', { mode: 0o755 });
  const hourMs = 60 * 60_000;
  const activity = { lastActiveMs: Date.now() - (daysAway * 24 + 1) * hourMs };
  writeFileSync(join(userData, 'state.json'), JSON.stringify({ settings, activity }));
  // Found by its folder, Playwright holds the app's start until it is attached; by its path, it may miss the window.
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= dirname(await electronExecutable());
  const app = await _electron.launch({
    args: ['--disable-gpu', `--user-data-dir=${userData}`, inRoot()],
    env: {
      .../** @type {Record<string, string>} */ (process.env),
      HOME: folder,
      XDG_CONFIG_HOME: join(folder, 'config'),
      XDG_CURRENT_DESKTOP: 'GNOME',
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
      LANG: 'en_US.UTF-8',
      LANGUAGE: 'en_US',
    },
  });
  const page = await app.firstWindow();
  await page.getByRole('searchbox').waitFor({ state: 'attached' });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  return {
    page,
    goTo: (place) =>
      app.evaluate(
        ({ BrowserWindow }, to) => BrowserWindow.getAllWindows()[0]?.webContents.send('panel.navigate', to),
        place,
      ),
    async stop() {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
