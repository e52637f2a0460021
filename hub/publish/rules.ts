import { z } from 'zod';
import { conditionSchema, ruleSchema, type Rule } from '../../shared/context/rule.ts';
import type { Language } from '../../shared/language.ts';
import type { Remedies } from './check-shape.ts';
import { sourceText, textIn } from './source-text.ts';

const reasonCharsMax = 120;

/** One rule as editors write it. */
const ruleSourceSchema = ruleSchema.omit({ coolDownDays: true }).extend({
  when: conditionSchema,
  reason: sourceText(reasonCharsMax),
  'cool-down-days': ruleSchema.shape.coolDownDays,
});
export type RuleSource = z.infer<typeof ruleSourceSchema>;

/** `rules.yaml` as editors write it. */
export const rulesSourceSchema = z.array(ruleSourceSchema).max(500);
export type RulesSource = z.infer<typeof rulesSourceSchema>;

const conditionRemedy =
  'a condition is { signal, and one of is | below | above | at-least | at-most }, { season: { from, to } }, ' +
  '{ all: [...] }, { any: [...] } or { not: ... }; docs/signals.md has every signal';

export const ruleRemedies: Remedies = {
  '': 'write a list; a rule has id, guide, when, reason and weight, and if wanted audience and cool-down-days',
  id: 'use lower-case words with hyphens',
  guide: "write a guide's id",
  when: conditionRemedy,
  'when.signal': 'docs/signals.md has every signal',
  'when.season':
    'write { from: 12-24, to: 01-06 }: the month, then the day; it may run over the turn of the year',
  reason: `write one text, or one per language with at least en, at most ${reasonCharsMax} characters`,
  weight: 'write a whole number from 1 to 100',
  audience: 'write { os, sites, groups, languages: lists }',
  'audience.os': 'write a list of windows, macos, linux',
  'audience.languages': 'write a list: [nb, sv]',
  'cool-down-days': 'write a whole number of days from 1 to 365, or leave it out: the rest of the day',
};

/** The rules as one language's pack holds them. */
export const toRules = (source: RulesSource, language: Language): Rule[] =>
  source.map(({ 'cool-down-days': coolDownDays, audience, reason, ...rule }) => ({
    ...rule,
    ...(audience && { audience }),
    reason: textIn(reason, language),
    ...(coolDownDays !== undefined && { coolDownDays }),
  }));
