import { z } from 'zod';
import { conditionSchema, ruleSchema, type Condition, type Rule } from '../../shared/context/rule.ts';
import { signalIds, signalIdSchema, signalValues, type SignalId } from '../../shared/context/signal.ts';
import type { Language } from '../../shared/language.ts';
import type { Remedies } from './check-shape.ts';
import { shown, type Report } from './mistake.ts';
import { sourceText, textIn, wordings } from './source-text.ts';
import type { YamlFile } from './yaml-file.ts';

const reasonCharsMax = 120;

/** `rules.yaml` as editors write it. */
export const rulesSourceSchema = z
  .array(ruleSchema.extend({ when: conditionSchema, reason: sourceText(reasonCharsMax) }))
  .max(500);
export type RulesSource = z.infer<typeof rulesSourceSchema>;

const conditionRemedy =
  'a condition is { signal, is | below | above | at-least | at-most }, { season: { from, to } }, { all: [...] }, ' +
  '{ any: [...] } or { not: ... }';

export const ruleRemedies: Remedies = {
  '': 'write a list; a rule has id, guide, when, reason and weight',
  id: 'use lower-case words with hyphens',
  guide: "write a guide's id",
  when: conditionRemedy,
  'when.signal': `the signals are: ${signalIds.join(', ')}`,
  reason: `write one text, or one per language with at least en, at most ${reasonCharsMax} characters`,
  weight: 'write a whole number from 1 to 100',
};

interface Use {
  path: PropertyKey[];
  signal: SignalId;
  /** Which comparison, with what. */
  comparison: string;
  value: unknown;
}

function signalUses(condition: Condition, path: PropertyKey[]): Use[] {
  if ('all' in condition)
    return condition.all.flatMap((part, index) => signalUses(part, [...path, 'all', index]));
  if ('any' in condition)
    return condition.any.flatMap((part, index) => signalUses(part, [...path, 'any', index]));
  if ('not' in condition) return signalUses(condition.not, [...path, 'not']);
  if ('season' in condition) return [];
  const { signal, ...comparisons } = condition;
  return Object.entries(comparisons).map(([comparison, value]) => ({ path, signal, comparison, value }));
}

/** Comparisons that can never hold, and reasons that would show a gap. */
export function checkRules(source: RulesSource, yaml: YamlFile, report: Report): void {
  source.forEach((rule, index) => {
    const uses = signalUses(rule.when, [index, 'when']);
    for (const { path, signal, comparison, value } of uses) {
      const schema: z.ZodType = signalValues[signal];
      if (schema.safeParse(value).success) continue;
      const problem = `"${signal}" can't be compared: ${comparison} ${shown(value)}`;
      report.error(yaml.lineOf([...path, comparison]), problem, `its values are ${valuesOf(signal)}`);
    }
    checkReason(rule, new Set(uses.map((use) => family(use.signal))), yaml.lineOf([index, 'reason']), report);
  });
}

function valuesOf(signal: SignalId): string {
  const schema = signalValues[signal];
  if (schema instanceof z.ZodEnum) return schema.options.join(', ');
  return schema instanceof z.ZodBoolean ? 'true and false: write `is: true`' : 'numbers';
}

/** Signals of one family are read together: when one is known, the others usually are. */
const family = (signal: SignalId): string => signal.split('.', 1)[0] ?? signal;

function checkReason(
  rule: RulesSource[number],
  tested: ReadonlySet<string>,
  line: number,
  report: Report,
): void {
  const names = wordings(rule.reason).flatMap((text) =>
    [...text.matchAll(/\{\{(.*?)\}\}/g)].map((match) => match[1] ?? ''),
  );
  for (const name of new Set(names)) {
    const signal = signalIdSchema.safeParse(name.trim());
    if (!signal.success) {
      report.error(
        line,
        `the reason shows "{{${shown(name)}}}", which is no signal`,
        `use one of: ${signalIds.join(', ')}`,
      );
    } else if (!tested.has(family(signal.data))) {
      report.warning(
        line,
        `the reason shows "${signal.data}", which may be unknown`,
        'use it in `when`, or leave it out here',
      );
    }
  }
}

/** The rules as one language's pack holds them. */
export const toRules = (source: RulesSource, language: Language): Rule[] =>
  source.map((rule) => ({ ...rule, reason: textIn(rule.reason, language) }));
