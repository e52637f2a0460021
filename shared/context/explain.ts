import type { Evidence } from './evaluate.ts';
import { freshReading } from './freshness.ts';
import type { NotSuggested, Suggestion } from './suggest.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** How long ago a value was read, for whoever asks why. */
export function ageInWords(ageMs: number): string {
  if (ageMs < minuteMs) return 'now';
  return ageMs < hourMs ? `${Math.floor(ageMs / minuteMs)} min ago` : `${Math.floor(ageMs / hourMs)} h ago`;
}

/**
 * One thing that a verdict rests on, in the words of the rule and for whoever wrote it:
 * `days.away at-least 7: true, it is 18 (the app's own record of use, now)`.
 */
export function evidenceInWords({ condition, verdict, signal }: Evidence, nowMs: number): string {
  if ('season' in condition) return `season ${condition.season.from} to ${condition.season.to}: ${verdict}`;
  const { signal: id, ...comparison } = condition;
  const asked = `${id} ${Object.entries(comparison).flat().join(' ')}: ${verdict}`;
  if (!signal) return `${asked}, nobody has read it`;
  const where = `${signal.source}, ${ageInWords(nowMs - signal.observedAtMs)}`;
  if (signal.reading.kind === 'unknown') return `${asked}, ${signal.reading.reason} (${where})`;
  const { value } = signal.reading;
  const isStale = freshReading(signal, nowMs).kind === 'unknown';
  return `${asked}, ${isStale ? 'too old: it was' : 'it is'} ${value} (${where})`;
}

/** Why a card stands where it stands: `84 = urgency 70 x certainty 1 x season 1.2`. */
export const rankInWords = ({ rank }: Pick<Suggestion, 'rank'>): string =>
  `${rank.score} = urgency ${rank.urgency} x certainty ${rank.certainty} x season ${rank.season}`;

/** All that one rule came to, one line each: the outcome first, then what it rests on. */
export function explainRule(outcome: Suggestion | NotSuggested, nowMs: number): string[] {
  const first =
    'why' in outcome
      ? `${outcome.rule}: no card, ${outcome.why}`
      : `${outcome.rule}: ${rankInWords(outcome)}${outcome.restsOnReturn ? ', welcome back' : ''}`;
  return [first, ...outcome.evidence.map((one) => `  ${evidenceInWords(one, nowMs)}`)];
}
