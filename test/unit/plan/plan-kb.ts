import type { DayRange } from '../../../shared/campaigns/calendar-day.ts';
import { dateOf, dayOf } from '../../../shared/campaigns/calendar-day.ts';
import { calendarSourceSchema, schoolTermsSourceSchema } from '../../../hub/plan/calendar-source.ts';
import { expandAt } from '../../../hub/plan/expand-entry.ts';
import {
  countryPlace,
  sitePlace,
  usualPlace,
  type Place,
  type PlaceSources,
} from '../../../hub/plan/places.ts';
import { loadPublicHolidays } from '../../../hub/plan/public-holidays.ts';
import { noticesSourceSchema, type NoticesSource } from '../../../hub/publish/notices.ts';

export const holidays = await loadPublicHolidays();

/** Calendars as editors write them. */
export const placesOf = (calendar: unknown, terms: unknown = []): PlaceSources => ({
  calendar: calendarSourceSchema.parse(calendar),
  terms: schoolTermsSourceSchema.parse(terms),
  holidays,
});

/** Entries as editors write them, with the words that every entry needs. */
export const entriesOf = (...entries: object[]): NoticesSource =>
  noticesSourceSchema.parse(
    entries.map((entry, nth) => ({ id: `e${nth}`, severity: 'quiet', title: 'T', text: 'X', ...entry })),
  );

export const placeIn = (where: string, from: PlaceSources): Place =>
  sitePlace(where, from) ?? (where === '' ? usualPlace(from) : countryPlace(where, from));

export const yearOf = (year: number): DayRange => ({
  first: dayOf(`${year}-01-01`),
  last: dayOf(`${year}-12-31`),
});

/** `first..last` of each occurrence of the last entry in a year. */
export function occurrences(where: string, year: number, from: PlaceSources, ...entries: object[]): string[] {
  const all = entriesOf(...entries);
  const entry = all.at(-1)!;
  return expandAt(
    placeIn(where, from),
    all,
    yearOf(year),
  )(entry).map(({ first, last }) => `${dateOf(first)}..${last === undefined ? '' : dateOf(last)}`);
}
