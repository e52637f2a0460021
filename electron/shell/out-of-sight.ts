import { setTimeout as sleep } from 'node:timers/promises';
import type { BrowserWindow } from 'electron';

/** Longer than desktops take to fade a window out. */
const fadeMs = 300;

/** Runs something while the window can't be seen, and shows it again where it was, whatever came of it. */
export async function outOfSight<T>(window: BrowserWindow, task: () => Promise<T>): Promise<T> {
  const bounds = window.getBounds();
  window.hide();
  await sleep(fadeMs);
  try {
    return await task();
  } finally {
    if (!window.isDestroyed()) {
      window.setBounds(bounds);
      window.show();
      window.focus();
    }
  }
}
