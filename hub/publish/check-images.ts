import { createHash } from 'node:crypto';
import { reportOn, type Mistake } from './mistake.ts';
import { pngSize } from './png.ts';
import { checkSvg } from './svg.ts';

/** What a guide's picture block needs to know, besides its alt text. */
export interface ImageFacts {
  /** Name after its content: the same picture has the same name in every build. */
  file: string;
  widthPx: number;
  heightPx: number;
}

/** The pictures of a KB by the names guides use, and by the names of the pack. */
export interface CheckedImages {
  facts: Map<string, ImageFacts | undefined>;
  files: Map<string, Uint8Array>;
}

export const imageBytesMax = 200_000;
// A small file can hold a huge picture, which would cost the panel hundreds of megabytes.
const sidePxMax = 4000;
const imageName = /^[\w.-]+\.(svg|png)$/;

const contentName = (bytes: Uint8Array, extension: string): string =>
  `${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.${extension}`;

/** Checks every picture and finds its size. */
export function checkImages(images: ReadonlyMap<string, Uint8Array>, mistakes: Mistake[]): CheckedImages {
  const facts = new Map<string, ImageFacts | undefined>();
  const files = new Map<string, Uint8Array>();
  for (const [name, bytes] of images) {
    const size = checkImage(name, bytes, mistakes);
    const file = contentName(bytes, name.endsWith('.svg') ? 'svg' : 'png');
    facts.set(name, size && { file, ...size });
    if (size) files.set(file, bytes);
  }
  return { facts, files };
}

function checkImage(name: string, bytes: Uint8Array, mistakes: Mistake[]) {
  const report = reportOn(`images/${name}`, mistakes);
  if (!imageName.test(name)) {
    report.error(
      1,
      'not the name of a picture',
      'use .svg or .png, and letters, digits, dots and hyphens only',
    );
    return undefined;
  }
  if (bytes.length > imageBytesMax) {
    report.error(
      1,
      `the picture has ${Math.ceil(bytes.length / 1000)} kB`,
      'make it smaller: at most 200 kB',
    );
    return undefined;
  }
  const size = name.endsWith('.svg') ? checkSvg(bytes, report) : pngSize(bytes, report);
  if (size && Math.max(size.widthPx, size.heightPx) > sidePxMax) {
    report.error(1, 'the picture is too wide or too high', `make both sides at most ${sidePxMax} px`);
    return undefined;
  }
  return size;
}
