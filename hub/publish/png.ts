import type { Report } from './mistake.ts';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const chunkFrameBytes = 12;

/** The size of a PNG that is whole from its signature to its last chunk. */
export function pngSize(
  bytes: Uint8Array,
  report: Report,
): { widthPx: number; heightPx: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const typeAt = (offset: number): string => String.fromCharCode(...bytes.subarray(offset + 4, offset + 8));
  let at = signature.length;
  const starts = signature.every((byte, index) => bytes[index] === byte);
  if (!starts || bytes.length < 33 || typeAt(at) !== 'IHDR') {
    report.error(1, 'not a PNG picture', 'save it as PNG again');
    return undefined;
  }
  const widthPx = view.getUint32(16);
  const heightPx = view.getUint32(20);
  let last = '';
  while (last !== 'IEND' && at + chunkFrameBytes <= bytes.length) {
    last = typeAt(at);
    at += view.getUint32(at) + chunkFrameBytes;
  }
  if (last === 'IEND' && at <= bytes.length && widthPx > 0 && heightPx > 0) return { widthPx, heightPx };
  report.error(1, 'the PNG is cut off or empty', 'save or copy it again');
  return undefined;
}
