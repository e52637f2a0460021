import type { Activity } from '../app-state.ts';

const dayMs = 24 * 60 * 60_000;
/** Below this a gap is a night or a weekend's morning, not an absence. */
const absenceMs = 2 * dayMs;
/** A gap this long is a wrong clock rather than a person. */
const absurdDays = 400;
/** How long after coming back "welcome back" still fits. */
const welcomeMs = 20 * 60 * 60_000;

/**
 * What the machine's own record says after a sign of life at `nowMs`. The gap since the last one becomes an absence
 * when it is long enough; a clock that was set back never makes one, and an absurd gap is forgotten.
 */
export function nextActivity(previous: Activity, nowMs: number): Activity {
  const { lastActiveMs, awayDays, awaySinceMs } = previous;
  if (lastActiveMs === undefined || nowMs < lastActiveMs) return { lastActiveMs: nowMs };
  const gapMs = nowMs - lastActiveMs;
  const gapDays = Math.floor(gapMs / dayMs);
  if (gapDays > absurdDays) return { lastActiveMs: nowMs };
  if (gapMs >= absenceMs) return { lastActiveMs: nowMs, awayDays: gapDays, awaySinceMs: nowMs };
  const stillBack = awaySinceMs !== undefined && nowMs >= awaySinceMs && nowMs - awaySinceMs < welcomeMs;
  return stillBack && awayDays !== undefined
    ? { lastActiveMs: nowMs, awayDays, awaySinceMs }
    : { lastActiveMs: nowMs };
}
