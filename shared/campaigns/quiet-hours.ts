import { z } from 'zod';
import { weekdays } from '../packs/organisation.ts';

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** When nothing may interrupt, by the machine's own clock. `from` equal to `until` leaves only the days. */
export const quietHoursSchema = z.strictObject({
  from: clock,
  /** Exclusive; earlier than `from` when the quiet lasts over midnight. */
  until: clock,
  /** Quiet from midnight to midnight. */
  days: z.array(z.enum(weekdays)).default([]),
});
export type QuietHours = z.infer<typeof quietHoursSchema>;

/** Outside usual working hours a machine is somebody's evening. */
export const defaultQuietHours: QuietHours = { from: '18:00', until: '08:00', days: ['sat', 'sun'] };

const lookAheadDays = 8;

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Whether a moment lies in the quiet hours. */
export function isQuiet({ from, until, days }: QuietHours, ms: number): boolean {
  const at = new Date(ms);
  const weekday = weekdays[(at.getDay() + 6) % 7];
  if (weekday !== undefined && days.includes(weekday)) return true;
  const minutes = at.getHours() * 60 + at.getMinutes();
  const [start, end] = [minutesOf(from), minutesOf(until)];
  return start <= end ? start <= minutes && minutes < end : start <= minutes || minutes < end;
}

/** When quiet becomes not quiet, or the other way round; nothing when it never does. */
export function quietChangesAtMs(quiet: QuietHours, ms: number): number | undefined {
  const now = isQuiet(quiet, ms);
  const day = new Date(ms);
  for (let inDays = 0; inDays <= lookAheadDays; inDays += 1) {
    const edges = [0, minutesOf(quiet.from), minutesOf(quiet.until)].map((minutes) =>
      new Date(day.getFullYear(), day.getMonth(), day.getDate() + inDays, 0, minutes).getTime(),
    );
    const next = edges.sort((a, b) => a - b).find((edge) => edge > ms && isQuiet(quiet, edge) !== now);
    if (next !== undefined) return next;
  }
  return undefined;
}

/** The moment by which so much time outside the quiet hours has gone by; nothing where all hours are quiet. */
export function afterWorkingMs(quiet: QuietHours, fromMs: number, workingMs: number): number | undefined {
  let at = fromMs;
  let leftMs = workingMs;
  for (;;) {
    const changesAtMs = quietChangesAtMs(quiet, at) ?? Number.POSITIVE_INFINITY;
    if (isQuiet(quiet, at)) {
      if (changesAtMs === Number.POSITIVE_INFINITY) return undefined;
    } else {
      if (at + leftMs <= changesAtMs) return at + leftMs;
      leftMs -= changesAtMs - at;
    }
    at = changesAtMs;
  }
}
