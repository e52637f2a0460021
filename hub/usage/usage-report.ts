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
  /** Guides that did not help or were not good, those first that disappointed most people. */
  failing: FailingGuide[];
  /** How many words about guides are not shown because too few machines rated the guide. */
  wordsHeldBack: number;
}

export interface FailingGuide {
  guide: string;
  notSolved: number;
  /** Of those who said whether it helped; nothing where nobody did. */
  notSolvedPercent: number | undefined;
  ratings: number;
  /** How many of the ratings say that the guide is good. */
  good: number;
  /** What was missing, most often first. */
  missing: { reason: string; count: number }[];
  /** In people's own words, where enough machines rated the guide. */
  words: string[];
}

const percent = (part: number, whole: number): number => Math.round((part / whole) * 100);

function failingIn(summary: UsageSummary): FailingGuide[] {
  const answers = new Map(summary.guides.map((one) => [one.guide, one]));
  const ratings = new Map(summary.ratings.map((one) => [one.guide, one]));
  return [...new Set([...answers.keys(), ...ratings.keys()])]
    .map((guide) => {
      const { solved, notSolved } = answers.get(guide) ?? { solved: 0, notSolved: 0 };
      const { ratings: rated, good } = ratings.get(guide) ?? { ratings: 0, good: 0 };
      return {
        ...{ guide, notSolved, ratings: rated, good },
        notSolvedPercent: solved + notSolved === 0 ? undefined : percent(notSolved, solved + notSolved),
        missing: summary.missing
          .filter((one) => one.guide === guide)
          .map(({ missing: reason, count }) => ({ reason, count })),
        words: summary.words.filter((one) => one.guide === guide).map(({ words }) => words),
      };
    })
    .filter(({ notSolved, ratings: rated, good }) => notSolved > 0 || good < rated)
    .sort((a, b) => b.notSolved - a.notSolved || b.ratings - b.good - (a.ratings - a.good));
}

/** Turns what was counted into what is to be done. */
export function findingsIn(summary: UsageSummary): UsageFindings {
  const counts = new Map(summary.counts.map(({ event, count }) => [event, count]));
  const counted = (event: string): number => counts.get(event) ?? 0;
  const [solved, requests, searches] = [counted('solved'), counted('requests'), counted('searches')];
  const cases = solved + requests;
  return {
    ...{ solved, requests, searches },
    selfServiceScorePercent: cases === 0 ? undefined : percent(solved, cases),
    searchesWithoutGuide: Math.max(0, searches - counted('found')),
    terms: summary.terms,
    termsHeldBack: summary.termsHeldBack,
    failing: failingIn(summary),
    wordsHeldBack: summary.wordsHeldBack,
  };
}
