import type { Guide } from '../../shared/guides/guide.ts';
import type { Catalog, Piece } from '../../shared/packs/catalog.ts';
import type { PackHead } from '../../shared/packs/pack.ts';
import { readGuide, readHead } from '../../shared/packs/read-pieces.ts';
import { checkCatalog, planFetch } from '../../shared/packs/sync-plan.ts';
import type { SyncRefusal } from '../../shared/packs/sync-refusal.ts';
import { ok, type Result } from '../../shared/result.ts';
import { fetchCatalog, fetchPlanned, type Digest, type OnProgress, type PieceBytes } from './fetch-pieces.ts';
import type { ImagesAtHand } from './images-at-hand.ts';
import type { Library } from './library.ts';
import { letOthers, nextIndex } from './next-index.ts';
import type { PackClient, PackSlots } from './ports.ts';

export interface GuideSyncTools {
  client: PackClient;
  digest: Digest;
  slots: PackSlots;
  images: ImagesAtHand;
}

const decoder = new TextDecoder();
/** Checking this many takes a few milliseconds. */
const guidesAtOnce = 50;

/** Gets the guides of the signed catalog `named` onto the disk. Refused or not, what is in use stays as it is. */
export async function syncGuides(
  tools: GuideSyncTools,
  before: Library,
  named: Piece,
  onProgress: OnProgress,
): Promise<Result<Catalog, SyncRefusal>> {
  const { slot } = before;
  const isKnown = slot?.stored.catalogSha256 === named.sha256;
  const next = isKnown
    ? ok({ catalog: slot.catalog, text: slot.stored.catalog, pieces: new Map<string, Uint8Array>() })
    : await fetchCatalog(tools, slot, named);
  if (!next.ok) return next;
  const { catalog, text, pieces: fresh } = next.value;
  const right = checkCatalog(catalog, before.language);
  if (!right.ok) return right;

  const { held, checked } = heldPieces(before, tools.digest);
  if (checked.get(headName) !== catalog.head.sha256) {
    const head = await readableHead(tools.client, catalog, { held, fresh });
    if (!head.ok) return head;
  }
  const have = new Set([...held.keys(), ...fresh.keys(), ...(await tools.images.soundOf(catalog))]);
  const arrived = await fetchPlanned(tools, catalog, planFetch(catalog, have), onProgress);
  if (!arrived.ok) return arrived;
  for (const [sha256, bytes] of arrived.value) fresh.set(sha256, bytes);
  const bytesOf = (sha256: string): Uint8Array => fresh.get(sha256) ?? held.get(sha256) ?? new Uint8Array();
  const sound = await checkGuides(catalog, { bytesOf, checked });
  if (!sound.ok) return sound;
  const kept = await tools.images.keep(catalog, fresh);
  if (!kept.ok) return kept;
  if (isKnown && slot.isIndexUsable) return ok(catalog);

  const written = await tools.slots.write(before.language, {
    catalog: text,
    head: decoder.decode(bytesOf(catalog.head.sha256)),
    guides: joined(catalog, bytesOf),
    index: await nextIndex(tools.client, before, { catalog, guide: guideReader(catalog, bytesOf) }),
  });
  if (!written.ok) return written;
  await tools.images.forgetUnused();
  return ok(catalog);
}

/** What is here already, whatever it was called, and the hash of each piece that was checked under its name. */
function heldPieces({ slot, summaries, bytes }: Library, digest: Digest) {
  const hashes = new Map(slot?.catalog.guides.map(([id, sha256]) => [id, sha256]));
  const held: PieceBytes = new Map();
  const checked = new Map<string, string>();
  if (slot) {
    held.set(slot.catalog.head.sha256, new TextEncoder().encode(slot.stored.head));
    checked.set(headName, slot.catalog.head.sha256);
  }
  for (const { id } of summaries) {
    const text = bytes(id);
    if (!text) continue;
    const sha256 = hashes.get(id) ?? digest(text);
    held.set(sha256, text);
    checked.set(id, sha256);
  }
  return { held, checked };
}

/** No guide is called so. */
const headName = '';

/** The head comes before anything else is fetched: it tells what needs a newer app. It is among `fresh` afterwards. */
async function readableHead(
  client: PackClient,
  { head, language }: Catalog,
  { held, fresh }: { held: PieceBytes; fresh: PieceBytes },
): Promise<Result<PackHead, SyncRefusal>> {
  const atHand = fresh.get(head.sha256) ?? held.get(head.sha256);
  const bytes = atHand ? ok(atHand) : await client.fetchPiece(head);
  if (!bytes.ok) return bytes;
  fresh.set(head.sha256, bytes.value);
  return readHead(decoder.decode(bytes.value), language);
}

/** Whether the guides that are new are in the form we agreed on. */
async function checkGuides(
  { guides }: Catalog,
  { bytesOf, checked }: { bytesOf: (sha256: string) => Uint8Array; checked: ReadonlyMap<string, string> },
): Promise<Result<void, SyncRefusal>> {
  const unchecked = guides.filter(([id, sha256]) => checked.get(id) !== sha256);
  for (const [n, [id, sha256]] of unchecked.entries()) {
    const guide = readGuide(decoder.decode(bytesOf(sha256)), id);
    if (!guide.ok) return guide;
    if (n % guidesAtOnce === guidesAtOnce - 1) await letOthers();
  }
  return ok(undefined);
}

function joined({ guides }: Catalog, bytesOf: (sha256: string) => Uint8Array): Uint8Array {
  const file = new Uint8Array(guides.reduce((sum, [, , size]) => sum + size + 1, 0));
  let end = 0;
  for (const [, sha256, size] of guides) {
    file.set(bytesOf(sha256), end);
    end += size + 1;
    file[end - 1] = lineFeed;
  }
  return file;
}

const lineFeed = 10;

function guideReader({ guides }: Catalog, bytesOf: (sha256: string) => Uint8Array) {
  const hashes = new Map(guides.map(([id, sha256]) => [id, sha256]));
  return (id: string): Guide | undefined => {
    const guide = readGuide(decoder.decode(bytesOf(hashes.get(id) ?? '')), id);
    return guide.ok ? guide.value : undefined;
  };
}
