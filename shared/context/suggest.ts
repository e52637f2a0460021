import { evaluate, type Moment } from './evaluate.ts';
import type { Rule } from './rule.ts';
import type { SignalId, Signals } from './signal.ts';

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

export interface SuggestionHistory {
  /** Guide id -> when it last solved something. */
  solvedAtMs: Readonly<Record<string, number>>;
}

/** More than three would be a list to read, not a hint. */
export const suggestionsMax = 3;

/** Someone whom a guide has just helped is not offered it again the same day. */
const solvedCoolDownMs = 20 * 60 * 60_000;

/** Days are counted whole; sizes below ten keep one decimal, since they are about to matter. */
function wording(id: SignalId, value: string | number | boolean): string {
  if (typeof value !== 'number') return String(value);
  if (id.endsWith('Gb') && value < 10) return String(Math.floor(value * 10) / 10);
  return String(Math.floor(value));
}

/** A reason with `{{signal.id}}` filled in. */
function reasonText(rule: Rule, signals: Signals): string {
  return rule.reason.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_all, id: string) => {
    const signal = signals.get(id as SignalId);
    return signal?.reading.kind === 'known' ? wording(signal.id, signal.reading.value) : '?';
  });
}

/** The cards for now, heaviest first, and for every other rule why it gave none. */
export function suggest(
  rules: readonly Rule[],
  signals: Signals,
  history: SuggestionHistory,
  guideExists: (id: string) => boolean,
  moment: Moment,
): { cards: Suggestion[]; others: NotSuggested[] } {
  const cards: Suggestion[] = [];
  const others: NotSuggested[] = [];
  const byWeight = [...rules].sort((a, b) => b.weight - a.weight);
  for (const rule of byWeight) {
    const verdict = evaluate(rule.when, signals, moment);
    const solvedAtMs = history.solvedAtMs[rule.guide];
    const solvedAgoMs = solvedAtMs === undefined ? undefined : moment.nowMs - solvedAtMs;
    const leaveOut = (why: NotSuggested['why']): void => void others.push({ rule: rule.id, why });
    if (verdict !== true) leaveOut(verdict === 'unknown' ? 'unknown' : 'not-true');
    else if (!guideExists(rule.guide)) leaveOut('no-such-guide');
    else if (solvedAgoMs !== undefined && solvedAgoMs >= 0 && solvedAgoMs < solvedCoolDownMs) leaveOut('solved-recently');
    else if (cards.some((card) => card.guide === rule.guide)) leaveOut('same-guide');
    else if (cards.length >= suggestionsMax) leaveOut('enough-shown');
    else cards.push({ rule: rule.id, guide: rule.guide, reason: reasonText(rule, signals) });
  }
  return { cards, others };
}
