/** A day of the calendar as a number: days since 1970-01-01. It knows no zone and no clock change. */
export type Day = number;

const dayMs = 24 * 60 * 60_000;

/** The days of the week as an editor writes them, in the order of the week. */
export const weekdayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type WeekdayName = (typeof weekdayNames)[number];

/** From the first to the last day, both included. */
export interface DayRange {
  first: Day;
  last: Day;
}

/** The day of a date; a day past the end of its month is the month's last (29 February in other years). */
export function dayOn(year: number, month: number, dayOfMonth: number): Day {
  const lastOfMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return Date.UTC(year, month - 1, Math.min(dayOfMonth, lastOfMonth)) / dayMs;
}

/** The day that `YYYY-MM-DD`, with or without a time after it, names. */
export function dayOf(date: string): Day {
  const [year = 0, month = 1, dayOfMonth = 1] = date.slice(0, 10).split('-').map(Number);
  return dayOn(year, month, dayOfMonth);
}

/** `YYYY-MM-DD`. */
export const dateOf = (day: Day): string => new Date(day * dayMs).toISOString().slice(0, 10);

export const yearOf = (day: Day): number => new Date(day * dayMs).getUTCFullYear();

/** 1970-01-01 was a Thursday. */
export const weekdayOf = (day: Day): WeekdayName => weekdayNames[(((day + 3) % 7) + 7) % 7] ?? 'mon';

/** Every year that a range touches. */
export function yearsIn({ first, last }: DayRange): number[] {
  const from = yearOf(first);
  return Array.from({ length: yearOf(last) - from + 1 }, (_, index) => from + index);
}

/** Every day of a range. */
export const daysIn = ({ first, last }: DayRange): Day[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);

/** Easter Sunday of the western churches (Meeus, Jones, Butcher). */
export function westernEaster(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const l = (32 + 2 * (b % 4) + 2 * i - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  return dayOn(year, month, (h + l - 7 * m + 33 * month + 19) % 32);
}

/** Easter Sunday of the orthodox churches: reckoned in the Julian calendar (Meeus), 13 days behind until 2099. */
export function orthodoxEaster(year: number): Day {
  const d = (19 * (year % 19) + 15) % 30;
  const e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
  const month = Math.floor((d + e + 114) / 31);
  const century = Math.floor(year / 100);
  return dayOn(year, month, ((d + e + 114) % 31) + 1) + century - Math.floor(century / 4) - 2;
}
