import type { LibraryEngine, OpenedLibrary, SyncAsk, SyncOutcome } from '../../electron/services/ports.ts';
import type { Language } from '../../shared/language.ts';
import { isForOs, type Os } from '../../shared/os.ts';
import { emptyPack } from '../../shared/packs/empty-pack.ts';
import type { Pack } from '../../shared/packs/pack.ts';
import type { SyncRefusal } from '../../shared/packs/sync-refusal.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { searchTextOf } from '../../shared/search/search-text.ts';
import { compileSynonyms } from '../../shared/search/synonyms.ts';
import { buildIndex } from '../../shared/search/guide-index.ts';
import { search } from '../../shared/search/search.ts';

export interface FakeEngine extends LibraryEngine {
  /** What `open` gives from now on. */
  packs: Partial<Record<Language, Pack>>;
  asked: SyncAsk[];
  /** What the next syncs answer, in order; the last one stays. */
  outcomes: Result<SyncOutcome, SyncRefusal>[];
  /** A sync answers only after this. */
  gate: Promise<void>;
}

export const sameGuides: SyncOutcome = {
  ...{ guides: 'same', campaigns: 'same', expiresAtMs: Number.MAX_SAFE_INTEGER },
  ...{ checkMinutes: { guides: 60, incidents: 8 }, bytes: 1000, requests: 1 },
};

/** The engine without a thread, files and a network: packs in memory, syncs that answer what a test says. */
export function fakeEngine(
  packs: Partial<Record<Language, Pack>>,
  { os = 'windows', source = 'embedded' }: { os?: Os; source?: OpenedLibrary['source'] } = {},
): FakeEngine {
  let open: Pack | undefined;
  const engine: FakeEngine = {
    packs,
    asked: [],
    outcomes: [ok(sameGuides)],
    gate: Promise.resolve(),
    open(language) {
      const pack = engine.packs[language];
      if (!pack) return Promise.resolve(refuse({ kind: 'missing', detail: `${language}.json` }));
      open = pack;
      const { guides, campaigns, synonyms: _synonyms, ...head } = pack;
      return Promise.resolve(ok({ source, head, campaigns, guides, problems: [] }));
    },
    guides: (ids) =>
      Promise.resolve(
        ids.flatMap((id) => structuredClone(open?.guides.find((guide) => guide.id === id)) ?? []),
      ),
    search: (text, limit, { lifts } = {}) => {
      const { guides, synonyms, language } = open ?? emptyPack('en');
      const index = buildIndex(guides.filter(({ appliesTo }) => isForOs(appliesTo, os)).map(searchTextOf));
      const question = { text, language, limit, synonyms: compileSynonyms(synonyms, language) };
      return Promise.resolve(ok(search(index, lifts ? { ...question, lifts } : question)));
    },
    async sync(ask) {
      engine.asked.push(ask);
      await engine.gate;
      const outcome = engine.outcomes.length > 1 ? engine.outcomes.shift() : engine.outcomes[0];
      return outcome ?? ok(sameGuides);
    },
  };
  return engine;
}
