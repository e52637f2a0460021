import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { _electron, type Page } from '@playwright/test';
import { electronExecutable } from '../../../scripts/electron-runtime.mjs';

export interface Browser {
  page: Page;
  /** What the page complained about: errors on its console, and thrown ones. */
  complaints: string[];
  close(): Promise<void>;
}

const program = `
const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadURL('about:blank'));
`;

/** A plain Chromium window: the runtime's own, with nothing of the app in it. */
export async function openBrowser(): Promise<Browser> {
  const folder = mkdtempSync(join(tmpdir(), 'zeroline-browser-'));
  const main = join(folder, 'main.cjs');
  writeFileSync(main, program);
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= dirname(await electronExecutable());
  const electron = await _electron.launch({
    args: ['--no-sandbox', '--disable-gpu', `--user-data-dir=${join(folder, 'data')}`, main],
  });
  const page = await electron.firstWindow();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return {
    page,
    complaints,
    async close() {
      await electron.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
