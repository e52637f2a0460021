import { guideSchema, type Guide } from '../../shared/guides/guide.ts';
import type { Problem } from '../../shared/ipc/views.ts';
import type { Language } from '../../shared/language.ts';
import { parseCatalog, type Catalog } from '../../shared/packs/catalog.ts';
import type { Pack } from '../../shared/packs/pack.ts';
import { readGuide, readHead } from '../../shared/packs/read-pieces.ts';
import type { SyncRefusal } from '../../shared/packs/sync-refusal.ts';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import { startIndex, type GuideIndex, type IndexBuild } from '../../shared/search/guide-index.ts';
import { loadIndex } from '../../shared/search/index-bytes.ts';
import { searchTextOf, type SearchText } from '../../shared/search/search-text.ts';
import { compileSynonyms, type SynonymTable } from '../../shared/search/synonyms.ts';
import type { GuideSummary, OpenedHead, OpenedLibrary, StoredSlot } from './ports.ts';

/** One language's guides, held as the text they were published as: ten thousand of them take a tenth of the memory. */
export interface Library {
  language: Language;
  source: OpenedLibrary['source'];
  head: OpenedHead;
  summaries: GuideSummary[];
  problems: Problem[];
  /** The guide's JSON. */
  bytes(id: string): Uint8Array | undefined;
  guide(id: string): Guide | undefined;
  index: IndexBuild;
  /** Made when it is first asked for: two thousand entries take as long as all the rest of opening. */
  synonyms(): SynonymTable;
  /** What it was read from, when it is a copy of the central knowledge base. */
  slot?: { catalog: Catalog; stored: StoredSlot; isIndexUsable: boolean };
}

const summarySchema = guideSchema
  .pick({
    id: true,
    title: true,
    area: true,
    minutes: true,
    worksOffline: true,
    language: true,
    appliesTo: true,
  })
  .strip();
const decoder = new TextDecoder();

/** A slot's content; refused when this app can't read what another version of it wrote. */
export function libraryOfSlot(
  stored: StoredSlot,
  { language, appVersion }: { language: Language; appVersion: string },
): Result<Library, SyncRefusal> {
  const catalog = parseCatalog(stored.catalog);
  if (!catalog.ok) return catalog;
  const head = readHead(stored.head, language);
  if (!head.ok) return head;
  const places = placesOf(catalog.value.guides.map(([id, , sizeBytes]) => [id, sizeBytes]));
  const bytes = bytesAt(stored.guides, places);
  // What this version checked before it wrote it needs no second look.
  const isChecked = stored.checkedBy === appVersion;
  const summaries: GuideSummary[] = [];
  for (const [id] of catalog.value.guides) {
    const text = decoder.decode(bytes(id));
    const read = isChecked ? readSummary(text, id) : readGuide(text, id);
    if (!read.ok) return read;
    summaries.push(isChecked ? read.value : summarySchema.parse(read.value));
  }
  const guide = (id: string): Guide | undefined => guideOf(bytes(id), id);
  const { synonyms, ...shownHead } = head.value;
  const loaded = loadIndex(stored.index);
  const ids = summaries.map(({ id }) => id);
  return ok({
    ...{ language, source: 'central', head: shownHead, summaries, problems: [], bytes, guide },
    index: loaded.ok ? finished(loaded.value) : startIndex(searchTexts(ids, guide)),
    synonyms: once(() => compileSynonyms(synonyms, language)),
    slot: { catalog: catalog.value, stored, isIndexUsable: loaded.ok },
  });
}

/** What came with the app. */
export function libraryOfPack(
  { guides, campaigns: _apart, synonyms, ...head }: Pack,
  { language, source, problems }: Pick<Library, 'language' | 'source' | 'problems'>,
): Library {
  const encoder = new TextEncoder();
  const texts = new Map(guides.map((guide) => [guide.id, encoder.encode(JSON.stringify(guide))]));
  const bytes = (id: string) => texts.get(id);
  return {
    ...{ language, source, head, problems, bytes, guide: (id) => guideOf(bytes(id), id) },
    summaries: guides.map((guide) => summarySchema.parse(guide)),
    index: startIndex(guides.map(searchTextOf)),
    synonyms: once(() => compileSynonyms(synonyms, language)),
  };
}

/** Where each guide lies in a file that holds them one after the other with a line feed after each. */
function placesOf(sizes: readonly (readonly [id: string, sizeBytes: number])[]) {
  let start = 0;
  const places = new Map<string, readonly [start: number, end: number]>();
  for (const [id, sizeBytes] of sizes) {
    places.set(id, [start, start + sizeBytes]);
    start += sizeBytes + 1;
  }
  return places;
}

const bytesAt =
  (file: Uint8Array, places: ReadonlyMap<string, readonly [number, number]>) =>
  (id: string): Uint8Array | undefined => {
    const place = places.get(id);
    return place && file.subarray(...place);
  };

function readSummary(text: string, id: string): Result<GuideSummary, SyncRefusal> {
  try {
    return ok(summarySchema.parse(JSON.parse(text)));
  } catch (thrown) {
    return refuse({ kind: 'invalid', detail: `the guide ${id}: ${toError(thrown).message}` });
  }
}

function guideOf(bytes: Uint8Array | undefined, id: string): Guide | undefined {
  const read = bytes && readGuide(decoder.decode(bytes), id);
  return read?.ok ? read.value : undefined;
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

const finished = (index: GuideIndex): IndexBuild => ({ step: () => false, finish: () => index });

/** What can be searched of the guides that are there, each read only when it is asked for. */
export function* searchTexts(
  ids: readonly string[],
  guide: (id: string) => Guide | undefined,
): Generator<SearchText, void> {
  for (const id of ids) {
    const found = guide(id);
    if (found) yield searchTextOf(found);
  }
}
