import type { Size } from './picture-edits.ts';

const channels = 4;

/** Blocks across the shorter side at most: a line of text becomes a few patches, not a row of guessable letters. */
const blocksAcrossMax = 3;
const smallestBlockPx = 12;

/** The side of one block for what is blurred. */
export const blockSidePx = ({ width, height }: Size): number =>
  Math.max(smallestBlockPx, Math.ceil(Math.min(width, height) / blocksAcrossMax));

/**
 * Averages finer than that are rounded away: a password that is guessed and blurred in the same way can't be told from
 * others by the shade of its blocks.
 */
const shadeStep = 24;
const shade = (average: number): number => Math.min(255, Math.round(average / shadeStep) * shadeStep);

/** Makes patches of one colour each out of the pixels (RGBA), in place. What they showed can't be computed from them. */
export function pixelate(pixels: Uint8ClampedArray, size: Size): void {
  const side = blockSidePx(size);
  for (let top = 0; top < size.height; top += side) {
    for (let left = 0; left < size.width; left += side) {
      const right = Math.min(left + side, size.width);
      const bottom = Math.min(top + side, size.height);
      fillWithAverage(pixels, size.width, { left, top, right, bottom });
    }
  }
}

interface Block {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function fillWithAverage(pixels: Uint8ClampedArray, rowPx: number, block: Block): void {
  const { left, top, right, bottom } = block;
  let [red, green, blue] = [0, 0, 0];
  for (let y = top; y < bottom; y += 1) {
    for (let at = (y * rowPx + left) * channels; at < (y * rowPx + right) * channels; at += channels) {
      red += pixels[at] ?? 0;
      green += pixels[at + 1] ?? 0;
      blue += pixels[at + 2] ?? 0;
    }
  }
  const count = (right - left) * (bottom - top);
  const row = new Uint8ClampedArray((right - left) * channels);
  const colour = [shade(red / count), shade(green / count), shade(blue / count), 255];
  for (let at = 0; at < row.length; at += channels) row.set(colour, at);
  for (let y = top; y < bottom; y += 1) pixels.set(row, (y * rowPx + left) * channels);
}

/** Whether there is nothing on a picture: some desktops answer a picture of one colour instead of a refusal. */
export function isBlank(pixels: Uint8Array): boolean {
  for (let at = channels; at + 2 < pixels.length; at += channels) {
    if (pixels[at] !== pixels[0] || pixels[at + 1] !== pixels[1] || pixels[at + 2] !== pixels[2])
      return false;
  }
  return true;
}
