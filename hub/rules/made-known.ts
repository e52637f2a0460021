import type { Condition } from '../../shared/context/rule.ts';
import type { SignalId } from '../../shared/context/signal.ts';
import { knownWith } from './signal-domain.ts';

type Known = ReadonlySet<SignalId>;

const union = (sets: readonly Known[]): Known => new Set(sets.flatMap((set) => [...set]));

const intersection = ([first, ...rest]: readonly Known[]): Known =>
  new Set([...(first ?? [])].filter((id) => rest.every((set) => set.has(id))));

/**
 * The signals that are certainly known whenever a condition came out as `outcome`. A part of `any` that did not decide
 * may have been unknown.
 */
export function madeKnown(condition: Condition, outcome = true): Known {
  if ('signal' in condition) return new Set(knownWith(condition.signal));
  if ('season' in condition) return new Set();
  if ('not' in condition) return madeKnown(condition.not, !outcome);
  const parts = 'all' in condition ? condition.all : condition.any;
  const known = parts.map((part) => madeKnown(part, outcome));
  return 'all' in condition === outcome ? union(known) : intersection(known);
}
