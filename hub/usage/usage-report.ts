import type { UsageSummary } from '../store/usage.ts';

/** What the editors look at. */
export interface UsageFindings {
  /** Cases solved at line zero, of those that were solved there or became a request. Nothing without a case. */
  selfServiceScorePercent: number | undefined;
  solved: number;
  requests: number;
  searches: number;
  searchesWithoutGuide: number;
  /** Words of searches without a guide that enough machines share, most machines first. */
  terms: UsageSummary['terms'];
  termsHeldBack: number;
  /** Guides that did not help, those first that disappointed most people. */
  failing: FailingGuide[];
  comments: UsageSummary['comments'];
}

export interface FailingGuide {
  guide: string;
  notSolved: number;
  /** Of those who said whether it helped. */
  notSolvedPercent: number;
  stars: number | undefined;
}

const percent = (part: number, whole: number): number => Math.round((part / whole) * 100);

/** Turns what was counted into what is to be done. */
export function findingsIn(summary: UsageSummary): UsageFindings {
  const counts = new Map(summary.counts.map(({ event, count }) => [event, count]));
  const counted = (event: string): number => counts.get(event) ?? 0;
  const stars = new Map(
    summary.ratings.map(({ guide, ratings, stars: sum }) => [guide, Math.round((sum / ratings) * 10) / 10]),
  );
  const [solved, requests, searches] = [counted('solved'), counted('requests'), counted('searches')];
  const cases = solved + requests;
  return {
    ...{ solved, requests, searches },
    selfServiceScorePercent: cases === 0 ? undefined : percent(solved, cases),
    searchesWithoutGuide: Math.max(0, searches - counted('found')),
    terms: summary.terms,
    termsHeldBack: summary.termsHeldBack,
    failing: summary.guides
      .filter(({ notSolved }) => notSolved > 0)
      .map(({ guide, solved: helped, notSolved }) => ({
        ...{ guide, notSolved, stars: stars.get(guide) },
        notSolvedPercent: percent(notSolved, helped + notSolved),
      })),
    comments: summary.comments,
  };
}
