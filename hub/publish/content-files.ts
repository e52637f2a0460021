import { piecesOf } from '../../shared/packs/catalog.ts';
import { blobPath } from '../../shared/packs/repository-layout.ts';
import { compress } from './compress.ts';
import { deltaBetween, type Delta } from './deltas.ts';
import { sha256Of } from './digest.ts';
import { targetFilePath } from './history.ts';
import { wanted, type Pieces, type PublishedCatalog } from './repository-content.ts';

/** A file for the destination; its bytes are made only when it is not there. */
export interface ContentFile {
  path: string;
  bytes(): Promise<Uint8Array>;
}

/** Compresses a piece, once however often it is asked for. */
export type Packer = (sha256: string) => Promise<Uint8Array>;

export function createPacker(pieces: Pieces, quality?: number): Packer {
  const packed = new Map<string, Promise<Uint8Array>>();
  return (sha256) => {
    const there = packed.get(sha256) ?? compress(wanted(pieces, sha256), quality);
    packed.set(sha256, there);
    return there;
  };
}

/** Everything that a machine may ask for by its hash on the word of this catalog, and the catalog's text. */
const piecesBehind = ({ catalog, sha256 }: PublishedCatalog): string[] => [
  ...piecesOf(catalog).map((piece) => piece.sha256),
  ...[catalog.full.sha256, catalog.index.sha256, sha256],
];

/** The blobs of catalogs that were published whole. */
export const publishedBlobs = (catalogs: Iterable<PublishedCatalog>): Set<string> =>
  new Set([...catalogs].flatMap(piecesBehind).map(blobPath));

/** One blob for each piece. */
export const blobFiles = (pieces: Pieces, pack: Packer): ContentFile[] =>
  [...pieces.keys()].map((sha256) => ({ path: blobPath(sha256), bytes: () => pack(sha256) }));

/** Signed targets lie as they are, under a name that begins with their hash. */
export const targetFiles = (targets: ReadonlyMap<string, Uint8Array>): ContentFile[] =>
  Array.from(targets, ([target, bytes]) => ({
    path: targetFilePath(target, sha256Of(bytes)),
    bytes: () => Promise.resolve(bytes),
  }));

/** What a language costs on the way to machines. */
export interface Downloads {
  /** To install from nothing; absent when nothing changed. */
  fullBytes?: number;
  /** For a machine that has the last publication: 0 when nothing changed, absent when there was none. */
  updateBytes?: number;
  deltas: Delta[];
}

export interface DownloadsOptions {
  pieces: Pieces;
  pack: Packer;
  quality: number | undefined;
  /** Makes the deltas again though nothing changed. */
  again: boolean;
}

/** What machines on an earlier publication can take instead of the full pack. */
export async function downloadsOf(
  after: PublishedCatalog,
  history: readonly PublishedCatalog[],
  { pieces, pack, quality, again }: DownloadsOptions,
): Promise<Downloads> {
  const [newest] = history;
  const isSame = newest?.sha256 === after.sha256;
  if (isSame && !again) return { updateBytes: 0, deltas: [] };
  const fullBytes = (await pack(after.catalog.full.sha256)).length;
  const deltas: Delta[] = [];
  let updateBytes = fullBytes;
  for (const before of history) {
    const delta = await deltaBetween(before, after, pieces, fullBytes, quality);
    if (delta) deltas.push(delta);
    if (delta && before === newest) updateBytes = delta.bytes.length;
  }
  if (isSame) return { updateBytes: 0, deltas };
  return { fullBytes, deltas, ...(newest && { updateBytes }) };
}
