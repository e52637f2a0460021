import { promisify } from 'node:util';
import { brotliCompress, brotliDecompressSync, constants } from 'node:zlib';

const brotli = promisify(brotliCompress);

/** The best that brotli has: packed once, fetched by every machine. */
const bestQuality = 11;
/** Above this the best takes minutes; an eighth more bytes at a first install is the better price. */
const bestQualityBytesMax = 4 * 1024 * 1024;
const quickerQuality = 9;

/**
 * The same bytes for the same input; the window covers all of it, so that guides share what they have in common.
 * Tests with thousands of guides ask for a lower quality.
 */
export function compress(
  bytes: Uint8Array,
  quality = bytes.length > bestQualityBytesMax ? quickerQuality : bestQuality,
): Promise<Uint8Array> {
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN, BROTLI_PARAM_SIZE_HINT } = constants;
  const window = Math.ceil(Math.log2(bytes.length + 16));
  const lgwin = Math.min(
    constants.BROTLI_MAX_WINDOW_BITS,
    Math.max(constants.BROTLI_MIN_WINDOW_BITS, window),
  );
  return brotli(bytes, {
    params: {
      [BROTLI_PARAM_QUALITY]: quality,
      [BROTLI_PARAM_LGWIN]: lgwin,
      [BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

/** Bytes of a known length; anything longer is refused before it takes memory. */
export const decompress = (bytes: Uint8Array, sizeBytes: number): Uint8Array =>
  brotliDecompressSync(bytes, { maxOutputLength: Math.max(1, sizeBytes) });
