import type { OpenState } from '../ipc/views.ts';
import { weekdays, type Hours } from '../packs/organisation.ts';

const minutesPerDay = 24 * 60;
/** Longer than any closure for holidays. */
const lookAheadDays = 60;

/** Wall-clock minutes since midnight of the day at hand; `until` is exclusive. */
interface Span {
  from: number;
  until: number;
}

const shown: Intl.DateTimeFormatOptions = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
};

function formatter(timeZone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-GB', { ...shown, timeZone });
  } catch {
    // A zone that this system does not know must not take the panel away; the machine's own is the nearest guess.
    return new Intl.DateTimeFormat('en-GB', shown);
  }
}

/** What calendars and clocks of a zone show: an ISO date, and minutes since midnight. */
function inZone(ms: number, timeZone: string): { date: string; minutes: number } {
  const parts = formatter(timeZone).formatToParts(new Date(ms));
  const of = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((part) => part.type === type)?.value ?? '';
  return {
    date: `${of('year')}-${of('month')}-${of('day')}`,
    minutes: Number(of('hour')) * 60 + Number(of('minute')),
  };
}

function dayAfter(date: string, days: number): { date: string; weekday: (typeof weekdays)[number] } {
  const at = new Date(`${date}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return { date: at.toISOString().slice(0, 10), weekday: weekdays[(at.getUTCDay() + 6) % 7] ?? 'mon' };
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

const clockOf = (minutes: number): string => {
  const ofDay = minutes % minutesPerDay;
  return [Math.floor(ofDay / 60), ofDay % 60].map((n) => String(n).padStart(2, '0')).join(':');
};

/** All opening hours from yesterday's (they may end today) on, in order; those that meet are one. */
function spansAround(today: string, hours: readonly Hours[], holidays: readonly string[]): Span[] {
  const all: Span[] = [];
  for (let inDays = -1; inDays <= lookAheadDays; inDays += 1) {
    const day = dayAfter(today, inDays);
    if (holidays.includes(day.date)) continue;
    for (const { days, from, to } of hours) {
      if (!days.includes(day.weekday)) continue;
      const opens = minutesOf(from);
      // A time that is not later is the next day's: 22:00 to 06:00, or 08:00 to 00:00.
      const closes = minutesOf(to) > opens ? minutesOf(to) : minutesOf(to) + minutesPerDay;
      all.push({ from: opens + inDays * minutesPerDay, until: closes + inDays * minutesPerDay });
    }
  }
  const joined: Span[] = [];
  for (const span of all.sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && span.from <= last.until) last.until = Math.max(last.until, span.until);
    else joined.push({ ...span });
  }
  return joined;
}

/**
 * Whether a contact answers now, and when that changes. Wall-clock times of the organisation's zone are compared, so
 * that a change to summer time moves nothing. Without any stated hours nothing says that it is closed.
 */
export function openState(
  hours: readonly Hours[],
  holidays: readonly string[],
  timeZone: string,
  nowMs: number,
): OpenState {
  if (hours.length === 0) return { open: true };
  const { date, minutes } = inZone(nowMs, timeZone);
  const spans = spansAround(date, hours, holidays);
  const current = spans.find(({ from, until }) => from <= minutes && minutes < until);
  const changes = current?.until ?? spans.find(({ from }) => from > minutes)?.from;
  const open = current !== undefined;
  // Round the clock: its end is only where the looking ends.
  if (changes === undefined || changes > lookAheadDays * minutesPerDay) return { open };
  const inDays = Math.floor(changes / minutesPerDay);
  return { open, changesAt: clockOf(changes), inDays, changesOn: dayAfter(date, inDays).date };
}
