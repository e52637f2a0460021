import { describe, expect, it } from 'vitest';
import { blockSidePx, isBlank, pixelate } from '../../../shared/requests/picture-pixels.ts';

/** Black letters on white, as noise of a fixed seed. */
function textLike(width: number, height: number, seed: number): Uint8ClampedArray {
  let state = seed;
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < pixels.length; at += 4) {
    state = (state * 1103515245 + 12345) % 2147483648;
    const ink = state % 3 === 0 ? 20 : 250;
    pixels.set([ink, ink, ink, 255], at);
  }
  return pixels;
}

const colours = (pixels: Uint8ClampedArray): Set<string> =>
  new Set(Array.from({ length: pixels.length / 4 }, (_, n) => pixels.subarray(n * 4, n * 4 + 3).join()));

describe('blurring', () => {
  it('leaves a few patches of one colour each', () => {
    const size = { width: 200, height: 30 };
    const pixels = textLike(200, 30, 7);
    pixelate(pixels, size);
    const side = blockSidePx(size);
    expect(side).toBe(12);
    const blocks = Math.ceil(200 / side) * Math.ceil(30 / side);
    expect(colours(pixels).size).toBeLessThanOrEqual(blocks);
    for (let x = 0; x < side; x += 1)
      expect(pixels.subarray(x * 4, x * 4 + 4)).toEqual(pixels.subarray(0, 4));
  });

  it('has three blocks at most across the shorter side, however large it is', () => {
    expect(blockSidePx({ width: 2000, height: 90 })).toBe(30);
    expect(blockSidePx({ width: 600, height: 900 })).toBe(200);
  });

  it('leaves hardly a difference between two texts of the same length', () => {
    const [one, other] = [textLike(240, 36, 1), textLike(240, 36, 99)];
    expect(one).not.toEqual(other);
    const size = { width: 240, height: 36 };
    pixelate(one, size);
    pixelate(other, size);
    const same = one.filter((value, at) => value === other[at]).length / one.length;
    expect(same).toBeGreaterThan(0.7);
  });

  it('keeps what is white white, and makes everything opaque', () => {
    const pixels = new Uint8ClampedArray(20 * 20 * 4).fill(255);
    pixels[3] = 0;
    pixelate(pixels, { width: 20, height: 20 });
    expect(pixels.every((value) => value >= 250)).toBe(true);
  });
});

describe('a blank picture', () => {
  it('is one of one colour', () => {
    expect(isBlank(new Uint8Array(40 * 4))).toBe(true);
    expect(isBlank(new Uint8Array(0))).toBe(true);
  });

  it('is none with a single pixel on it', () => {
    const pixels = new Uint8Array(40 * 4);
    pixels[39 * 4 + 1] = 9;
    expect(isBlank(pixels)).toBe(false);
  });
});
