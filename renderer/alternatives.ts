import type { Snapshot } from '../shared/ipc/views.ts';
import type { Alternative, Unsolved } from './navigation.ts';

const shown = 2;

/**
 * Guides that may fit better. After a guide, main knows them; after a search that found nothing fitting, it is what fits
 * this computer today, then what is asked most, without what was just seen.
 */
export function alternativesTo(from: Unsolved, snapshot: Snapshot): Alternative[] {
  if (from.kind === 'guide') return from.alternatives.slice(0, shown);
  const candidates: Alternative[] = [
    ...[...snapshot.welcomeBack, ...snapshot.suggestions].map(({ guide }) => ({
      guide,
      reason: 'suggested' as const,
    })),
    ...snapshot.mostAsked.map((guide) => ({ guide, reason: 'most-asked' as const })),
  ];
  const taken = new Set(from.seen);
  return candidates
    .filter(({ guide: { id } }) => {
      const isNew = !taken.has(id);
      taken.add(id);
      return isNew;
    })
    .slice(0, shown);
}
