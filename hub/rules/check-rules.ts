import type { Condition } from '../../shared/context/rule.ts';
import { signalIdSchema, signalValues, type SignalId } from '../../shared/context/signal.ts';
import { shown, type Report } from '../publish/mistake.ts';
import { checkSites, type CalendarSource } from '../plan/calendar-source.ts';
import type { RuleSource, RulesSource } from '../publish/rules.ts';
import { wordings } from '../publish/source-text.ts';
import type { YamlFile } from '../publish/yaml-file.ts';
import { isDay } from './can-hold.ts';
import { checkReach, seeSignals, type Tell } from './check-reach.ts';
import { madeKnown } from './made-known.ts';
import { typeInWords, typeOf } from './signal-domain.ts';

/** Comparisons that make no sense, rules that can never fire or are for nobody, and reasons that would show a gap. */
export function checkRules(
  source: RulesSource,
  yaml: YamlFile,
  report: Report,
  calendar?: CalendarSource,
): void {
  source.forEach((rule, index) => {
    const line = (path: readonly PropertyKey[]): number => yaml.lineOf([index, ...path]);
    const error: Tell = (path, ...mistake) => report.error(line(path), ...mistake);
    const warning: Tell = (path, ...mistake) => report.warning(line(path), ...mistake);
    const isSound = checkCondition(rule.when, ['when'], error);
    if (isSound) checkReach(rule, error, warning);
    checkReason(rule, error, warning);
    checkSites(rule.audience?.sites ?? [], calendar, line(['audience', 'sites']), report);
  });
}

/** Whether every comparison fits its signal and every season has its days. */
function checkCondition(condition: Condition, path: readonly PropertyKey[], error: Tell): boolean {
  if ('not' in condition) return checkCondition(condition.not, [...path, 'not'], error);
  if ('season' in condition) {
    const wrong = (['from', 'to'] as const).filter((end) => !isDay(condition.season[end]));
    for (const end of wrong) {
      const problem = `\`${end}\` names a day that does not exist: ${condition.season[end]}`;
      error([...path, 'season', end], problem, 'write a day that each year has');
    }
    return wrong.length === 0;
  }
  if (!('signal' in condition)) {
    const [key, parts] =
      'all' in condition ? (['all', condition.all] as const) : (['any', condition.any] as const);
    return parts.filter((part, index) => !checkCondition(part, [...path, key, index], error)).length === 0;
  }
  const { signal, ...comparison } = condition;
  const [[how, value] = ['', undefined]] = Object.entries(comparison);
  if (signalValues[signal].safeParse(value).success) return true;
  const problem = `"${signal}" can't be compared: ${how} ${shown(value)}`;
  error([...path, how], problem, remedyFor(signal));
  return false;
}

const remedyFor = (signal: SignalId): string =>
  ({
    number: `it is ${typeInWords(signal)}: write is, below, above, at-least or at-most with one, without quotes`,
    boolean: 'it is true or false: write `is: true` or `is: false`',
    text: "it is a text: write `is: '...'`, in quotes",
    choice: `write \`is:\` with ${typeInWords(signal)}`,
  })[typeOf(signal).kind];

function checkReason(rule: RuleSource, error: Tell, warning: Tell): void {
  const texts = wordings(rule.reason);
  const open = texts.find((text) => /\{\{|\}\}/.test(text.replace(/\{\{[^{}]*\}\}/g, '')));
  if (open !== undefined) {
    error(['reason'], `braces without their pair: ${shown(open)}`, "write '{{days.away}}' for a value");
    return;
  }
  const names = texts.flatMap((text) => [...text.matchAll(/\{\{(.*?)\}\}/g)].map((match) => match[1] ?? ''));
  const known = madeKnown(rule.when);
  for (const name of new Set(names)) {
    const signal = signalIdSchema.safeParse(name.trim());
    if (!signal.success) {
      error(['reason'], `the reason shows "{{${shown(name)}}}", which is no signal`, seeSignals);
      continue;
    }
    const { data: id } = signal;
    if (!known.has(id))
      warning(
        ['reason'],
        `the reason shows "${id}", which may be unknown when the rule holds; then there is no card`,
        'compare it in `when` in a part that always counts, or leave it out here',
      );
    const { kind } = typeOf(id);
    if (kind === 'boolean' || kind === 'choice')
      warning(
        ['reason'],
        `the reason shows "${id}", a word of the app: ${typeInWords(id)}`,
        'say it in words',
      );
  }
}
