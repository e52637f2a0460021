import { dayOf, yearOf, type Day } from '../../shared/campaigns/calendar-day.ts';
import type { SchoolTerm } from '../../shared/campaigns/calendar-rule-days.ts';
import { createWorkCalendar, monthDayOf, type WorkCalendar } from '../../shared/campaigns/calendar-work.ts';
import { placeOf, type CalendarSource, type SchoolTermsSource } from './calendar-source.ts';
import type { HolidayPlace, PublicHolidays } from './public-holidays.ts';

/** Somewhere people work, with its own days off. */
export interface Place {
  country?: string;
  site?: string;
  calendar: WorkCalendar;
  terms: readonly SchoolTerm[];
  /** Sites of `calendar.yaml` that lie in other countries than this place. */
  sitesAbroad: readonly string[];
}

/** What is known of where people work; nothing of it needs to be written. */
export interface PlaceSources {
  calendar: CalendarSource | undefined;
  terms: SchoolTermsSource;
  holidays: PublicHolidays | undefined;
}

const usualWorkingDays = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;

interface Where {
  country?: string;
  site?: string;
}

/** What is said for countries or sites; for everybody when it names neither. */
function concerns(
  said: { countries?: string[] | undefined; sites?: string[] | undefined },
  where: Where,
): boolean {
  if (!said.countries && !said.sites) return true;
  const { country, site } = where;
  if (site !== undefined && said.sites?.includes(site)) return true;
  return country !== undefined && said.countries?.includes(country) === true;
}

function placeFor(
  where: Where,
  law: HolidayPlace | undefined,
  days: CalendarSource['working-days'],
  from: PlaceSources,
): Place {
  const years = new Map<number, ReadonlyMap<Day, string>>();
  // A year's holidays are asked for when a day of it is: plans of one year need no other.
  const holidaysOn = (day: Day): string | undefined => {
    if (!law) return undefined;
    const year = yearOf(day);
    const known = years.get(year) ?? from.holidays?.of(law, year) ?? new Map<Day, string>();
    years.set(year, known);
    return known.get(day);
  };
  const closures = (from.calendar?.closures ?? [])
    .filter((closure) => concerns(closure, where))
    .map(({ name, from: first, until: last = first }) => ({ name, isClosed: closedBetween(first, last) }));
  const sites = Object.entries(from.calendar?.sites ?? {});
  return {
    ...where,
    sitesAbroad: sites.filter(([, { country }]) => country !== where.country).map(([site]) => site),
    calendar: createWorkCalendar({ workingDays: days ?? usualWorkingDays, holidayOn: holidaysOn, closures }),
    terms: from.terms
      .filter((term) => concerns(term, where))
      .map(({ name, from: first, until: last }) => ({ name, first: dayOf(first), last: dayOf(last) })),
  };
}

function closedBetween(first: string, last: string): (day: Day) => boolean {
  if (/^\d{4}/.test(first)) return (day) => dayOf(first) <= day && day <= dayOf(last);
  const [from, until] = [first.slice(0, 5), last.slice(0, 5)];
  return (day) => {
    const today = monthDayOf(day);
    return from <= until ? from <= today && today <= until : today >= from || today <= until;
  };
}

/** Where machines are whose policy names neither site nor country. */
export const usualPlace = (from: PlaceSources): Place =>
  placeFor(
    from.calendar ? { country: from.calendar.country } : {},
    from.calendar && placeOf(from.calendar),
    from.calendar?.['working-days'],
    from,
  );

/** A country; the organisation's own has the region that is written for it. */
export function countryPlace(country: string, from: PlaceSources): Place {
  const { calendar } = from;
  const law = calendar?.country === country ? placeOf(calendar) : { country };
  return placeFor({ country }, law, calendar?.['working-days'], from);
}

/** A site of `calendar.yaml`, or nothing. */
export function sitePlace(site: string, from: PlaceSources): Place | undefined {
  const { calendar } = from;
  const written = calendar && Object.hasOwn(calendar.sites, site) ? calendar.sites[site] : undefined;
  if (!written) return undefined;
  const days = written['working-days'] ?? calendar?.['working-days'];
  return placeFor({ country: written.country, site }, placeOf(written), days, from);
}

/** The organisation's countries, its own first. */
export function countriesOf({ calendar }: PlaceSources, named: Iterable<string> = []): string[] {
  if (!calendar) return [...new Set(named)].sort();
  const { country, countries, sites, closures } = calendar;
  const others = [
    ...countries,
    ...Object.values(sites).map((site) => site.country),
    ...closures.flatMap((closure) => closure.countries ?? []),
    ...named,
  ];
  return [country, ...[...new Set(others)].filter((other) => other !== country).sort()];
}
