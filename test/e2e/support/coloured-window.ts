import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PNG } from 'pngjs';
import type { Machine } from './machine.ts';

export const windowTitle = 'Quarterly figures';

export const hasWindowPainter = spawnSync('display', ['-version']).status === 0;

/** Small squares in two colours, as fine as letters: what is blurred can be told from what is not. */
export const squarePx = 6;
export const squareColours = ['200,40,60', '250,220,120'] as const;

/** Another program's window on the desktop, with squares all over it; it goes when `close` is called. */
export async function showColouredWindow({ home, env }: Machine): Promise<{ close(): void }> {
  const png = new PNG({ width: 1200, height: 700 });
  for (let y = 0; y < png.height; y += 1) {
    for (let x = 0; x < png.width; x += 1) {
      const n = (Math.floor(x / squarePx) + Math.floor(y / squarePx)) % 2;
      const colour = (squareColours[n] ?? '').split(',').map(Number);
      png.data.set([...colour, 255], (y * png.width + x) * 4);
    }
  }
  const path = join(home, 'figures.png');
  writeFileSync(path, PNG.sync.write(png));
  const child = spawn('display', ['-geometry', '+30+60', '-title', windowTitle, path], { env });
  const isThere = (): boolean =>
    spawnSync('xdotool', ['search', '--onlyvisible', '--name', windowTitle], { env }).status === 0;
  for (let n = 0; n < 100 && !isThere(); n += 1) await sleep(100);
  // Painted by then.
  await sleep(300);
  return { close: () => void child.kill() };
}

/** The colours in a part of a picture, each as `r,g,b`, with how often. */
export function coloursIn(
  { data, width }: PNG,
  part: { x: number; y: number; width: number; height: number },
): Map<string, number> {
  const found = new Map<string, number>();
  for (let y = part.y; y < part.y + part.height; y += 1) {
    for (let x = part.x; x < part.x + part.width; x += 1) {
      const at = (y * width + x) * 4;
      const colour = data.subarray(at, at + 3).join();
      found.set(colour, (found.get(colour) ?? 0) + 1);
    }
  }
  return found;
}
