import type { AreaView, GuideRef } from '../../shared/ipc/views.ts';
import { isForOs, type Os } from '../../shared/os.ts';
import type { OpenedLibrary } from './ports.ts';

/** What lists show, worked out once for each opened library. */
export interface GuideLists {
  /** Guides for this system, by id. */
  refs: ReadonlyMap<string, GuideRef>;
  /** By area; guides that are not translated yet come last, so that nobody meets a foreign title first. */
  inArea: ReadonlyMap<string, GuideRef[]>;
  areas: AreaView[];
  areaTitle(id: string): string;
}

export const emptyLists: GuideLists = {
  refs: new Map(),
  inArea: new Map(),
  areas: [],
  areaTitle: (id) => id,
};

/** A few milliseconds' worth, after which keystrokes and windows have their turn. */
const guidesPerTurn = 1_000;
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Goes once over all guides, however many, without holding the process up. */
export async function deriveLists(
  { head, guides }: Pick<OpenedLibrary, 'head' | 'guides'>,
  os: Os,
): Promise<GuideLists> {
  const known = new Map(head.areas.map((area) => [area.id, area]));
  const refs = new Map<string, GuideRef>();
  const own = new Map<string, GuideRef[]>();
  const foreign = new Map<string, GuideRef[]>();
  for (const [index, guide] of guides.entries()) {
    if (index % guidesPerTurn === guidesPerTurn - 1) await nextTurn();
    const { id, title, area: areaId, minutes, worksOffline, language, appliesTo } = guide;
    if (!isForOs(appliesTo, os)) continue;
    const area = known.get(areaId);
    const ref: GuideRef = {
      ...{ id, title, area: areaId, minutes, worksOffline, language },
      ...{ areaTitle: area?.title ?? areaId, icon: area?.icon ?? 'book' },
    };
    refs.set(id, ref);
    const group = language === head.language ? own : foreign;
    const inSame = group.get(areaId);
    if (inSame) inSame.push(ref);
    else group.set(areaId, [ref]);
  }
  const areaIds = new Set([...own.keys(), ...foreign.keys()]);
  const inArea = new Map(
    [...areaIds].map((id) => [id, [...(own.get(id) ?? []), ...(foreign.get(id) ?? [])]]),
  );
  const areas = head.areas
    .map(({ id, title, icon }): AreaView => ({ id, title, icon, guideCount: inArea.get(id)?.length ?? 0 }))
    .filter((area) => area.guideCount > 0);
  return { refs, inArea, areas, areaTitle: (id) => known.get(id)?.title ?? id };
}
