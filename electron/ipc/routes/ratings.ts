import { ok, refuse } from '../../../shared/result.ts';
import type { GuideLibrary } from '../../services/guide-library.ts';
import type { GuideRatings } from '../../services/guide-ratings.ts';
import type { Routes } from '../handle.ts';

export interface RatingRouteDeps {
  library: Pick<GuideLibrary, 'shown'>;
  ratings: GuideRatings;
}

/** "Was the guide good?", asked where it ends. */
export function ratingRoutes({
  library,
  ratings,
}: RatingRouteDeps): Pick<Routes, `rating.${'ask' | 'give' | 'takeBack'}`> {
  return {
    'rating.ask': async ({ guide: id }) => {
      const guide = await library.shown(id);
      return guide ? ok(ratings.ask(guide)) : refuse({ kind: 'no-such-guide', detail: id });
    },
    'rating.give': async ({ guide: id, rating }) => {
      if (!(await library.shown(id))) return refuse({ kind: 'no-such-guide', detail: id });
      const kept = await ratings.give(id, rating);
      return kept.ok ? ok({ given: kept.value }) : kept;
    },
    'rating.takeBack': async ({ guide }) => {
      const taken = await ratings.takeBack(guide);
      return taken.ok ? ok({}) : taken;
    },
  };
}
