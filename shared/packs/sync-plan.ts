import type { Language } from '../language.ts';
import { ok, refuse, type Result } from '../result.ts';
import { piecesOf, type Catalog, type Piece } from './catalog.ts';
import { catalogPatchSchema, newPieces, type CatalogPatch } from './delta.ts';
import type { SyncRefusal } from './sync-refusal.ts';

/** More than the biggest knowledge base we know of by far; whoever signs more has made a mistake. */
const bytesMax = {
  catalog: 16_000_000,
  head: 8_000_000,
  guide: 2_000_000,
  image: 2_000_000,
  full: 512_000_000,
  index: 64_000_000,
};

/** What can be told of a catalog before anything it names is fetched. */
export function checkCatalog(catalog: Catalog, language: Language): Result<void, SyncRefusal> {
  const invalid = (detail: string) => refuse({ kind: 'invalid' as const, detail: `the catalog ${detail}` });
  if (catalog.language !== language) return invalid(`is for "${catalog.language}", not "${language}"`);
  const misnamed = catalog.images.find(([name, sha256]) => !sha256.startsWith(name.slice(0, 16)));
  if (misnamed) return invalid(`names the image ${misnamed[0]} after other bytes`);
  const tooBig = [
    ...(catalog.head.size > bytesMax.head ? ['the head'] : []),
    ...(catalog.full.size > bytesMax.full ? ['the whole'] : []),
    ...(catalog.index.size > bytesMax.index ? ['the index'] : []),
    ...catalog.guides.flatMap(([id, , size]) => (size > bytesMax.guide ? [`the guide ${id}`] : [])),
    ...catalog.images.flatMap(([name, , size]) => (size > bytesMax.image ? [`the image ${name}`] : [])),
  ][0];
  if (tooBig !== undefined) return refuse({ kind: 'too-big', detail: `${tooBig} in the catalog` });
  return ok(undefined);
}

/** The signed size of a catalog is checked before it is fetched. */
export const isCatalogTooBig = (sizeBytes: number): boolean => sizeBytes > bytesMax.catalog;

/** How to get what is missing: each piece by itself, or everything at once. */
export interface FetchPlan {
  way: 'nothing' | 'pieces' | 'full';
  missing: Piece[];
  /** What will come, uncompressed. */
  bytes: number;
}

/** Of its own a piece compresses worse than beside its like, and each one costs a request. */
const pieceFactor = 1.5;
const requestBytes = 2_000;

/** Fetches piece by piece while that is cheaper than the full pack. */
export function planFetch(catalog: Catalog, have: ReadonlySet<string>): FetchPlan {
  const missing = newPieces(have, catalog);
  const bytes = missing.reduce((sum, { size }) => sum + size, 0);
  if (missing.length === 0) return { way: 'nothing', missing, bytes };
  const cost = bytes * pieceFactor + missing.length * requestBytes;
  return cost < catalog.full.size
    ? { way: 'pieces', missing, bytes }
    : { way: 'full', missing, bytes: catalog.full.size };
}

export interface IndexFacts {
  /** Guides that came or went, of so many. */
  changed: number;
  total: number;
  /** Whether there is an index of what was before, made by this app's analysis. */
  hasOwn: boolean;
  /** Whether the published index was made by this app's analysis. */
  isPublishedUsable: boolean;
}

const patchedShareMax = 0.2;

/** Patching takes a machine little and the network nothing; building a big index takes seconds. */
export function planIndex({
  changed,
  total,
  hasOwn,
  isPublishedUsable,
}: IndexFacts): 'patch' | 'fetch' | 'build' {
  if (hasOwn && changed <= total * patchedShareMax) return 'patch';
  return isPublishedUsable ? 'fetch' : 'build';
}

/** How long a delta may be that leads from a catalog to one of `nextBytes`. */
export interface DeltaBytesMax {
  patch: number;
  whole: number;
}

/** A patch puts entries of the next catalog and removes names of the one at hand; the rest of the file is new pieces. */
export function deltaBytesMax(beforeBytes: number, before: Catalog, nextBytes: number): DeltaBytesMax {
  const patch = beforeBytes + nextBytes + 1_000;
  return { patch, whole: patch + Math.min(Math.max(before.full.size, 4_000_000), 32_000_000) };
}

/** A delta file's two halves, or nothing when it is none. Nobody signed it: what is too long is not even read. */
export function splitDelta(
  bytes: Uint8Array,
  patchBytesMax: number,
): { patch: CatalogPatch; pieces: Uint8Array } | undefined {
  const end = bytes.subarray(0, patchBytesMax + 1).indexOf(10);
  if (end === -1) return undefined;
  try {
    const raw: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end)));
    const patch = catalogPatchSchema.safeParse(raw);
    return patch.success ? { patch: patch.data, pieces: bytes.subarray(end + 1) } : undefined;
  } catch {
    return undefined;
  }
}

/** Bytes that hold pieces one after the other; nothing when they are not as long as those. */
export function splitPieces(
  bytes: Uint8Array,
  pieces: readonly Piece[],
): { piece: Piece; bytes: Uint8Array }[] | undefined {
  let start = 0;
  const parts = pieces.map((piece) => {
    const part = { piece, bytes: bytes.subarray(start, start + piece.size) };
    start += piece.size;
    return part;
  });
  return start === bytes.length ? parts : undefined;
}

/** The pieces of a full pack, in its order. */
export const splitFull = (bytes: Uint8Array, catalog: Catalog) => splitPieces(bytes, piecesOf(catalog));
