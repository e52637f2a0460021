import type { Activity } from '../app-state.ts';
import type { Signal } from './signal.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Below this a gap is a night or a day off, not an absence. */
const absenceMs = 2 * dayMs;
/** A gap this long is a wrong clock rather than a person. */
const absurdDays = 400;
/** How long after coming back "welcome back" still fits. */
const welcomeMs = 20 * hourMs;
/** A clock that is corrected by this much was not set back. */
const correctionMs = 5 * minuteMs;

/** The absence of `activity`, as long as it still counts at `seenMs`. */
function absenceAt({ awayDays, backAtMs, absence }: Activity, seenMs: number): Activity {
  // One that lies ahead was made by a clock that ran ahead.
  const isReal = absence !== undefined && seenMs >= absence.backAtMs - correctionMs;
  const last: Activity = isReal ? { absence } : {};
  if (backAtMs === undefined) return last;
  const sinceBackMs = seenMs - backAtMs;
  if (sinceBackMs < -correctionMs || sinceBackMs >= welcomeMs) return last;
  return { ...last, backAtMs, ...(awayDays === undefined ? {} : { awayDays }) };
}

/**
 * The machine's own record after somebody was seen at it at `seenMs`. A gap since the last time becomes an absence
 * when it is long enough. Clocks are not trusted: one that was set back makes no absence, neither then nor when it is
 * set right again, and a gap of years is an absence of unknown length.
 */
export function nextActivity(previous: Activity, seenMs: number): Activity {
  const { lastActiveMs, clockWasAtMs } = previous;
  if (lastActiveMs === undefined) return { lastActiveMs: seenMs };
  if (seenMs < lastActiveMs - correctionMs) {
    const furthestMs = Math.max(lastActiveMs, clockWasAtMs ?? lastActiveMs);
    return { ...absenceAt(previous, seenMs), lastActiveMs: seenMs, clockWasAtMs: furthestMs };
  }
  const isSetRight = clockWasAtMs !== undefined && seenMs >= clockWasAtMs;
  const leftAtMs = isSetRight ? Math.max(lastActiveMs, clockWasAtMs) : lastActiveMs;
  const gapMs = seenMs - leftAtMs;
  const next: Activity = {
    lastActiveMs: Math.max(lastActiveMs, seenMs),
    ...(clockWasAtMs === undefined || isSetRight ? {} : { clockWasAtMs }),
  };
  if (gapMs < absenceMs) return { ...absenceAt(previous, seenMs), ...next };
  const awayDays = Math.floor(gapMs / dayMs);
  if (awayDays > absurdDays) return { ...next, backAtMs: seenMs };
  return { ...next, backAtMs: seenMs, awayDays, absence: { leftAtMs, backAtMs: seenMs } };
}

/** Whole days of the absence before this sitting: none is 0, and one that the clock made absurd is unknown. */
export function daysAway({ lastActiveMs, awayDays, backAtMs }: Activity): Signal['reading'] {
  if (lastActiveMs === undefined) return { kind: 'unknown', reason: 'not-read-yet' };
  if (backAtMs === undefined) return { kind: 'known', value: 0 };
  return awayDays === undefined ? { kind: 'unknown', reason: 'failed' } : { kind: 'known', value: awayDays };
}
