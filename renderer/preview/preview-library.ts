import { isForOs, type Os } from '../../shared/os.ts';
import type { Guide } from '../../shared/guides/guide.ts';
import type { AreaView, GuideRef } from '../../shared/ipc/views.ts';
import type { Pack } from '../../shared/packs/pack.ts';
import { search as searchIndex, startIndex } from '../../shared/search/guide-index.ts';

/** One language's guides for one system, as the panel asks for them. */
export interface PreviewLibrary {
  pack: Pack;
  guide(id: string): Guide | undefined;
  ref(id: string): GuideRef | undefined;
  refs(ids: readonly string[]): GuideRef[];
  areas: AreaView[];
  inArea(id: string): GuideRef[];
  search(text: string, limit: number): GuideRef[];
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
  const index = startIndex(own);
  return {
    pack,
    guide: (id) => guides.get(id),
    ref: (id) => refs.get(id),
    refs: (ids) => ids.flatMap((id) => refs.get(id) ?? []),
    areas: pack.areas
      .map(({ id, title, icon }) => ({ id, title, icon, guideCount: inArea(id).length }))
      .filter(({ guideCount }) => guideCount > 0),
    inArea,
    search: (text, limit) =>
      searchIndex(index.finish(), text, limit).flatMap(({ id, titleRanges }) => {
        const found = refs.get(id);
        return found ? [{ ...found, titleRanges }] : [];
      }),
    guideCount: refs.size,
  };
}
