import { z } from 'zod';

/** Every fact a rule can use, with the type of its value. Units are in the name. */
export const signalValues = {
  'days.away': z.number(),
  'disk.freePercent': z.number(),
  'disk.freeGb': z.number(),
  'uptime.days': z.number(),
  'restart.pending': z.boolean(),
  'network.online': z.boolean(),
  'network.kind': z.enum(['wifi', 'ethernet', 'other', 'none']),
  'vpn.up': z.boolean(),
  'battery.percent': z.number(),
  'battery.charging': z.boolean(),
  'battery.healthPercent': z.number(),
  'os.family': z.enum(['windows', 'macos', 'linux']),
} as const;

export type SignalId = keyof typeof signalValues;
export const signalIds = Object.keys(signalValues) as [SignalId, ...SignalId[]];
export const signalIdSchema = z.enum(signalIds);

export type SignalValue = string | number | boolean;

/** Why a value is not known. Unknown is a value of its own, never a default. */
export const unknownReasonSchema = z.enum([
  'not-supported',
  'not-present',
  'failed',
  'timed-out',
  'not-read-yet',
]);
export type UnknownReason = z.infer<typeof unknownReasonSchema>;

/** One fact about the machine or the calendar: what, from where, and as of when. */
export const signalSchema = z.strictObject({
  id: signalIdSchema,
  reading: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('known'), value: z.union([z.string(), z.number(), z.boolean()]) }),
    z.strictObject({ kind: z.literal('unknown'), reason: unknownReasonSchema }),
  ]),
  /** Where it was read, in words for a technician: `statfs /home/anna`, `/sys/class/power_supply`. */
  source: z.string(),
  observedAtMs: z.number(),
});
export type Signal = z.infer<typeof signalSchema>;

export type Signals = ReadonlyMap<SignalId, Signal>;
