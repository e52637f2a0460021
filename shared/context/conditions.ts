import type { Comparison, Condition } from './rule.ts';

/** Every comparison in a condition, in the order in which it is written. */
export function comparisonsIn(condition: Condition): Comparison[] {
  if ('signal' in condition) return [condition];
  if ('season' in condition) return [];
  if ('not' in condition) return comparisonsIn(condition.not);
  return ('all' in condition ? condition.all : condition.any).flatMap(comparisonsIn);
}
