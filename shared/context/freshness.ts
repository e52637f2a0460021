import type { Signal, SignalId } from './signal.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/**
 * How long a value may be used after it was read. What changes by itself soon is old soon, but none is older than the
 * quarter of an hour between two readings while nobody looks.
 */
export const maxAgeMs: Readonly<Record<SignalId, number>> = {
  'days.away': 24 * hourMs,
  'workday.firstAfterAbsence': hourMs,
  // Computed again on every wake-up: a count of days that slept is the lie that others told.
  'password.state': hourMs,
  'password.daysLeft': hourMs,
  'password.ageDays': hourMs,
  'os.family': Number.POSITIVE_INFINITY,
  'os.version': 24 * hourMs,
  'os.build': 24 * hourMs,
  // Written into the machine when it was made.
  'computer.model': Number.POSITIVE_INFINITY,
  'computer.serial': Number.POSITIVE_INFINITY,
  'computer.assetTag': Number.POSITIVE_INFINITY,
  'updates.pending': 6 * hourMs,
  'restart.pending': hourMs,
  'uptime.days': hourMs,
  'disk.freePercent': hourMs,
  'disk.freeGb': hourMs,
  'disk.fullestFreePercent': hourMs,
  'memory.freePercent': 20 * minuteMs,
  'memory.pressure': 20 * minuteMs,
  'battery.percent': 30 * minuteMs,
  'battery.charging': 30 * minuteMs,
  'battery.healthPercent': 24 * hourMs,
  'battery.saver': 20 * minuteMs,
  'network.online': 20 * minuteMs,
  'network.kind': 20 * minuteMs,
  'network.captivePortal': 20 * minuteMs,
  'network.dnsFailing': 20 * minuteMs,
  'network.publicAddress': 20 * minuteMs,
  'vpn.up': 20 * minuteMs,
  'proxy.kind': hourMs,
  'wifi.signalPercent': 20 * minuteMs,
  'printer.default': hourMs,
  'printer.stuckJobs': 20 * minuteMs,
  'displays.count': 20 * minuteMs,
  'audio.output': 20 * minuteMs,
  'audio.input': 20 * minuteMs,
  'camera.present': 20 * minuteMs,
  'camera.inUse': 2 * minuteMs,
  'microphone.inUse': 2 * minuteMs,
  'screen.shared': 2 * minuteMs,
  'screen.fullScreen': 2 * minuteMs,
  'screen.locked': 2 * minuteMs,
  'focus.doNotDisturb': 2 * minuteMs,
  'clock.skewSeconds': 6 * hourMs,
  'app.version': 24 * hourMs,
  'pack.ageDays': 2 * hourMs,
  'locale.timeZone': hourMs,
  'locale.language': hourMs,
  'organisation.site': 24 * hourMs,
  'organisation.group': 24 * hourMs,
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
