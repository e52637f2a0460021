import type { Language } from '../language.ts';
import { localDate } from '../local-date.ts';

// British English has the 24-hour clock and the day before the month, as the other languages have.
const localeOf = (language: Language): string => (language === 'en' ? 'en-GB' : language);

/** `14:30`. */
export const clockTime = (ms: number, language: Language): string =>
  new Intl.DateTimeFormat(localeOf(language), { hour: '2-digit', minute: '2-digit' }).format(ms);

/** `12 October`, with the year when it is not this one; where room is scarce, `12 Oct`. */
export function dayAndMonth(
  ms: number,
  nowMs: number,
  language: Language,
  month: 'long' | 'short' = 'long',
): string {
  const sameYear = new Date(ms).getFullYear() === new Date(nowMs).getFullYear();
  const year = sameYear ? {} : { year: 'numeric' as const };
  return new Intl.DateTimeFormat(localeOf(language), { day: 'numeric', month, ...year }).format(ms);
}

/** The calendar days between two moments, as a person counts them: yesterday is -1, however late it was. */
export function calendarDaysBetween(ms: number, nowMs: number): number {
  const noon = (moment: number): number => Date.parse(`${localDate(moment)}T12:00:00Z`);
  return Math.round((noon(ms) - noon(nowMs)) / (24 * 60 * 60_000));
}

/** A moment as people say it: `14:30` today, `yesterday`, `Monday` within the week, else `12 October`. */
export function momentInWords(ms: number, nowMs: number, language: Language): string {
  const days = calendarDaysBetween(ms, nowMs);
  if (days === 0) return clockTime(ms, language);
  if (Math.abs(days) === 1) {
    return new Intl.RelativeTimeFormat(localeOf(language), { numeric: 'auto' }).format(days, 'day');
  }
  if (days > -7 && days < 7) return weekdayOf(localDate(ms), language);
  return dayAndMonth(ms, nowMs, language);
}

/** `9 days ago`. */
export const daysAgoInWords = (days: number, language: Language): string =>
  new Intl.RelativeTimeFormat(localeOf(language)).format(-days, 'day');

/** `12 minutes ago`, `3 hours ago`, `2 days ago`; the first minute counts as one. */
export function agoInWords(ms: number, nowMs: number, language: Language): string {
  const minutes = Math.max(1, Math.floor((nowMs - ms) / 60_000));
  const format = new Intl.RelativeTimeFormat(localeOf(language));
  if (minutes < 60) return format.format(-minutes, 'minute');
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? format.format(-hours, 'hour') : format.format(-Math.floor(hours / 24), 'day');
}

/** The weekday of an ISO date. */
export const weekdayOf = (isoDate: string, language: Language): string =>
  new Intl.DateTimeFormat(localeOf(language), { weekday: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${isoDate}T12:00:00Z`),
  );

/** Which sentence tells the age of the guides (`time.guidesFrom...`), with its word for the moment. */
export function ageOfGuides(
  contentFromMs: number,
  nowMs: number,
  language: Language,
): { key: 'time.guidesFromToday' | 'time.guidesFromYesterday' | 'time.guidesFrom'; when: string } {
  switch (calendarDaysBetween(contentFromMs, nowMs)) {
    case 0:
      return { key: 'time.guidesFromToday', when: clockTime(contentFromMs, language) };
    case -1:
      return { key: 'time.guidesFromYesterday', when: momentInWords(contentFromMs, nowMs, language) };
    default:
      return { key: 'time.guidesFrom', when: dayAndMonth(contentFromMs, nowMs, language, 'short') };
  }
}
