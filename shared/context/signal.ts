import { z } from 'zod';

/**
 * Every fact a rule can use, with the type of its value. Units are in the name. What can't be read on a machine is
 * unknown with its reason; a value that means "none" (`never-expires`, `none`) is a value.
 */
export const signalValues = {
  'days.away': z.number(),
  /** The first working day of this person after an absence of two working days or more. */
  'workday.firstAfterAbsence': z.boolean(),
  'password.state': z.enum(['valid', 'expiring', 'expired', 'never-expires', 'directory-unreachable']),
  /** Only while the state is `valid` or `expiring`; never negative. */
  'password.daysLeft': z.number(),
  'password.ageDays': z.number(),
  'os.family': z.enum(['windows', 'macos', 'linux']),
  'os.version': z.string(),
  'os.build': z.string(),
  /** As its maker names it, with the maker. */
  'computer.model': z.string(),
  'computer.serial': z.string(),
  /** What the organisation wrote into it. */
  'computer.assetTag': z.string(),
  'updates.pending': z.number(),
  'restart.pending': z.boolean(),
  'uptime.days': z.number(),
  'disk.freePercent': z.number(),
  'disk.freeGb': z.number(),
  /** Of the local volume that is fullest. */
  'disk.fullestFreePercent': z.number(),
  'memory.freePercent': z.number(),
  'memory.pressure': z.enum(['normal', 'warning', 'critical']),
  'battery.percent': z.number(),
  'battery.charging': z.boolean(),
  'battery.healthPercent': z.number(),
  'battery.saver': z.boolean(),
  'network.online': z.boolean(),
  'network.kind': z.enum(['wifi', 'ethernet', 'other', 'none']),
  'network.captivePortal': z.boolean(),
  'network.dnsFailing': z.boolean(),
  /** Those of the machine's own interfaces, with commas; behind a router there is none. */
  'network.publicAddress': z.string(),
  'vpn.up': z.boolean(),
  'proxy.kind': z.enum(['none', 'manual', 'automatic']),
  'wifi.signalPercent': z.number(),
  'printer.default': z.string(),
  'printer.stuckJobs': z.number(),
  'displays.count': z.number(),
  'audio.output': z.string(),
  'audio.input': z.string(),
  'camera.present': z.boolean(),
  'camera.inUse': z.boolean(),
  'microphone.inUse': z.boolean(),
  'screen.shared': z.boolean(),
  'screen.fullScreen': z.boolean(),
  'screen.locked': z.boolean(),
  'focus.doNotDisturb': z.boolean(),
  'clock.skewSeconds': z.number(),
  'app.version': z.string(),
  'pack.ageDays': z.number(),
  'locale.timeZone': z.string(),
  'locale.language': z.string(),
  'organisation.site': z.string(),
  'organisation.group': z.string(),
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
  'switched-off',
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
