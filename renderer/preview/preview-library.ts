import { isForOs, type Os } from '../../shared/os.ts';
import type { Guide } from '../../shared/guides/guide.ts';
import type { AreaView, GuideRef } from '../../shared/ipc/views.ts';
import type { Pack } from '../../shared/packs/pack.ts';
import { startIndex } from '../../shared/search/guide-index.ts';
import { searchTextOf } from '../../shared/search/search-text.ts';
import { search as searchIndex, type Answer } from '../../shared/search/search.ts';
import { compileSynonyms } from '../../shared/search/synonyms.ts';

interface FoundGuides {
  hits: GuideRef[];
  meant: Answer['meant'];
}

/** One language's guides for one system, as the panel asks for them. */
export interface PreviewLibrary {
  pack: Pack;
  guide(id: string): Guide | undefined;
  ref(id: string): GuideRef | undefined;
  refs(ids: readonly string[]): GuideRef[];
  areas: AreaView[];
  inArea(id: string): GuideRef[];
  search(text: string, limit: number): FoundGuides;
  guideCount: number;
}

/** The library that a machine of this system would have. */
export function createPreviewLibrary(pack: Pack, os: Os): PreviewLibrary {
  const guides = new Map(pack.guides.map((guide) => [guide.id, guide]));
  const own = pack.guides.filter((guide) => isForOs(guide.appliesTo, os));
  const areaOf = new Map(pack.areas.map((area) => [area.id, area]));
  const refs = new Map(
    own.map(({ id, title, area, minutes, worksOffline, language }): [string, GuideRef] => {
      const { title: areaTitle = area, icon = 'book' } = areaOf.get(area) ?? {};
      return [id, { id, title, area, areaTitle, icon, minutes, worksOffline, language }];
    }),
  );
  const foreign = ({ language }: GuideRef): number => (language === pack.language ? 0 : 1);
  const inArea = (id: string): GuideRef[] =>
    [...refs.values()].filter(({ area }) => area === id).sort((a, b) => foreign(a) - foreign(b));
  const index = startIndex(own.map(searchTextOf));
  const { language } = pack;
  const synonyms = compileSynonyms(pack.synonyms, language);
  function search(text: string, limit: number): FoundGuides {
    const { hits, meant } = searchIndex(index.finish(), { text, language, limit, synonyms });
    return { hits: hits.flatMap(({ id, titleRanges }) => withRanges(refs.get(id), titleRanges)), meant };
  }
  return {
    pack,
    guide: (id) => guides.get(id),
    ref: (id) => refs.get(id),
    refs: (ids) => ids.flatMap((id) => refs.get(id) ?? []),
    areas: pack.areas
      .map(({ id, title, icon }) => ({ id, title, icon, guideCount: inArea(id).length }))
      .filter(({ guideCount }) => guideCount > 0),
    inArea,
    search,
    guideCount: refs.size,
  };
}

const withRanges = (ref: GuideRef | undefined, titleRanges: [number, number][]): GuideRef[] =>
  ref ? [{ ...ref, titleRanges }] : [];
