import { digestsOf, type Catalog } from '../../shared/packs/catalog.ts';
import { newPieces, patchBetween } from '../../shared/packs/delta.ts';
import { deltaPath } from '../../shared/packs/repository-layout.ts';
import { compress } from './compress.ts';
import { wanted, type Pieces, type PublishedCatalog } from './repository-content.ts';

/** A delta as it lies at the destination. */
export interface Delta {
  path: string;
  bytes: Uint8Array;
}

/** Below this part of the full pack a delta is worth its place: further back, machines take the full pack. */
const partOfFullMax = 1 / 3;
/** Compressing takes seconds; what is half of everything before it is compressed needs no trial. */
const plainPartOfFullMax = 1 / 2;

/** Everything a machine on `before` lacks, in one file: how the catalog changes, then the new bytes. */
export function deltaText(before: Catalog, after: Catalog, pieces: Pieces): Uint8Array {
  const have = digestsOf(before);
  const added = newPieces(have, after).map(({ sha256 }) => wanted(pieces, sha256));
  return Buffer.concat([Buffer.from(`${JSON.stringify(patchBetween(before, after))}\n`), ...added]);
}

/** The delta between two publications; nothing where the full pack serves as well. */
export async function deltaBetween(
  before: PublishedCatalog,
  after: PublishedCatalog,
  pieces: Pieces,
  fullCompressedBytes: number,
  quality?: number,
): Promise<Delta | undefined> {
  if (before.sha256 === after.sha256) return undefined;
  const text = deltaText(before.catalog, after.catalog, pieces);
  if (text.length > after.catalog.full.size * plainPartOfFullMax) return undefined;
  const bytes = await compress(text, quality);
  if (bytes.length >= fullCompressedBytes * partOfFullMax) return undefined;
  return { path: deltaPath(before.sha256, after.sha256), bytes };
}
