import type { Evidence } from './evaluate.ts';
import { maxAgeMs } from './freshness.ts';
import type { Rule } from './rule.ts';

/** What decides the order of the cards: `score` is the product of the other three. */
export interface Rank {
  /** How urgent IT says it is, 1 to 100. */
  urgency: number;
  /** 1 for values read lately, 0.9 when one of them is past half the age at which it is no longer used. */
  certainty: number;
  /** 1.2 for what holds because of the date: in some days it is too late for it. */
  season: number;
  score: number;
}

const lessCertain = 0.9;
const inSeason = 1.2;

const isAging = ({ signal }: Evidence, nowMs: number): boolean =>
  signal !== undefined && nowMs - signal.observedAtMs > maxAgeMs[signal.id] / 2;

/**
 * Urgency times certainty times season. Two steps of certainty, not a slope: cards that change places while somebody
 * looks at them are worse than an order that is a little less exact.
 */
export function rankOf({ weight }: Rule, evidence: readonly Evidence[], nowMs: number): Rank {
  const certainty = evidence.some((one) => isAging(one, nowMs)) ? lessCertain : 1;
  const season = evidence.some(({ condition, verdict }) => 'season' in condition && verdict === true)
    ? inSeason
    : 1;
  return { urgency: weight, certainty, season, score: Math.round(weight * certainty * season * 10) / 10 };
}
