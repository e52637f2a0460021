import { dateOf, daysIn, dayOn, type Day, type DayRange } from '../../shared/campaigns/calendar-day.ts';
import type { DayOff } from '../../shared/campaigns/calendar-work.ts';
import type { Severity } from '../../shared/campaigns/campaign.ts';
import type { Language } from '../../shared/language.ts';
import { audienceOf, severityOf, type NoticesSource, type PlanEntry } from '../publish/notices.ts';
import { textIn } from '../publish/source-text.ts';
import { expandAt, type PlannedOccurrence } from './expand-entry.ts';
import type { Place } from './places.ts';

/** One time that an entry is due, as employees of one place will see it. */
export interface YearEntry extends PlannedOccurrence {
  id: string;
  severity: Severity;
  title: string;
  text: string;
  guide: string | undefined;
  /** Everybody at the place when there is none. */
  audience: PlanEntry['audience'];
}

/** A year at one place. */
export interface PlaceYear {
  /** `NO`, or `HU Budapest`; `everywhere` when no country is known. */
  name: string;
  country?: string;
  site?: string;
  /** In the order in which they begin. */
  entries: YearEntry[];
  /** Weekends aside. */
  daysOff: { day: Day; off: DayOff }[];
  isWorkingDay(day: Day): boolean;
  dayOff(day: Day): DayOff | undefined;
}

export const yearRange = (year: number): DayRange => ({
  first: dayOn(year, 1, 1),
  last: dayOn(year, 12, 31),
});

export const placeName = ({ country, site }: Pick<Place, 'country' | 'site'>): string =>
  [country, site].filter((part) => part !== undefined).join(' ') || 'everywhere';

/** Whether anyone at the place is meant. */
export function concernsPlace(
  { countries, sites }: NonNullable<PlanEntry['audience']>,
  place: Place,
): boolean {
  if (countries && (place.country === undefined || !countries.includes(place.country))) return false;
  if (!sites || place.country === undefined) return true;
  // A country's view shows what any of its people see; a site's only its own.
  return place.site === undefined
    ? sites.some((site) => !place.sitesAbroad.includes(site))
    : sites.includes(place.site);
}

/** What employees of a place see in a year, and when nobody works there. */
export function yearAt(place: Place, source: NoticesSource, year: number, language: Language): PlaceYear {
  const range = yearRange(year);
  const occurrencesOf = expandAt(place, source, range);
  const entries = source.flatMap((entry): YearEntry[] => {
    const audience = audienceOf(entry);
    if (audience && !concernsPlace(audience, place)) return [];
    const { id, guide } = entry;
    return occurrencesOf(entry).map((occurrence) => ({
      ...{ id, severity: severityOf(entry), guide, audience },
      title: textIn(entry.title, language),
      text: textIn(entry.text, language),
      ...occurrence,
    }));
  });
  const begin = ({ windows: [window] }: YearEntry): string => window?.from ?? '';
  const { country, site, calendar } = place;
  return {
    name: placeName(place),
    ...(country !== undefined && { country }),
    ...(site !== undefined && { site }),
    entries: entries.sort((a, b) => compare(begin(a), begin(b)) || compare(a.id, b.id)),
    daysOff: daysIn(range).flatMap((day) => {
      const off = calendar.dayOff(day);
      return off && off.kind !== 'weekend' ? [{ day, off }] : [];
    }),
    isWorkingDay: (day) => calendar.dayOff(day) === undefined,
    dayOff: (day) => calendar.dayOff(day),
  };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** An audience in a few words; nothing for everybody at the place. */
export function audienceInWords(audience: PlanEntry['audience']): string {
  if (!audience) return '';
  const { os, sites, groups, languages, percent } = audience;
  const lists = [os, sites, groups, languages].flatMap((list) => (list ? [list.join(', ')] : []));
  return [...lists, ...(percent === undefined ? [] : [`${percent} %`])].join('; ');
}

/** `2027-01-04 to 2027-01-08`, with hours where there are some. */
export function timeInWords({ first, last, windows }: Pick<YearEntry, 'first' | 'last' | 'windows'>): string {
  const days =
    last === first
      ? dateOf(first)
      : `${dateOf(first)} ${last === undefined ? 'until withdrawn' : `to ${dateOf(last)}`}`;
  const [window] = windows;
  const from = window?.from.slice(11) ?? '00:00';
  const until = window?.until?.slice(11) ?? '00:00';
  if (from === '00:00' && until === '00:00') return days;
  return `${days} ${from}${until === '00:00' ? '' : `-${until}`}`;
}
