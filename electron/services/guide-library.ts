import type { Action } from '../../shared/guides/action.ts';
import { actionsOf, isSameAction, linkedGuides } from '../../shared/guides/guide-actions.ts';
import type { Guide } from '../../shared/guides/guide.ts';
import type { AreaView, GuideRef } from '../../shared/ipc/views.ts';
import { fallbackLanguage, type Language } from '../../shared/language.ts';
import { isForOs, type Os } from '../../shared/os.ts';
import { emptyPack } from '../../shared/packs/empty-pack.ts';
import type { Pack, PackRefusal } from '../../shared/packs/pack.ts';
import { ok, type Result } from '../../shared/result.ts';
import { search as searchIndex, startIndex, type IndexBuild } from '../../shared/search/guide-index.ts';
import type { JourneyEvent } from '../../shared/requests/journey.ts';
import type { PackSource } from './ports.ts';

/** Why another guide may fit better than the one that did not help. */
export interface RelatedGuide {
  guide: GuideRef;
  reason: 'search' | 'linked' | 'same-area';
}

/** The guides of this machine: one language, and in lists and searches only those for its system. */
export interface GuideLibrary {
  /** Reads a language's pack. A refused one changes nothing: what is there stays in use. */
  load(language: Language): Promise<Result<void, PackRefusal>>;
  /** The pack in use; before the first one an empty one. */
  pack(): Pack;
  /** A guide of the pack, also one for other systems: a link may lead there. */
  guide(id: string): Guide | undefined;
  ref(id: string): GuideRef | undefined;
  refs(ids: readonly string[]): GuideRef[];
  /** Areas that have a guide for this system, in the organisation's order. */
  areas(): AreaView[];
  inArea(id: string): GuideRef[];
  search(text: string, limit: number): GuideRef[];
  guideCount(): number;
  /** Whether a guide really offers this action, so that the panel can open nothing else. */
  hasAction(guideId: string, action: Action): boolean;
  /** Up to two other guides that did not fail in this sitting: found by its last searches, linked, on the same subject. */
  related(guideId: string, sitting: readonly JourneyEvent[]): RelatedGuide[];
  onChange(listener: () => void): void;
}

const relatedMax = 2;
const searchesToLookAt = 3;
const hitsPerSearch = 5;

/** All that is derived from one pack, computed once when it is loaded. */
function deriveFrom(pack: Pack, os: Os) {
  const areas = new Map(pack.areas.map((area) => [area.id, area]));
  const own = pack.guides.filter((guide) => isForOs(guide.appliesTo, os));
  const refs = new Map<string, GuideRef>();
  for (const { id, title, area: areaId, minutes, worksOffline, language } of own) {
    const area = areas.get(areaId);
    refs.set(id, {
      ...{ id, title, area: areaId, minutes, worksOffline, language },
      areaTitle: area?.title ?? areaId,
      icon: area?.icon ?? 'book',
    });
  }
  const isForeign = (ref: GuideRef): number => (ref.language === pack.language ? 0 : 1);
  // Guides that are not translated yet come last, so that nobody meets a foreign title first.
  const inArea = (id: string) =>
    [...refs.values()].filter((ref) => ref.area === id).sort((a, b) => isForeign(a) - isForeign(b));
  const areaViews = pack.areas
    .map(({ id, title, icon }): AreaView => ({ id, title, icon, guideCount: inArea(id).length }))
    .filter((area) => area.guideCount > 0);
  return {
    pack,
    guides: new Map(pack.guides.map((g) => [g.id, g])),
    refs,
    inArea,
    areaViews,
    index: startIndex(own),
  };
}

/** Right after a pack was read there is a panel to draw. */
const indexAfterMs = 1_000;

/** Goes on with an index whenever the process has nothing else to do; a search that comes earlier finishes it. */
function indexBetweenEvents(index: IndexBuild): void {
  setImmediate(() => {
    if (index.step()) indexBetweenEvents(index);
    else index.finish();
  });
}

export function createGuideLibrary({ source, os }: { source: PackSource; os: Os }): GuideLibrary {
  const listeners: (() => void)[] = [];
  let current = deriveFrom(emptyPack(fallbackLanguage), os);
  let newestLoad = 0;

  const ref = (id: string) => current.refs.get(id);
  const refs = (ids: readonly string[]) => ids.flatMap((id) => ref(id) ?? []);

  function search(text: string, limit: number): GuideRef[] {
    return searchIndex(current.index.finish(), text, limit).flatMap(({ id, titleRanges }) => {
      const found = ref(id);
      return found ? [{ ...found, titleRanges }] : [];
    });
  }

  return {
    async load(language) {
      newestLoad += 1;
      const thisLoad = newestLoad;
      const loaded = await source.load(language);
      if (!loaded.ok) return loaded;
      // Someone who changes the language twice gets the last one, whichever file is read first.
      if (thisLoad !== newestLoad) return ok(undefined);
      current = deriveFrom(loaded.value, os);
      const { index } = current;
      setTimeout(() => indexBetweenEvents(index), indexAfterMs).unref();
      for (const listener of listeners) listener();
      return ok(undefined);
    },
    pack: () => current.pack,
    guide: (id) => current.guides.get(id),
    ref,
    refs,
    areas: () => current.areaViews,
    inArea: (id) => current.inArea(id),
    search,
    guideCount: () => current.refs.size,
    hasAction(guideId, action) {
      const guide = current.guides.get(guideId);
      return guide !== undefined && actionsOf(guide).some((own) => isSameAction(own, action));
    },
    related(guideId, sitting) {
      const guide = current.guides.get(guideId);
      const notSolved = sitting.flatMap((event) =>
        event.kind === 'answered' && !event.solved ? [event.guide] : [],
      );
      const found = sitting
        .flatMap((event) => (event.kind === 'searched' ? [event.text] : []))
        .slice(-searchesToLookAt)
        .reverse()
        .map((text) => search(text, hitsPerSearch).map((hit) => hit.id))
        // Only a search that leads to this guide is about the same trouble.
        .filter((ids) => ids.includes(guideId))
        .flat();
      const candidates = [
        ...refs(found).map((other): RelatedGuide => ({ guide: other, reason: 'search' })),
        ...refs(guide ? linkedGuides(guide) : []).map((other): RelatedGuide => ({
          guide: other,
          reason: 'linked',
        })),
        ...(guide ? current.inArea(guide.area) : []).map((other): RelatedGuide => ({
          guide: other,
          reason: 'same-area',
        })),
      ];
      const shown = new Set([guideId, ...notSolved]);
      return candidates
        .filter((candidate) => !shown.has(candidate.guide.id) && shown.add(candidate.guide.id))
        .slice(0, relatedMax);
    },
    onChange: (listener) => void listeners.push(listener),
  };
}
