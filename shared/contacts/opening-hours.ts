import type { OpenState } from '../ipc/views.ts';
import { weekdays, type Hours } from '../packs/organisation.ts';

/** A moment as clocks and calendars of one zone show it. */
interface ZonedMoment {
  /** ISO date. */
  date: string;
  weekday: (typeof weekdays)[number];
  /** `HH:MM`. */
  clock: string;
}

const lookAheadDays = 14;

function inZone(ms: number, timeZone: string): ZonedMoment {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(ms));
  const of = (type: Intl.DateTimeFormatPartTypes): string => parts.find((part) => part.type === type)?.value ?? '';
  return {
    date: `${of('year')}-${of('month')}-${of('day')}`,
    weekday: weekdays.find((day) => day === of('weekday').toLowerCase().slice(0, 3)) ?? 'mon',
    clock: `${of('hour')}:${of('minute')}`,
  };
}

/** The calendar day `days` after an ISO date, with its weekday. */
function dayAfter(date: string, days: number): { date: string; weekday: (typeof weekdays)[number] } {
  const at = new Date(`${date}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return { date: at.toISOString().slice(0, 10), weekday: weekdays[(at.getUTCDay() + 6) % 7] ?? 'mon' };
}

/**
 * Whether a contact answers now, and when that changes. Wall-clock times of the organisation's zone are compared, so
 * that a change to summer time moves nothing.
 */
export function openState(
  hours: readonly Hours[],
  holidays: readonly string[],
  timeZone: string,
  nowMs: number,
): OpenState {
  const now = inZone(nowMs, timeZone);
  const spansOf = (day: { date: string; weekday: (typeof weekdays)[number] }): { from: string; to: string }[] =>
    holidays.includes(day.date)
      ? []
      : hours.filter(({ days }) => days.includes(day.weekday)).sort((a, b) => a.from.localeCompare(b.from));
  const current = spansOf(now).find(({ from, to }) => from <= now.clock && now.clock < to);
  if (current) return { open: true, changesAt: current.to, inDays: 0, changesOn: now.date };
  for (let inDays = 0; inDays <= lookAheadDays; inDays += 1) {
    const day = dayAfter(now.date, inDays);
    const next = spansOf(day).find(({ from }) => inDays > 0 || from > now.clock);
    if (next) return { open: false, changesAt: next.from, inDays, changesOn: day.date };
  }
  return { open: false };
}
