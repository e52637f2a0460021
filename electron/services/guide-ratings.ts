import { asksForRating, withAsked, type Rating } from '../../shared/usage/rating.ts';
import type { Result } from '../../shared/result.ts';
import type { AppState } from './app-state.ts';
import type { Clock, CouldNotSave } from './ports.ts';
import type { UsageNotes } from './usage-notes.ts';

export interface GuideRatingsDeps {
  state: AppState;
  notes: UsageNotes;
  clock: Clock;
  newId: () => string;
  /** Somebody will read it: there is a hub, and the daily count goes there. */
  canArrive: () => boolean;
}

/** What people say of guides, and whom to ask for it. */
export interface GuideRatings {
  /** Whether to ask now, with what was said already. A guide is not asked about again for a while, answered or not. */
  ask(guide: { id: string; reviewed: string }): { isAsked: boolean; given?: Rating };
  give(guide: string, rating: Rating): Promise<Result<Rating, CouldNotSave>>;
  takeBack(guide: string): Promise<Result<void, CouldNotSave>>;
}

export function createGuideRatings(deps: GuideRatingsDeps): GuideRatings {
  const { state, notes, clock, newId, canArrive } = deps;
  return {
    ask({ id, reviewed }) {
      if (!canArrive()) return { isAsked: false };
      const nowMs = clock.nowMs();
      const asks = asksForRating(state.get().askedForRating[id], reviewed, nowMs);
      if (asks === 'not') return { isAsked: false };
      if (asks === 'first') {
        const askedForRating = withAsked(state.get().askedForRating, id, { reviewed, atMs: nowMs });
        state.update((s) => ({ ...s, askedForRating }));
        return { isAsked: true };
      }
      const given = notes.ratingOf(id);
      return { isAsked: true, ...(given && { given }) };
    },
    give: (guide, rating) => notes.rate(guide, rating, newId),
    takeBack: (guide) => notes.unrate(guide),
  };
}
