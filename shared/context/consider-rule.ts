import { otherAudience } from '../campaigns/audience.ts';
import { comparisonsIn } from './conditions.ts';
import { weigh, type Evidence } from './evaluate.ts';
import { rankOf } from './rank.ts';
import { reasonText } from './reason.ts';
import type { Rule } from './rule.ts';
import type { NoCard, NotSuggested, Suggestion, SuggestionFacts } from './suggest.ts';
import { restsOnReturn } from './welcome.ts';

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
/** Someone whom a guide has just helped is not offered it again the same day. */
const usualCoolDownMs = 20 * hourMs;

const isOfPassword = (id: string): boolean => id.startsWith('password.');

/**
 * A rule that looks at the password speaks of it, whatever its reason shows. Where it holds for another reason alone
 * ("or away for a week"), nothing fresh is known of the password.
 */
const speaksOfUnknownPassword = (rule: Rule, evidence: readonly Evidence[]): boolean =>
  comparisonsIn(rule.when).some(({ signal }) => isOfPassword(signal)) &&
  !evidence.some(({ signal }) => signal !== undefined && isOfPassword(signal.id));

function isResting({ guide, coolDownDays }: Rule, { solvedAtMs, moment }: SuggestionFacts): boolean {
  const coolDownMs = coolDownDays === undefined ? usualCoolDownMs : coolDownDays * dayMs;
  const agoMs = moment.nowMs - (solvedAtMs[guide] ?? Number.NEGATIVE_INFINITY);
  // Solved "tomorrow", before the clock was set right: no reason to keep silent.
  return agoMs >= 0 && agoMs < coolDownMs;
}

/** One rule by itself: a suggestion, or why it gives none. */
export function considerRule(rule: Rule, facts: SuggestionFacts): Suggestion | NotSuggested {
  const { id, guide } = rule;
  const { signals, moment } = facts;
  const other = otherAudience(rule, facts.who);
  if (other) return { rule: id, why: other, evidence: [] };
  const { verdict, evidence } = weigh(rule.when, signals, moment);
  const no = (why: NoCard): NotSuggested => ({ rule: id, why, evidence });
  if (verdict === false) return no('not-true');
  if (verdict === 'unknown') return no('unknown');
  if (speaksOfUnknownPassword(rule, evidence)) return no('password-unknown');
  const reason = reasonText(rule.reason, signals, moment.nowMs, facts.language);
  // A reason with a gap in it would be none.
  if (reason === undefined) return no('reason-unknown');
  if (!facts.guideExists(guide)) return no('no-such-guide');
  if (isResting(rule, facts)) return no('solved-recently');
  const rank = rankOf(rule, evidence, moment.nowMs);
  return { rule: id, guide, reason, rank, evidence, restsOnReturn: restsOnReturn(evidence) };
}
