import { execFileSync, spawnSync } from 'node:child_process';
import { PNG } from 'pngjs';

const read = (command: string, ...args: string[]): string =>
  spawnSync(command, args, { encoding: 'utf8' }).stdout.trim();

/** The window of the real tray host, where there is one with an icon in it. */
function trayHost(): { id: string; x: number; y: number; width: number; height: number } | undefined {
  const id = read('xdotool', 'search', '--onlyvisible', '--class', 'trayer').split('\n')[0];
  if (!id) return undefined;
  const lines = read('xdotool', 'getwindowgeometry', '--shell', id);
  const number = (name: string): number => Number(new RegExp(`^${name}=(-?\\d+)`, 'm').exec(lines)?.[1] ?? 0);
  const host = { id, x: number('X'), y: number('Y'), width: number('WIDTH'), height: number('HEIGHT') };
  return host.width >= 8 ? host : undefined;
}

export const hasTrayIcon = (): boolean => trayHost() !== undefined;

/** A real pointer press on the icon: 1 is the left button, 3 the right one. */
export function clickTrayIcon(button: 1 | 3 = 1): void {
  const host = trayHost();
  if (!host) throw new Error('There is no icon in the tray.');
  const x = String(Math.round(host.x + host.width / 2));
  const y = String(Math.round(host.y + host.height / 2));
  execFileSync('xdotool', ['mousemove', x, y, 'click', String(button)]);
}

/** How many pixels of the tray are of the badge's red, as the tray host painted them. */
export function badgePixels(): number {
  const host = trayHost();
  if (!host) return 0;
  const { data } = PNG.sync.read(
    execFileSync('import', ['-window', host.id, 'png:-'], { maxBuffer: 16 * 1024 * 1024 }),
  );
  let red = 0;
  for (let at = 0; at < data.length; at += 4) {
    const [r = 0, g = 0, b = 0] = data.subarray(at, at + 3);
    if (r > 170 && g < 110 && b < 100) red += 1;
  }
  return red;
}

export const pressKeys = (...keys: string[]): void => void execFileSync('xdotool', ['key', ...keys]);
export const typeKeys = (text: string): void => void execFileSync('xdotool', ['type', '--delay', '40', text]);
