import { daysIn, dayOn, weekdayOf, type Day } from '../../shared/campaigns/calendar-day.ts';
import type { WorkCalendar } from '../../shared/campaigns/calendar-work.ts';
import { exponential, normal, type Random } from '../fleet/random.ts';
import type { Country } from './plan.ts';

/** Somebody's year: the days at work, and what their machine can tell of them. */
export interface Employee {
  country: Country;
  installId: string;
  workDays: ReadonlySet<Day>;
  /** Whether the machine knows of calls; on some systems nobody can read it. */
  knowsCalls: boolean;
  opensPanelShare: number;
  random: Random;
}

/** A stretch of the day, in minutes after midnight by the wall clock. */
export interface Stretch {
  from: number;
  until: number;
}

export interface DayAtWork extends Stretch {
  calls: Stretch[];
  lunch: Stretch;
  /** Presenting, or do not disturb. */
  undisturbed: Stretch[];
}

/** Three weeks in summer, one around Christmas, one in spring or autumn, and some single days. */
export function hire(
  nth: number,
  country: Country,
  year: number,
  calendar: WorkCalendar,
  random: Random,
): Employee {
  const away = new Set<Day>();
  const leave = (first: Day, weeks: number): void => {
    const monday = first - ((weekdayIndex(first) + 7) % 7);
    for (const day of daysIn({ first: monday, last: monday + 7 * weeks - 1 })) away.add(day);
  };
  leave(dayOn(year, 6, 20) + Math.floor(random() * 56), random() < 0.3 ? 4 : 3);
  leave(dayOn(year, 12, 20), 2);
  leave(
    random() < 0.5
      ? dayOn(year, 2, 12) + Math.floor(random() * 50)
      : dayOn(year, 10, 4) + Math.floor(random() * 20),
    1,
  );
  const range = { first: dayOn(year, 1, 1), last: dayOn(year, 12, 31) };
  const workDays = daysIn(range).filter((day) => !calendar.dayOff(day) && !away.has(day) && random() > 0.03);
  return {
    ...{ country, installId: `machine-${nth}`, workDays: new Set(workDays), random },
    knowsCalls: random() < 0.8,
    opensPanelShare: random() * 0.4,
  };
}

const weekdayIndex = (day: Day): number =>
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].indexOf(weekdayOf(day));

/** When somebody comes, calls, eats and goes on one day. */
export function dayAtWork(random: Random): DayAtWork {
  const from = Math.round(Math.min(11 * 60, Math.max(6.5 * 60, normal(random, 8.4 * 60, 40))));
  const until = from + Math.round(Math.max(240, normal(random, 8.3 * 60, 45)));
  const calls: Stretch[] = [];
  for (let at = from + exponential(random, 90); at < until; at += exponential(random, 90)) {
    const end = Math.min(until, at + 15 + exponential(random, 25));
    calls.push({ from: Math.round(at), until: Math.round(end) });
    at = end;
  }
  const lunch = { from: 12 * 60, until: 12 * 60 + 30 };
  const undisturbed: Stretch[] = [];
  if (random() < 0.3) {
    const at = from + Math.round(random() * 300);
    undisturbed.push({ from: at, until: at + 60 });
  }
  return { from, until, calls, lunch, undisturbed };
}

export const isIn = (stretches: readonly Stretch[], minute: number): boolean =>
  stretches.some(({ from, until }) => from <= minute && minute < until);
