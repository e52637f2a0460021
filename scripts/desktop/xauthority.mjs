import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';

/** @param {Buffer | string} bytes */
function counted(bytes) {
  const body = Buffer.from(bytes);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(body.length);
  return Buffer.concat([length, body]);
}

/**
 * Writes an Xauthority file whose one cookie fits any display, so it can exist before the X server has chosen its
 * number. Who can read the file can use the display; nobody else can.
 * @param {string} file
 */
export function writeXauthority(file) {
  const anyAddress = Buffer.from([0xff, 0xff]);
  const cookie = [counted(''), counted(''), counted('MIT-MAGIC-COOKIE-1'), counted(randomBytes(16))];
  writeFileSync(file, Buffer.concat([anyAddress, ...cookie]), { mode: 0o600 });
}
