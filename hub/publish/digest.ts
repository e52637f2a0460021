import { createHash } from 'node:crypto';
import type { Piece } from '../../shared/packs/catalog.ts';

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** What a catalog says of some bytes. */
export const pieceOf = (bytes: Uint8Array): Piece => ({ sha256: sha256Of(bytes), size: bytes.length });
