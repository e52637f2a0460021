import {
  catalogText,
  parseCatalog,
  digestsOf,
  type Catalog,
  type Piece,
} from '../../shared/packs/catalog.ts';
import { applyPatch, newPieces } from '../../shared/packs/delta.ts';
import {
  deltaBytesMax,
  isCatalogTooBig,
  splitDelta,
  splitFull,
  splitPieces,
  type FetchPlan,
} from '../../shared/packs/sync-plan.ts';
import type { SyncRefusal } from '../../shared/packs/sync-refusal.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Library } from './library.ts';
import type { PackClient } from './ports.ts';

export type Digest = (bytes: Uint8Array) => string;
/** Bytes by their sha256. */
export type PieceBytes = Map<string, Uint8Array>;
export type OnProgress = (done: number, total: number) => void;

const requestsAtOnce = 4;
/** Without a network, what leads from the old catalog to the new one is as far away as the new one itself. */
const hopeless: readonly SyncRefusal['kind'][] = ['offline', 'timeout', 'server-error', 'captive-portal'];

/** The catalog that the signed metadata names, by the short way from the one that is here or whole. */
export async function fetchCatalog(
  { client, digest }: { client: PackClient; digest: Digest },
  before: Library['slot'],
  { sha256, size }: Piece,
): Promise<Result<{ catalog: Catalog; text: string; pieces: PieceBytes }, SyncRefusal>> {
  if (isCatalogTooBig(size)) return refuse({ kind: 'too-big', detail: `a catalog of ${size} bytes` });
  if (before) {
    const bytesMax = deltaBytesMax(before.stored.catalog.length, before.catalog, size);
    const delta = await client.fetchDelta(before.stored.catalogSha256, sha256, bytesMax.whole);
    if (!delta.ok && hopeless.includes(delta.error.kind)) return delta;
    const led = delta.ok
      ? follow(delta.value, bytesMax.patch, before.catalog, { sha256, digest })
      : undefined;
    if (led) return ok(led);
  }
  const bytes = await client.fetchPiece({ sha256, size });
  if (!bytes.ok) return bytes;
  const text = new TextDecoder().decode(bytes.value);
  const catalog = parseCatalog(text, before?.catalog);
  return catalog.ok ? ok({ catalog: catalog.value, text, pieces: new Map() }) : catalog;
}

/** Where a delta leads; nothing when that is not the signed catalog, bit by bit. */
function follow(
  delta: Uint8Array,
  patchBytesMax: number,
  before: Catalog,
  { sha256, digest }: { sha256: string; digest: Digest },
) {
  const halves = splitDelta(delta, patchBytesMax);
  if (!halves) return undefined;
  const catalog = applyPatch(before, halves.patch);
  const text = catalogText(catalog);
  if (digest(new TextEncoder().encode(text)) !== sha256) return undefined;
  const have = digestsOf(before);
  const parts = splitPieces(halves.pieces, newPieces(have, catalog)) ?? [];
  const right = parts.filter(({ piece, bytes }) => digest(bytes) === piece.sha256);
  const pieces: PieceBytes = new Map(right.map(({ piece, bytes }) => [piece.sha256, bytes]));
  return { catalog, text, pieces };
}

/** Fetches what a plan says; every piece that comes back has its hash. */
export async function fetchPlanned(
  { client, digest }: { client: PackClient; digest: Digest },
  catalog: Catalog,
  { way, missing, bytes: total }: FetchPlan,
  onProgress: OnProgress,
): Promise<Result<PieceBytes, SyncRefusal>> {
  const pieces: PieceBytes = new Map();
  if (way === 'nothing') return ok(pieces);
  onProgress(0, total);
  if (way === 'full') {
    const full = await client.fetchPiece(catalog.full, (come, ofThem) =>
      onProgress(Math.floor(total * Math.min(1, come / ofThem)), total),
    );
    if (!full.ok) return full;
    const parts = splitFull(full.value, catalog);
    for (const { piece, bytes } of parts ?? []) {
      if (digest(bytes) === piece.sha256) pieces.set(piece.sha256, bytes);
    }
    if (missing.some(({ sha256 }) => !pieces.has(sha256))) {
      return refuse({ kind: 'invalid', detail: 'the full pack does not hold what the catalog names' });
    }
    onProgress(total, total);
    return ok(pieces);
  }
  let done = 0;
  const refused = await forEachAtOnce(missing, async (piece) => {
    const bytes = await client.fetchPiece(piece);
    if (!bytes.ok) return bytes;
    pieces.set(piece.sha256, bytes.value);
    done += piece.size;
    onProgress(done, total);
    return ok(undefined);
  });
  return refused ?? ok(pieces);
}

/** Works through a list with a few at once; the first refusal ends it. */
async function forEachAtOnce<T>(
  items: readonly T[],
  work: (item: T) => Promise<Result<void, SyncRefusal>>,
): Promise<{ ok: false; error: SyncRefusal } | undefined> {
  const left = items.values();
  let refused: { ok: false; error: SyncRefusal } | undefined;
  async function worker(): Promise<void> {
    for (const item of left) {
      if (refused) return;
      const done = await work(item);
      if (!done.ok) refused ??= done;
    }
  }
  await Promise.all(Array.from({ length: requestsAtOnce }, worker));
  return refused;
}
