import type { OtherAudience, Who } from '../campaigns/audience.ts';
import type { Language } from '../language.ts';
import type { Evidence, Moment } from './evaluate.ts';
import type { Rank } from './rank.ts';
import { considerRule } from './consider-rule.ts';
import type { Rule } from './rule.ts';
import type { Signals } from './signal.ts';

/** A guide offered because of the machine's state or the date, with its reason. */
export interface Suggestion {
  rule: string;
  guide: string;
  reason: string;
  rank: Rank;
  /** What made the rule true. */
  evidence: readonly Evidence[];
  /** The rule speaks to somebody who has been away. */
  restsOnReturn: boolean;
}

/** Why a rule gave no card. `password-unknown`: it looks at the password, and holds for another reason. */
export type NoCard =
  | OtherAudience
  | 'not-true'
  | 'unknown'
  | 'reason-unknown'
  | 'password-unknown'
  | 'no-such-guide'
  | 'solved-recently'
  | 'put-away'
  | 'same-guide'
  | 'enough-shown';

export interface NotSuggested {
  rule: string;
  why: NoCard;
  /** What its verdict rests on; empty where nobody had to look. */
  evidence: readonly Evidence[];
}

export interface SuggestionFacts {
  rules: readonly Rule[];
  signals: Signals;
  /** Guide id -> when it last solved something. */
  solvedAtMs: Readonly<Record<string, number>>;
  /** The person has put away the "welcome back" of this return. */
  isWelcomePutAway: boolean;
  guideExists(id: string): boolean;
  who: Who;
  moment: Moment;
  /** Of the reasons, for their numbers. */
  language: Language;
}

export interface Suggestions {
  /** The lines of the one card that greets whoever returns from an absence; mostly none. */
  welcome: Suggestion[];
  cards: Suggestion[];
  others: NotSuggested[];
}

/** More than three would be a list to read, not a hint; "welcome back" is one card of at most three lines. */
export const suggestionsMax = 3;

/**
 * What to offer now, most urgent first, and for every other rule why not. After an absence all that it asks for stands
 * on one card, which has its place whatever else is the matter.
 */
export function suggest(facts: SuggestionFacts): Suggestions {
  const others: NotSuggested[] = [];
  const found: Suggestion[] = [];
  for (const rule of facts.rules) {
    const considered = considerRule(rule, facts);
    if ('why' in considered) others.push(considered);
    else found.push(considered);
  }
  found.sort((a, b) => b.rank.score - a.rank.score);
  // A guide that the absence asks for is on that card also when something else asks for it louder.
  const afterReturn = new Set(found.flatMap((one) => (one.restsOnReturn ? [one.guide] : [])));
  const [welcome, cards]: [Suggestion[], Suggestion[]] = [[], []];
  const seen = new Set<string>();
  const ofReturn = found.filter(({ guide }) => afterReturn.has(guide));
  const hasWelcome = ofReturn.length > 0 && !facts.isWelcomePutAway;
  for (const suggestion of found) {
    const { rule, guide, evidence } = suggestion;
    const leaveOut = (why: NoCard): void => void others.push({ rule, why, evidence });
    const [place, room] = afterReturn.has(guide)
      ? [welcome, suggestionsMax]
      : [cards, hasWelcome ? suggestionsMax - 1 : suggestionsMax];
    if (facts.isWelcomePutAway && place === welcome) leaveOut('put-away');
    else if (seen.has(guide)) leaveOut('same-guide');
    else if (place.length >= room) leaveOut('enough-shown');
    else {
      seen.add(guide);
      place.push(suggestion);
    }
  }
  return { welcome, cards, others };
}
