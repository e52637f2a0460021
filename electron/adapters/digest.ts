import { createHash } from 'node:crypto';

/** The sha256 of bytes in hexadecimal. */
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
