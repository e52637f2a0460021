import { osNames } from '../../shared/os.ts';
import type { Condition } from '../../shared/context/rule.ts';
import { signalIdSchema, signalValues, type SignalId } from '../../shared/context/signal.ts';
import { shown, type Report } from '../publish/mistake.ts';
import type { RuleSource, RulesSource } from '../publish/rules.ts';
import { wordings } from '../publish/source-text.ts';
import type { YamlFile } from '../publish/yaml-file.ts';
import { isDay } from './can-hold.ts';
import { conflictIn, inWords, reachableSystems } from './conflict.ts';
import { madeKnown } from './made-known.ts';
import { systemsOf, typeInWords, typeOf } from './signal-domain.ts';

/** Reports at a path below one rule. */
type Tell = (path: readonly PropertyKey[], problem: string, remedy: string) => void;

const seeSignals = 'docs/signals.md has every signal';

/** Comparisons that make no sense, rules that can never fire, and reasons that would show a gap. */
export function checkRules(source: RulesSource, yaml: YamlFile, report: Report): void {
  source.forEach((rule, index) => {
    const line = (path: readonly PropertyKey[]): number => yaml.lineOf([index, ...path]);
    const error: Tell = (path, ...mistake) => report.error(line(path), ...mistake);
    const warning: Tell = (path, ...mistake) => report.warning(line(path), ...mistake);
    const isSound = checkCondition(rule.when, ['when'], error);
    if (isSound) checkReach(rule, error, warning);
    checkReason(rule, error, warning);
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

/** Rules that no machine can make true, or none of a system that they name. */
function checkReach(rule: RuleSource, error: Tell, warning: Tell): void {
  const systems = rule.audience?.os ?? osNames;
  const reachable = reachableSystems(rule);
  if (reachable.length > 0) {
    const never = rule.audience?.os?.filter((os) => !reachable.includes(os)) ?? [];
    if (never.length > 0)
      warning(
        ['audience', 'os'],
        `the rule can never fire on ${never.join(', ')}`,
        `leave it out here; ${seeSignals}, and where it is told`,
      );
    return;
  }
  const core = conflictIn(rule);
  const last = core.at(-1);
  if (!last) return;
  const words = core.map(({ condition }) => `"${inWords(condition)}"`);
  const problem =
    core.length === 1
      ? `the rule can never fire: ${words.join('')} is never true`
      : `the rule can never fire: ${words.slice(0, -1).join(', ')} and ${words.at(-1)} exclude each other`;
  const untold = core.flatMap(({ condition }) =>
    'signal' in condition && !systems.some((os) => systemsOf(condition.signal).includes(os))
      ? [condition.signal]
      : [],
  );
  const [signal] = untold;
  if (signal) {
    const nobody = `the rule can never fire: nothing tells "${signal}" on ${systems.join(', ')}`;
    error(last.path, nobody, `use another signal, or another audience; ${seeSignals}`);
    return;
  }
  const alone = core.length === 1 && 'signal' in last.condition ? last.condition.signal : undefined;
  const remedy = alone
    ? `its values: ${typeInWords(alone)}`
    : `change one of them, or join them by \`any\`; ${seeSignals}`;
  error(last.path, problem, remedy);
}

function checkReason(rule: RuleSource, error: Tell, warning: Tell): void {
  const names = wordings(rule.reason).flatMap((text) =>
    [...text.matchAll(/\{\{(.*?)\}\}/g)].map((match) => match[1] ?? ''),
  );
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
