import type { Action } from '../../shared/guides/action.ts';
import type { Campaign } from '../../shared/campaigns/campaign.ts';
import { actionsOf, isSameAction } from '../../shared/guides/guide-actions.ts';
import type { Guide } from '../../shared/guides/guide.ts';
import type { AreaView, GuideRef, Problem } from '../../shared/ipc/views.ts';
import { fallbackLanguage, type Language } from '../../shared/language.ts';
import type { Os } from '../../shared/os.ts';
import { emptyPack } from '../../shared/packs/empty-pack.ts';
import type { PackRefusal } from '../../shared/packs/pack.ts';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import type { Answer } from '../../shared/search/search.ts';
import type { JourneyEvent } from '../../shared/requests/journey.ts';
import { deriveLists, emptyLists } from './guide-lists.ts';
import { createOpenedGuides, type Outdated } from './opened-guides.ts';
import type { LibraryEngine, OpenedHead, OpenedLibrary, SearchFor } from './ports.ts';
import { relatedGuides, type RelatedGuide } from './related-guides.ts';

/** `broke-off`: the engine did, and gave no answer. */
export type LoadRefusal = PackRefusal | { kind: 'broke-off'; detail: string };

export interface FoundGuides {
  hits: GuideRef[];
  /** Words that no guide has, and what was looked for in their place. */
  meant: Answer['meant'];
}

/** The guides of this machine: one language, and in lists and searches only those for its system. */
export interface GuideLibrary {
  /** Opens a language. A refused one changes nothing: what is there stays in use. */
  load(language: Language): Promise<Result<void, LoadRefusal>>;
  /** Everything but guides and notices; before the first load that of an empty pack. */
  head(): OpenedHead;
  campaigns(): readonly Campaign[];
  source(): OpenedLibrary['source'];
  /** What was wrong with the copies on this machine, also when another one stood in. */
  problems(): readonly Problem[];
  /** A guide to be shown, also one for other systems; one that IT has withdrawn only if it was shown before. */
  open(id: string): Promise<{ guide: Guide; areaTitle: string } | undefined>;
  /** A guide as the person has it before them, however often IT has changed it since. */
  shown(id: string): Promise<Guide | undefined>;
  /** The same without waiting: only those that were opened or begun. */
  kept(id: string): Guide | undefined;
  /** Keeps guides by hand that were begun before this start. */
  keep(ids: readonly string[]): Promise<void>;
  /** Guides that were shown and are not what they were. */
  outdated(): Outdated[];
  ref(id: string): GuideRef | undefined;
  refs(ids: readonly string[]): GuideRef[];
  /** Areas that have a guide for this system, in the organisation's order. */
  areas(): AreaView[];
  inArea(id: string): GuideRef[];
  /** Best first; nothing when the next keystroke came before this one's turn. */
  search(text: string, limit: number, reason?: SearchFor): Promise<FoundGuides>;
  guideCount(): number;
  /** Whether a guide really offers this action, so that the panel can open nothing else. */
  hasAction(guideId: string, action: Action): Promise<boolean>;
  /** Up to two other guides that did not fail in this sitting: found by its last searches, linked, on the same subject. */
  related(guideId: string, sitting: readonly JourneyEvent[]): Promise<RelatedGuide[]>;
  onChange(listener: () => void): void;
}

function nothingOpened(): OpenedLibrary {
  const { guides: _guides, synonyms: _synonyms, campaigns, ...head } = emptyPack(fallbackLanguage);
  return { source: 'embedded', head, campaigns, guides: [], problems: [] };
}

/** What every screen needs of the library, in the main process; the guides themselves stay with the engine. */
export function createGuideLibrary({ engine, os }: { engine: LibraryEngine; os: Os }): GuideLibrary {
  const listeners: (() => void)[] = [];
  const opened = createOpenedGuides();
  let current = nothingOpened();
  let lists = emptyLists;
  let refused: Problem[] = [];
  let newestLoad = 0;

  const announce = (): void => listeners.forEach((listener) => listener());

  const ref = (id: string) => lists.refs.get(id);
  const refs = (ids: readonly string[]) => ids.flatMap((id) => ref(id) ?? []);

  async function search(text: string, limit: number, reason: SearchFor = {}): Promise<FoundGuides> {
    const answer = await engine.search(text, limit, reason);
    if (!answer.ok) return { hits: [], meant: [] };
    const hits = answer.value.hits.flatMap(({ id, titleRanges }) => {
      const found = ref(id);
      return found ? [{ ...found, titleRanges }] : [];
    });
    return { hits, meant: answer.value.meant };
  }

  async function newest(id: string): Promise<Guide | undefined> {
    const [guide] = await engine.guides([id]);
    return guide;
  }

  async function shown(id: string): Promise<Guide | undefined> {
    const before = opened.get(id);
    if (before) return before;
    const guide = await newest(id);
    if (guide) opened.show(guide);
    return guide;
  }

  /** A language, and what its guides are now that were shown. */
  async function read(language: Language): Promise<Result<[OpenedLibrary, Guide[]], LoadRefusal>> {
    try {
      const loaded = await engine.open(language);
      return loaded.ok ? ok([loaded.value, await engine.guides(opened.ids())]) : loaded;
    } catch (thrown) {
      return refuse({ kind: 'broke-off', detail: toError(thrown).message });
    }
  }

  return {
    async load(language) {
      newestLoad += 1;
      const thisLoad = newestLoad;
      const answer = await read(language);
      if (!answer.ok) {
        refused = [{ kind: 'kb-unusable', detail: answer.error.detail }];
        announce();
        return answer;
      }
      const [loaded, keptNow] = answer.value;
      const derived = await deriveLists(loaded, os);
      // Someone who changes the language twice gets the last one, whichever is read first.
      if (thisLoad !== newestLoad) return ok(undefined);
      opened.compare(keptNow, { isOtherLanguage: loaded.head.language !== current.head.language });
      current = loaded;
      lists = derived;
      refused = [];
      announce();
      return ok(undefined);
    },
    head: () => current.head,
    campaigns: () => current.campaigns,
    source: () => current.source,
    problems: () => [...refused, ...current.problems],
    async open(id) {
      const guide = (await newest(id)) ?? opened.get(id);
      if (!guide) return undefined;
      opened.show(guide);
      return { guide, areaTitle: lists.areaTitle(guide.area) };
    },
    shown,
    kept: (id) => opened.get(id),
    async keep(ids) {
      const missing = ids.filter((id) => !opened.get(id));
      if (missing.length > 0) for (const guide of await engine.guides(missing)) opened.show(guide);
    },
    outdated: () => opened.outdated(),
    ref,
    refs,
    areas: () => lists.areas,
    inArea: (id) => lists.inArea.get(id) ?? [],
    search,
    guideCount: () => lists.refs.size,
    async hasAction(guideId, action) {
      const guide = await shown(guideId);
      return guide !== undefined && actionsOf(guide).some((own) => isSameAction(own, action));
    },
    async related(guideId, sitting) {
      const guide = await shown(guideId);
      return relatedGuides(guideId, sitting, {
        ...{ guide, refs },
        search: async (text, limit) => (await search(text, limit)).hits,
        inArea: (area) => lists.inArea.get(area) ?? [],
      });
    },
    onChange: (listener) => void listeners.push(listener),
  };
}
