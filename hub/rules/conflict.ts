import type { Condition, Rule } from '../../shared/context/rule.ts';
import { osNames, type Os } from '../../shared/os.ts';
import { canHold } from './can-hold.ts';

/** A part of a rule's condition, and where it stands in the file. */
export interface Part {
  condition: Condition;
  path: PropertyKey[];
}

/** A condition in few words, as it is written. */
export function inWords(condition: Condition): string {
  if ('season' in condition) return `season ${condition.season.from} to ${condition.season.to}`;
  if ('not' in condition) return `not ${inWords(condition.not)}`;
  if ('all' in condition) return `(${condition.all.map(inWords).join(' and ')})`;
  if ('any' in condition) return `(${condition.any.map(inWords).join(' or ')})`;
  const { signal, ...comparison } = condition;
  return `${signal} ${Object.entries(comparison).flat().join(' ')}`;
}

function partsOf(condition: Condition, path: PropertyKey[]): Part[] {
  if (!('all' in condition)) return [{ condition, path }];
  return condition.all.flatMap((part, index) => partsOf(part, [...path, 'all', index]));
}

/** The systems that a rule is for and on which it can fire. */
export const reachableSystems = ({ when, audience }: Pick<Rule, 'when' | 'audience'>): Os[] =>
  (audience?.os ?? osNames).filter((os) => canHold(when, os, audience));

/** The fewest parts of the condition of a rule that can never fire which can't hold together. */
export function conflictIn(rule: Pick<Rule, 'when' | 'audience'>): Part[] {
  let core = partsOf(rule.when, ['when']);
  for (const part of core) {
    const without = core.filter((other) => other !== part);
    if (without.length === 0) break;
    const when = { all: without.map(({ condition }) => condition) };
    if (reachableSystems({ ...rule, when }).length === 0) core = without;
  }
  return core;
}
