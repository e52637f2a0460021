import type { Rule } from '../../shared/context/rule.ts';
import { osNames } from '../../shared/os.ts';
import { conflictIn, inWords, reachableSystems, type Part } from './conflict.ts';
import { systemsOf, typeInWords } from './signal-domain.ts';

/** Reports at a path below one rule. */
export type Tell = (path: readonly PropertyKey[], problem: string, remedy: string) => void;

export const seeSignals = 'docs/signals.md has every signal';

type Reaching = Pick<Rule, 'when' | 'audience'>;

/** Rules that no machine can make true, or none of a system that they name. */
export function checkReach(rule: Reaching, error: Tell, warning: Tell): void {
  const reachable = reachableSystems(rule);
  if (reachable.length === 0) {
    tellConflict(rule, error);
    return;
  }
  const never = rule.audience?.os?.filter((os) => !reachable.includes(os)) ?? [];
  if (never.length > 0)
    warning(
      ['audience', 'os'],
      `the rule can never fire on ${never.join(', ')}`,
      `leave it out here; ${seeSignals}, and where it is told`,
    );
}

/** Of what excludes each other, the last is where an author looks. */
function tellConflict(rule: Reaching, error: Tell): void {
  const core = conflictIn(rule);
  const last = core.at(-1);
  if (!last) return;
  const never = (why: string, remedy: string): void =>
    error(last.path, `the rule can never fire: ${why}`, remedy);
  const words = core.map(({ condition }) => `"${inWords(condition)}"`);
  const untold = untoldIn(core, rule);
  if (untold !== undefined) never(untold, `use another signal, or another audience; ${seeSignals}`);
  else if (reachableSystems({ when: { all: core.map(({ condition }) => condition) } }).length > 0)
    never(
      `${words.join(' and ')} is never true for its audience, ${audienceInWords(rule.audience)}`,
      'change the condition or the audience',
    );
  else if (core.length > 1)
    never(
      `${words.slice(0, -1).join(', ')} and ${words.at(-1)} exclude each other`,
      `change one of them, or join them by \`any\`; ${seeSignals}`,
    );
  else
    never(
      `${words.join('')} is never true`,
      'signal' in last.condition
        ? `its values: ${typeInWords(last.condition.signal)}`
        : `change one of its parts, or join them by \`any\`; ${seeSignals}`,
    );
}

/** A signal that nothing tells on the systems a rule is for. */
function untoldIn(core: readonly Part[], { audience }: Reaching): string | undefined {
  const systems = audience?.os ?? osNames;
  const untold = core.find(
    ({ condition }) =>
      'signal' in condition && !systems.some((os) => systemsOf(condition.signal).includes(os)),
  );
  if (!untold || !('signal' in untold.condition)) return undefined;
  return `nothing tells "${untold.condition.signal}" on ${systems.join(', ')}`;
}

const audienceInWords = (audience: Rule['audience']): string =>
  Object.entries(audience ?? {})
    .map(([key, names]) => `${key}: ${(names ?? []).join(', ')}`)
    .join('; ');
