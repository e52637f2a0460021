import { execFileSync, spawnSync } from 'node:child_process';

const read = (command: string, ...args: string[]): string =>
  spawnSync(command, args, { encoding: 'utf8' }).stdout.trim();
const does = (...args: string[]): void => void execFileSync('xdotool', args);

interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

function geometryOf(window: string): Rectangle {
  const lines = read('xdotool', 'getwindowgeometry', '--shell', window);
  const number = (name: string): number => Number(new RegExp(`^${name}=(-?\\d+)`, 'm').exec(lines)?.[1] ?? 0);
  return { x: number('X'), y: number('Y'), width: number('WIDTH'), height: number('HEIGHT') };
}

/** The panel's window while it can be seen; the tray icon is a window of the same name, but a small one. */
export function panelWindow(): string | undefined {
  const windows = read('xdotool', 'search', '--onlyvisible', '--name', '^Zeroline$')
    .split('\n')
    .filter(Boolean);
  return windows.find((window) => geometryOf(window).height > 300);
}

/** How many colours a window shows: one that was never painted has few. */
export const coloursIn = (window: string): number =>
  Number(read('import', '-window', window, '-format', '%k', 'info:-'));

export const takePicture = (window: string, file: string): void =>
  void execFileSync('import', ['-window', window, file]);

/** Real key events, which go to whatever has the focus. */
export const press = (keys: string): void => does('key', keys);
export const type = (text: string): void => does('type', '--delay', '40', text);

/** Clicks the icon in the tray, or tells that there is none. */
export function clickTrayIcon(): boolean {
  const tray = read('xdotool', 'search', '--onlyvisible', '--class', 'trayer').split('\n')[0] ?? '';
  const { x, y, width, height } = geometryOf(tray);
  if (width < 8) return false;
  does('mousemove', String(Math.round(x + width / 2)), String(Math.round(y + height / 2)), 'click', '1');
  return true;
}
