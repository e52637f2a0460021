import { execFileSync, spawnSync } from 'node:child_process';

const read = (command: string, ...args: string[]): string =>
  spawnSync(command, args, { encoding: 'utf8' }).stdout.trim();

function heightOf(window: string): number {
  const lines = read('xdotool', 'getwindowgeometry', '--shell', window);
  return Number(/^HEIGHT=(\d+)/m.exec(lines)?.[1] ?? 0);
}

/** The panel's window while it can be seen; the tray icon is a window of the same name, but a small one. */
export function panelWindow(): string | undefined {
  const windows = read('xdotool', 'search', '--onlyvisible', '--name', '^Zeroline$')
    .split('\n')
    .filter(Boolean);
  return windows.find((window) => heightOf(window) > 300);
}

/** How many colours a window shows: one that was never painted has few. */
export const coloursIn = (window: string): number =>
  Number(read('import', '-window', window, '-format', '%k', 'info:-'));

export const takePicture = (window: string, file: string): void =>
  void execFileSync('import', ['-window', window, file]);
