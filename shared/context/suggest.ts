import type { Language } from '../language.ts';
import { evaluate, type Moment } from './evaluate.ts';
import { reasonText } from './reason.ts';
import type { Rule } from './rule.ts';
import type { Signals } from './signal.ts';

/** A guide offered because of the machine's state or the date, with its reason. */
export interface Suggestion {
  rule: string;
  guide: string;
  reason: string;
}

/** Why a rule gave no card, for diagnostics. */
export interface NotSuggested {
  rule: string;
  why: 'not-true' | 'unknown' | 'no-such-guide' | 'solved-recently' | 'same-guide' | 'enough-shown';
}

export interface SuggestionFacts {
  rules: readonly Rule[];
  signals: Signals;
  /** Guide id -> when it last solved something. */
  solvedAtMs: Readonly<Record<string, number>>;
  guideExists(id: string): boolean;
  moment: Moment;
  /** Of the reasons, for their numbers. */
  language: Language;
}

/** More than three would be a list to read, not a hint. */
export const suggestionsMax = 3;

/** Someone whom a guide has just helped is not offered it again the same day. */
const solvedCoolDownMs = 20 * 60 * 60_000;

/** The cards for now, heaviest first, and for every other rule why it gave none. */
export function suggest(facts: SuggestionFacts): { cards: Suggestion[]; others: NotSuggested[] } {
  const { signals, moment } = facts;
  const cards: Suggestion[] = [];
  const others: NotSuggested[] = [];
  for (const rule of [...facts.rules].sort((a, b) => b.weight - a.weight)) {
    const { id, guide } = rule;
    const leaveOut = (why: NotSuggested['why']): void => void others.push({ rule: id, why });
    const verdict = evaluate(rule.when, signals, moment);
    const reason =
      verdict === true ? reasonText(rule.reason, signals, moment.nowMs, facts.language) : undefined;
    const solvedAgoMs = moment.nowMs - (facts.solvedAtMs[guide] ?? Number.NEGATIVE_INFINITY);
    if (verdict === false) leaveOut('not-true');
    // A reason with a gap in it would be none.
    else if (verdict === 'unknown' || reason === undefined) leaveOut('unknown');
    else if (!facts.guideExists(guide)) leaveOut('no-such-guide');
    else if (solvedAgoMs >= 0 && solvedAgoMs < solvedCoolDownMs) leaveOut('solved-recently');
    else if (cards.some((card) => card.guide === guide)) leaveOut('same-guide');
    else if (cards.length >= suggestionsMax) leaveOut('enough-shown');
    else cards.push({ rule: id, guide, reason });
  }
  return { cards, others };
}
