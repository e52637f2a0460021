import { linkedGuides } from '../../shared/guides/guide-actions.ts';
import type { Guide } from '../../shared/guides/guide.ts';
import type { GuideRef } from '../../shared/ipc/views.ts';
import type { JourneyEvent } from '../../shared/requests/journey.ts';

/** Why another guide may fit better than the one that did not help. */
export interface RelatedGuide {
  guide: GuideRef;
  reason: 'search' | 'linked' | 'same-area';
}

export interface RelatedFrom {
  guide: Guide | undefined;
  refs(ids: readonly string[]): GuideRef[];
  inArea(id: string): GuideRef[];
  search(text: string, limit: number): Promise<GuideRef[]>;
}

const relatedMax = 2;
const searchesToLookAt = 3;
const hitsPerSearch = 5;

/** Other guides for the same trouble, best first. */
export async function relatedGuides(
  guideId: string,
  sitting: readonly JourneyEvent[],
  { guide, refs, inArea, search }: RelatedFrom,
): Promise<RelatedGuide[]> {
  const notSolved = sitting.flatMap((event) =>
    event.kind === 'answered' && !event.solved ? [event.guide] : [],
  );
  const searches = sitting
    .flatMap((event) => (event.kind === 'searched' ? [event.text] : []))
    .slice(-searchesToLookAt)
    .reverse();
  const found = (await Promise.all(searches.map((text) => search(text, hitsPerSearch))))
    // Only a search that leads to this guide is about the same trouble.
    .filter((hits) => hits.some(({ id }) => id === guideId))
    .flatMap((hits) => hits.map(({ id }) => id));
  const because = (reason: RelatedGuide['reason'], others: readonly GuideRef[]): RelatedGuide[] =>
    others.map((other) => ({ guide: other, reason }));
  const candidates = [
    ...because('search', refs(found)),
    ...because('linked', guide ? refs(linkedGuides(guide)) : []),
    ...because('same-area', guide ? inArea(guide.area) : []),
  ];
  const shown = new Set([guideId, ...notSolved]);
  return candidates
    .filter((candidate) => !shown.has(candidate.guide.id) && shown.add(candidate.guide.id))
    .slice(0, relatedMax);
}
