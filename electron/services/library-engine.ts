import type { Language } from '../../shared/language.ts';
import { isForOs, type Os } from '../../shared/os.ts';
import { emptyPack } from '../../shared/packs/empty-pack.ts';
import type { PackRefusal } from '../../shared/packs/pack.ts';
import type { SyncRefusal } from '../../shared/packs/sync-refusal.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { search as searchIndex, type Answer } from '../../shared/search/search.ts';
import { createSerialQueue } from '../../shared/serial-queue.ts';
import { storedCampaigns } from './central-campaigns.ts';
import type { Digest, OnProgress } from './fetch-pieces.ts';
import { imagesAtHand } from './images-at-hand.ts';
import { libraryOfPack, libraryOfSlot, type Library } from './library.ts';
import { letOthers } from './next-index.ts';
import type {
  LibraryEngine,
  OpenedLibrary,
  SearchFor,
  SearchRefusal,
  Seed,
  StoredSlot,
  SyncAsk,
  SyncOutcome,
} from './ports.ts';
import { runSync, type Central } from './sync-run.ts';

export interface LibraryEngineOptions {
  os: Os;
  appVersion: string;
  seed: Seed;
  digest: Digest;
  /** Without one, guides are those that came with the app. */
  central?: Central;
}

interface Opened {
  library: Library;
  campaignMark: string;
  shown: ReadonlySet<string>;
}

/** The library's own half, for a thread of its own. */
export function createLibraryEngine({
  os,
  appVersion,
  seed,
  digest,
  central,
}: LibraryEngineOptions): LibraryEngine {
  const oneSync = createSerialQueue();
  const images = central && imagesAtHand({ ...central, seed, digest });
  let opened: Opened | undefined;
  let newestOpen = 0;
  let newestKeystroke = 0;

  const campaignsOf = async (language: Language) =>
    central && (await storedCampaigns(central.campaigns, language));

  /** What is open, when it was read from the same bytes: a new notice is no reason to read ten thousand guides again. */
  function stillOpen(stored: StoredSlot, language: Language): { ok: true; value: Library } | undefined {
    const slot = opened?.library.language === language ? opened.library.slot : undefined;
    const isSame =
      slot?.stored.catalogSha256 === stored.catalogSha256 && slot.stored.indexSha256 === stored.indexSha256;
    return opened && isSame ? ok(opened.library) : undefined;
  }

  /** The newest whole copy, and the notices that came with the app. */
  async function read(language: Language) {
    const problems: OpenedLibrary['problems'] = [];
    for await (const stored of central?.slots.whole(language) ?? []) {
      const library = stillOpen(stored, language) ?? libraryOfSlot(stored, { language, appVersion });
      if (library.ok) return ok({ library: { ...library.value, problems }, campaigns: [] });
      problems.push({ kind: 'kb-unusable', detail: library.error.detail });
    }
    const pack = await seed.load(language);
    if (!pack.ok) return pack;
    problems.push(...seed.problems());
    const library = libraryOfPack(pack.value, { language, source: seed.kind, problems });
    return ok({ library, campaigns: pack.value.campaigns });
  }

  async function open(language: Language): Promise<Result<OpenedLibrary, PackRefusal>> {
    newestOpen += 1;
    const thisOpen = newestOpen;
    const copy = await read(language);
    if (!copy.ok) return copy;
    const { library } = copy.value;
    const stored = await campaignsOf(language);
    const shown = library.summaries.filter((guide) => isForOs(guide.appliesTo, os)).map(({ id }) => id);
    // Of two that were asked for at once, the later one stays open.
    if (thisOpen === newestOpen) {
      opened = { library, campaignMark: stored?.mark ?? '', shown: new Set(shown) };
      void indexBetweenCalls(library);
    }
    const { source, head, summaries: guides, problems } = library;
    return ok({ source, head, campaigns: stored?.campaigns ?? copy.value.campaigns, guides, problems });
  }

  /** Makes what searches need, and goes on with an index that has to be built whenever there is nothing else to do. */
  async function indexBetweenCalls(library: Library): Promise<void> {
    await letOthers();
    if (opened?.library === library) library.synonyms();
    do await letOthers();
    while (opened?.library === library && library.index.step());
  }

  /**
   * Whoever searches while the index is in the making waits for it, and nobody waits for the search. A keystroke that
   * another one has followed by the time it would begin is not searched for.
   */
  async function search(
    text: string,
    limit: number,
    { isKeystroke = false, lifts }: SearchFor = {},
  ): Promise<Result<Answer, SearchRefusal>> {
    if (isKeystroke) newestKeystroke += 1;
    const thisKeystroke = newestKeystroke;
    const isOvertaken = (): boolean => isKeystroke && thisKeystroke !== newestKeystroke;
    // What was asked meanwhile is heard first.
    do await letOthers();
    while (!isOvertaken() && opened?.library.index.step());
    if (isOvertaken()) return refuse({ kind: 'overtaken' });
    if (!opened) return ok({ hits: [], meant: [] });
    const { library, shown } = opened;
    const { language } = library;
    const synonyms = library.synonyms();
    const question = { text, language, limit, synonyms, isShown: (id: string) => shown.has(id) };
    return ok(searchIndex(library.index.finish(), lifts ? { ...question, lifts } : question));
  }

  /** What is open, or what would be if it were this language's turn. */
  async function inUse(language: Language): Promise<Pick<Opened, 'library' | 'campaignMark'>> {
    if (opened?.library.language === language) return opened;
    const copy = await read(language);
    const none = { language, source: seed.kind, problems: [] };
    const library = copy.ok ? copy.value.library : libraryOfPack(emptyPack(language), none);
    return { library, campaignMark: (await campaignsOf(language))?.mark ?? '' };
  }

  async function sync(ask: SyncAsk, onProgress: OnProgress): Promise<Result<SyncOutcome, SyncRefusal>> {
    if (!central || !images) return refuse({ kind: 'missing', detail: 'there is no central knowledge base' });
    return runSync(ask, { central, images, digest, onProgress, before: await inUse(ask.language) });
  }

  return {
    open,
    guides: (ids) => Promise.resolve(ids.flatMap((id) => opened?.library.guide(id) ?? [])),
    search,
    sync: (ask, onProgress) => oneSync(() => sync(ask, onProgress)),
  };
}
