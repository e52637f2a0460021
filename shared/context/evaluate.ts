import type { Comparison, Condition, Season } from './rule.ts';
import { freshReading } from './freshness.ts';
import type { Signals, SignalValue } from './signal.ts';

/** Kleene's three values: what hangs on something unknown is unknown, unless the rest decides it. */
export type Verdict = true | false | 'unknown';

export interface Moment {
  nowMs: number;
  /** Local month and day, `MM-DD`. */
  monthDay: string;
}

function compare(condition: Comparison, value: SignalValue): Verdict {
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

/** Whether a condition holds. A signal that is unknown or too old makes it neither true nor false. */
export function evaluate(condition: Condition, signals: Signals, moment: Moment): Verdict {
  if ('signal' in condition) {
    const reading = freshReading(signals.get(condition.signal), moment.nowMs);
    return reading.kind === 'known' ? compare(condition, reading.value) : 'unknown';
  }
  if ('season' in condition) return isInSeason(condition.season, moment.monthDay);
  if ('not' in condition) {
    const inner = evaluate(condition.not, signals, moment);
    return inner === 'unknown' ? 'unknown' : !inner;
  }
  const parts = ('all' in condition ? condition.all : condition.any).map((part) =>
    evaluate(part, signals, moment),
  );
  const decisive = 'any' in condition;
  if (parts.includes(decisive)) return decisive;
  return parts.includes('unknown') ? 'unknown' : !decisive;
}
