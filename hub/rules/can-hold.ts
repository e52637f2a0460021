import { compare, isInSeason } from '../../shared/context/evaluate.ts';
import { comparisonsIn } from '../../shared/context/conditions.ts';
import type { Comparison, Condition, Rule } from '../../shared/context/rule.ts';
import { signalIds, type SignalId, type SignalValue } from '../../shared/context/signal.ts';
import type { Os } from '../../shared/os.ts';
import { knownOnlyWhile, systemsOf, typeOf } from './signal-domain.ts';

/** What a machine could still be like: for each signal the values that are left, and the days of the year. */
interface World {
  values: ReadonlyMap<SignalId, readonly SignalValue[]>;
  days: readonly string[];
}

const two = (n: number): string => String(n).padStart(2, '0');
const daysOfYear = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31].flatMap((days, month) =>
  Array.from({ length: days }, (_, day) => `${two(month + 1)}-${two(day + 1)}`),
);
/** Whether there is such a day in any year. */
export const isDay = (monthDay: string): boolean => daysOfYear.includes(monthDay);

/** Nobody writes a rule this tangled; whoever does gets no answer rather than a hub that hangs. */
const stepsMax = 10_000;

const limitOf = (comparison: Comparison): SignalValue | undefined =>
  Object.entries(comparison).find(([key]) => key !== 'signal')?.[1];

type NumberType = Extract<ReturnType<typeof typeOf>, { kind: 'number' }>;

/** Values that stand for all others: each limit that is named, and one between any two of them. */
function numbersAround(limits: readonly number[], { min, max, isWhole }: NumberType): number[] {
  if (isWhole) {
    const near = limits.flatMap((limit) => [Math.floor(limit) - 1, Math.floor(limit), Math.floor(limit) + 1]);
    return [...new Set([min, ...near, ...near.map((n) => n + 1)])].filter((n) => n >= min && n <= max);
  }
  const ends = [...new Set([...limits, min, max])].filter(Number.isFinite).sort((a, b) => a - b);
  const between = ends.map((end, at) => (end + (ends[at + 1] ?? end + 2)) / 2);
  return [...ends.map((end) => end - 1).slice(0, 1), ...ends, ...between].filter((n) => n >= min && n <= max);
}

const audienceSignals = {
  'organisation.site': 'sites',
  'organisation.group': 'groups',
  'locale.language': 'languages',
} as const;

type Audience = Rule['audience'];

function valuesOf(signal: SignalId, uses: readonly Comparison[], audience: Audience): SignalValue[] {
  const type = typeOf(signal);
  const limits = uses.flatMap((use) => (use.signal === signal ? [limitOf(use)] : []));
  switch (type.kind) {
    case 'boolean':
      return [true, false];
    case 'choice':
      return [...type.values];
    case 'number':
      return numbersAround(
        limits.filter((limit) => typeof limit === 'number'),
        type,
      );
    case 'text': {
      const named = Object.entries(audienceSignals).find(([id]) => id === signal)?.[1];
      // One that nobody names stands for all the others.
      return (
        (named && audience?.[named]) ?? ['\u0000', ...limits.filter((limit) => typeof limit === 'string')]
      );
    }
  }
}

function worldOf(condition: Condition, os: Os, audience: Audience): World {
  const uses = comparisonsIn(condition);
  const values = signalIds.map((id): [SignalId, readonly SignalValue[]] => {
    if (id === 'os.family') return [id, [os]];
    return [id, systemsOf(id).includes(os) ? valuesOf(id, uses, audience) : []];
  });
  return { values: new Map(values), days: daysOfYear };
}

/** The world with fewer values for a signal; nothing when none is left. */
function narrowed(world: World, signal: SignalId, keep: (value: SignalValue) => boolean): World | undefined {
  const left = (world.values.get(signal) ?? []).filter(keep);
  return left.length === 0 ? undefined : { ...world, values: new Map([...world.values, [signal, left]]) };
}

/**
 * Whether any machine with this system, in any state and on any day, makes a condition true. Unknown signals make
 * nothing true, so it is enough to look at known ones. What is too tangled counts as possible.
 */
export function canHold(condition: Condition, os: Os, audience?: Audience): boolean {
  let steps = 0;
  type Next = (world: World) => boolean;

  function assume(part: Condition, wanted: boolean, world: World, next: Next): boolean {
    steps += 1;
    if (steps > stepsMax) return true;
    if ('not' in part) return assume(part.not, !wanted, world, next);
    if ('season' in part) {
      const days = world.days.filter((day) => isInSeason(part.season, day) === wanted);
      return days.length > 0 && next({ ...world, days });
    }
    if ('signal' in part) {
      const left = narrowed(world, part.signal, (value) => compare(part, value) === wanted);
      const only = knownOnlyWhile[part.signal];
      const also = left && only ? narrowed(left, only.signal, (value) => only.values.includes(value)) : left;
      return also !== undefined && next(also);
    }
    const parts = 'all' in part ? part.all : part.any;
    if ('all' in part !== wanted) return parts.some((one) => assume(one, wanted, world, next));
    const together = parts.reduceRight<Next>(
      (then, one) => (narrower) => assume(one, wanted, narrower, then),
      next,
    );
    return together(world);
  }

  return assume(condition, true, worldOf(condition, os, audience), () => true);
}
