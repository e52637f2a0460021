import { z } from 'zod';
import { osNames, type Os } from '../../shared/os.ts';
import { signalValues, type SignalId, type SignalValue } from '../../shared/context/signal.ts';

/** What a signal's values are. */
export type SignalType =
  | { kind: 'number'; min: number; max: number; isWhole: boolean }
  | { kind: 'boolean' }
  | { kind: 'text' }
  | { kind: 'choice'; values: readonly string[] };

/** Counts, and days that are told whole. */
const whole: readonly SignalId[] = [
  'days.away',
  'password.daysLeft',
  'password.ageDays',
  'updates.pending',
  'printer.stuckJobs',
  'displays.count',
];

/** The type that the signal table gives; percentages end at 100, and only a clock can be wrong in both directions. */
export function typeOf(signal: SignalId): SignalType {
  const schema: z.ZodType = signalValues[signal];
  if (schema instanceof z.ZodEnum) return { kind: 'choice', values: schema.options.map(String) };
  if (schema instanceof z.ZodBoolean) return { kind: 'boolean' };
  if (schema instanceof z.ZodString) return { kind: 'text' };
  if (signal === 'clock.skewSeconds')
    return { kind: 'number', min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY, isWhole: false };
  const max = /percent$/i.test(signal) ? 100 : Number.POSITIVE_INFINITY;
  return { kind: 'number', min: 0, max, isWhole: whole.includes(signal) };
}

function numberInWords({ min, max, isWhole }: Extract<SignalType, { kind: 'number' }>): string {
  const number = isWhole ? 'a whole number' : 'a number';
  if (Number.isFinite(max)) return `${number} from ${min} to ${max}`;
  return Number.isFinite(min) ? `${number}, ${min} or more` : number;
}

/** A signal's type in words for an editor. */
export function typeInWords(signal: SignalId): string {
  const type = typeOf(signal);
  switch (type.kind) {
    case 'number':
      return numberInWords(type);
    case 'boolean':
      return 'true or false';
    case 'text':
      return 'a text';
    case 'choice':
      return `one of: ${type.values.join(', ')}`;
  }
}

/** Systems on which nothing tells a signal. What some machines of a system can't tell is not listed. */
const untold: { readonly [S in SignalId]?: readonly Os[] } = {
  'restart.pending': ['macos'],
};

/** The systems on which a signal can be known. */
export const systemsOf = (signal: SignalId): readonly Os[] =>
  osNames.filter((os) => !untold[signal]?.includes(os));

/** A signal that is known only while another has one of these values. */
export const knownOnlyWhile: {
  readonly [S in SignalId]?: { signal: SignalId; values: readonly SignalValue[] };
} = {
  'password.daysLeft': { signal: 'password.state', values: ['valid', 'expiring'] },
};

/** Signals that one look tells together: when one is known, the others are. */
const readTogether: readonly (readonly SignalId[])[] = [
  ['disk.freePercent', 'disk.freeGb'],
  ['network.online', 'network.kind'],
];

/** The signals that are known with this one. */
export function knownWith(signal: SignalId): readonly SignalId[] {
  const first = knownOnlyWhile[signal]?.signal;
  return [...(readTogether.find((group) => group.includes(signal)) ?? [signal]), ...(first ? [first] : [])];
}
