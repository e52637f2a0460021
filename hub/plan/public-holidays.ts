import { dayOf, type Day } from '../../shared/campaigns/calendar-day.ts';

/** Where the law decides which days are free: a country, or a part of it where it has days of its own. */
export interface HolidayPlace {
  country: string;
  /** The part as ISO 3166-2 writes it after the country: BY of DE-BY. */
  region?: string;
}

/** The public holidays of the world, as far as a plan needs them. */
export interface PublicHolidays {
  /** Days and their names in English, of one year; nothing for a country or part that the library doesn't know. */
  of(place: HolidayPlace, year: number): ReadonlyMap<Day, string> | undefined;
}

const dayMs = 24 * 60 * 60_000;

/**
 * Loads the holiday library. Only plans that name a country need it: its data and its sun tables are two megabytes,
 * which every other command would wait for.
 */
export async function loadPublicHolidays(): Promise<PublicHolidays> {
  const { default: Holidays } = await import('date-holidays');
  const known = new Holidays();
  const countries = Object.keys(known.getCountries());
  const kept = new Map<string, ReadonlyMap<Day, string>>();
  const isKnown = ({ country, region }: HolidayPlace): boolean =>
    countries.includes(country) &&
    (region === undefined || Object.keys(known.getStates(country)).includes(region));

  function read({ country, region }: HolidayPlace, year: number): ReadonlyMap<Day, string> {
    const types = { types: ['public' as const] };
    const library =
      region === undefined ? new Holidays(country, types) : new Holidays(country, region, types);
    const days = new Map<Day, string>();
    for (const { date, start, end, name, type } of library.getHolidays(year, 'en')) {
      // A holiday that begins at noon or in the evening leaves a morning of work.
      if (type !== 'public' || !date.slice(11).startsWith('00:00')) continue;
      const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / dayMs));
      for (let day = dayOf(date); day < dayOf(date) + length; day += 1) {
        const other = days.get(day);
        days.set(day, other === undefined || other === name ? name : `${other}, ${name}`);
      }
    }
    return days;
  }

  return {
    of(place, year) {
      if (!isKnown(place)) return undefined;
      const key = `${place.country}-${place.region ?? ''}-${year}`;
      const days = kept.get(key) ?? read(place, year);
      kept.set(key, days);
      return days;
    },
  };
}
