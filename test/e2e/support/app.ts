import { dirname, join } from 'node:path';
import { _electron, expect, type ElectronApplication, type Page } from '@playwright/test';
import { electronExecutable } from '../../../scripts/electron-runtime.mjs';
import type { Machine } from './machine.ts';
import { killTree } from './processes.ts';

const checkout = join(import.meta.dirname, '../../..');

export interface RunningApp {
  electron: ElectronApplication;
  page: Page;
  machine: Machine;
  /** Whether the panel can be seen, as the window itself says. */
  visible(): Promise<boolean>;
  /** Shows the panel as a second start with `--toggle` does, and waits until it is there. */
  show(): Promise<void>;
  quit(): Promise<void>;
  kill(): void;
}

/**
 * Starts the built app on a machine and waits until the panel has its first state. `preload`: a script that its main
 * process runs first.
 */
export async function startApp(machine: Machine, args: string[] = [], preload?: string): Promise<RunningApp> {
  // Found by its folder, Playwright holds the app's start until it is attached; by its path, it may miss the window.
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] ??= dirname(await electronExecutable());
  const electron = await _electron.launch({
    args: [
      ...(preload === undefined ? [] : ['-r', preload]),
      '--disable-gpu',
      `--user-data-dir=${machine.userData}`,
      checkout,
      ...args,
    ],
    env: machine.env,
  });
  const page = await electron.firstWindow();
  await page.getByRole('main').waitFor({ state: 'attached' });
  // The last thing the app does at its start; the tray is there before it.
  const hasHotkey = () =>
    electron.evaluate(({ globalShortcut }) => globalShortcut.isRegistered('Control+Alt+H'));
  await expect.poll(hasHotkey).toBe(true);
  const visible = (): Promise<boolean> =>
    electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false);
  return {
    electron,
    page,
    machine,
    visible,
    async show() {
      if (await visible()) return;
      await electron.evaluate(({ app }) => app.emit('second-instance', {}, ['zeroline', '--toggle'], '', {}));
      await expect.poll(visible).toBe(true);
    },
    quit: () => electron.close(),
    kill: () => {
      const { pid } = electron.process();
      if (pid !== undefined) killTree(pid);
    },
  };
}
