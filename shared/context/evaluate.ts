import type { Comparison, Condition, Season } from './rule.ts';
import { freshReading } from './freshness.ts';
import type { Signal, Signals, SignalValue } from './signal.ts';

/** Kleene's three values: what hangs on something unknown is unknown, unless the rest decides it. */
export type Verdict = true | false | 'unknown';

export interface Moment {
  nowMs: number;
  /** Local month and day, `MM-DD`. */
  monthDay: string;
}

/** One comparison or season that a verdict rests on. */
export interface Evidence {
  condition: Comparison | { season: Season };
  verdict: Verdict;
  /** As it was read; missing for a season, and for a signal that nobody has read. */
  signal?: Signal;
}

/** A verdict, and that without which it would be another. */
export interface Weighed {
  verdict: Verdict;
  evidence: Evidence[];
}

/** Whether one value fits one comparison; a value of another type decides nothing. */
export function compare(condition: Comparison, value: SignalValue): Verdict {
  if ('is' in condition) return typeof condition.is === typeof value ? condition.is === value : 'unknown';
  if (typeof value !== 'number') return 'unknown';
  if ('below' in condition) return value < condition.below;
  if ('above' in condition) return value > condition.above;
  if ('at-least' in condition) return value >= condition['at-least'];
  return value <= condition['at-most'];
}

/** Inclusive; a season whose end lies before its start runs over the turn of the year. */
export function isInSeason({ from, to }: Season, monthDay: string): boolean {
  return from <= to ? monthDay >= from && monthDay <= to : monthDay >= from || monthDay <= to;
}

function weighComparison(condition: Comparison, signals: Signals, nowMs: number): Weighed {
  const signal = signals.get(condition.signal);
  const reading = freshReading(signal, nowMs);
  const verdict = reading.kind === 'known' ? compare(condition, reading.value) : 'unknown';
  return { verdict, evidence: [{ condition, verdict, ...(signal && { signal }) }] };
}

function weighParts(parts: readonly Weighed[], decisive: boolean): Weighed {
  const verdicts = parts.map(({ verdict }) => verdict);
  const open = verdicts.includes('unknown') ? 'unknown' : !decisive;
  const verdict = verdicts.includes(decisive) ? decisive : open;
  // One that decides needs no other; all that were left undecided, or all together, made the rest.
  return {
    verdict,
    evidence: parts.filter((part) => part.verdict === verdict).flatMap(({ evidence }) => evidence),
  };
}

/** Whether a condition holds, and why. A signal that is unknown or too old makes it neither true nor false. */
export function weigh(condition: Condition, signals: Signals, moment: Moment): Weighed {
  if ('signal' in condition) return weighComparison(condition, signals, moment.nowMs);
  if ('season' in condition) {
    const verdict = isInSeason(condition.season, moment.monthDay);
    return { verdict, evidence: [{ condition, verdict }] };
  }
  if ('not' in condition) {
    const { verdict, evidence } = weigh(condition.not, signals, moment);
    return { verdict: verdict === 'unknown' ? 'unknown' : !verdict, evidence };
  }
  const decisive = 'any' in condition;
  const parts = decisive ? condition.any : condition.all;
  return weighParts(
    parts.map((part) => weigh(part, signals, moment)),
    decisive,
  );
}

/** Whether a condition holds. */
export const evaluate = (condition: Condition, signals: Signals, moment: Moment): Verdict =>
  weigh(condition, signals, moment).verdict;
