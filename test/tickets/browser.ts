import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { _electron, type Page } from '@playwright/test';
import { startDesktop } from '../../scripts/desktop/session.mjs';
import { electronExecutable } from '../../scripts/electron-runtime.mjs';

/** Electron is a Chromium with a program: this one opens an empty window, like a person's browser. */
const program = `const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 1000 }).loadURL('about:blank'));`;

export interface Browser {
  page: Page;
  stop(): Promise<void>;
}

/** Why no browser can be opened here; nothing when one can. */
export const whyNoBrowser = (): string | undefined =>
  spawnSync('Xvfb', ['-help'], { stdio: 'ignore' }).error ? 'there is no virtual display (Xvfb)' : undefined;

/** A browser without a past: nobody is signed in anywhere. */
export async function startBrowser(): Promise<Browser> {
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= dirname(await electronExecutable());
  const folder = mkdtempSync(join(tmpdir(), 'zeroline-browser-'));
  writeFileSync(join(folder, 'main.js'), program);
  writeFileSync(join(folder, 'package.json'), '{"name":"browser","main":"main.js"}');
  const desktop = await startDesktop();
  const env = Object.fromEntries(
    Object.entries(desktop.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const electron = await _electron.launch({
    args: ['--no-sandbox', '--disable-gpu', `--user-data-dir=${join(folder, 'profile')}`, folder],
    env,
  });
  return {
    page: await electron.firstWindow(),
    async stop() {
      await electron.close();
      await desktop.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
