import type { Signal, SignalId } from './signal.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/**
 * How long a value may be used after it was read. What changes by itself soon is old soon, but none is older than the
 * quarter of an hour between two readings while nobody looks.
 */
export const maxAgeMs: Readonly<Record<SignalId, number>> = {
  'days.away': 24 * hourMs,
  'disk.freePercent': hourMs,
  'disk.freeGb': hourMs,
  'uptime.days': hourMs,
  'restart.pending': hourMs,
  'network.online': 20 * minuteMs,
  'network.kind': 20 * minuteMs,
  'vpn.up': 20 * minuteMs,
  'battery.percent': 30 * minuteMs,
  'battery.charging': 30 * minuteMs,
  'battery.healthPercent': 24 * hourMs,
  'os.family': Number.POSITIVE_INFINITY,
};

/**
 * A signal's value as of now. One that is too old, or that claims to come from the future because the clock was set
 * back, is unknown.
 */
export function freshReading(signal: Signal | undefined, nowMs: number): Signal['reading'] {
  if (!signal) return { kind: 'unknown', reason: 'not-read-yet' };
  const ageMs = nowMs - signal.observedAtMs;
  const isFresh = ageMs <= maxAgeMs[signal.id] && ageMs >= -minuteMs;
  return isFresh ? signal.reading : { kind: 'unknown', reason: 'not-read-yet' };
}
