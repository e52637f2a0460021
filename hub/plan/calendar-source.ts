import { z } from 'zod';
import { countrySchema, placeNameSchema } from '../../shared/campaigns/campaign.ts';
import { dateRuleSchema } from '../../shared/campaigns/calendar-rule.ts';
import type { Remedies } from '../publish/check-shape.ts';
import type { Report } from '../publish/mistake.ts';
import { expandDays } from '../publish/organisation-source.ts';
import type { YamlFile } from '../publish/yaml-file.ts';
import { isRealDate } from './real-date.ts';
import type { HolidayPlace, PublicHolidays } from './public-holidays.ts';

/** `mon-fri` and lists of days, as in opening hours. */
export const weekdaysSchema = z.union([z.string(), z.array(z.string())]).transform((written, context) => {
  const days = expandDays(written);
  if (days && days.length > 0) return days;
  context.addIssue({ code: 'custom', message: 'names no weekdays' });
  return z.NEVER;
});

const region = z.string().regex(/^[A-Z0-9]{1,3}$/);
const countries = z.array(countrySchema).min(1).max(60);
const sites = z.array(placeNameSchema).min(1).max(300);

/** `calendar.yaml` as editors write it: where people work, and when nobody does. */
export const calendarSourceSchema = z.strictObject({
  country: countrySchema,
  region: region.optional(),
  'working-days': weekdaysSchema.optional(),
  countries: countries.default([]),
  sites: z
    .record(
      placeNameSchema,
      z.strictObject({
        country: countrySchema,
        region: region.optional(),
        'working-days': weekdaysSchema.optional(),
      }),
    )
    .default({}),
  closures: z
    .array(
      z.strictObject({
        name: z.string().trim().min(1).max(80),
        from: dateRuleSchema,
        until: dateRuleSchema.optional(),
        countries: countries.optional(),
        sites: sites.optional(),
      }),
    )
    .max(300)
    .default([]),
});
export type CalendarSource = z.infer<typeof calendarSourceSchema>;

export const calendarRemedies: Remedies = {
  '': 'the keys are: country, region, working-days, countries, sites, closures',
  country: 'write the two letters of ISO 3166: NO',
  region: 'write the part of the country as ISO 3166-2 does, without the country: BY for DE-BY',
  'working-days': 'write mon-fri',
  countries: 'write a list of two letters: [SE, HU]',
  sites: 'write one site per line, as the policy names it: Budapest: { country: HU }',
  closures:
    'write - { name: Christmas closure, from: 12-24, until: 12-31 }, and if wanted countries or sites',
  'closures.from': 'write MM-DD for every year, or YYYY-MM-DD',
  'closures.until': 'write MM-DD for every year, or YYYY-MM-DD; the last day',
};

/** `school-terms.yaml` as editors write it. */
export const schoolTermsSourceSchema = z
  .array(
    z.strictObject({
      name: z.string().trim().min(1).max(60),
      from: z.iso.date(),
      until: z.iso.date(),
      countries: countries.optional(),
      sites: sites.optional(),
    }),
  )
  .max(1000);
export type SchoolTermsSource = z.infer<typeof schoolTermsSourceSchema>;

export const schoolTermRemedies: Remedies = {
  '': 'write a list: - { name: autumn, from: 2026-08-17, until: 2026-12-18, countries: [NO] }',
  from: 'write the first school day: 2026-08-17',
  until: 'write the last school day: 2026-12-18',
  countries: 'write a list of two letters: [SE, HU]',
  sites: 'write a list of sites of calendar.yaml',
};

/** Countries that nobody knows, sites that are not there, and days that do not exist. */
export function checkCalendar(
  source: CalendarSource,
  yaml: YamlFile,
  report: Report,
  holidays: PublicHolidays | undefined,
): void {
  const check = (place: HolidayPlace, path: PropertyKey[]): void => {
    if (!holidays || holidays.of(place, 2024)) return;
    const name = place.region === undefined ? place.country : `${place.country}-${place.region}`;
    report.error(yaml.lineOf(path), `no public holidays are known for ${name}`, 'write it as ISO 3166 does');
  };
  check(placeOf(source), ['country']);
  source.countries.forEach((country, index) => check({ country }, ['countries', index]));
  for (const [name, site] of Object.entries(source.sites)) check(placeOf(site), ['sites', name]);
  source.closures.forEach(({ from, until, sites: closed = [] }, index) => {
    for (const [key, date] of Object.entries({ from, until })) {
      if (date === undefined || isRealDate(date)) continue;
      const problem = `\`${key}\` names a day that does not exist: ${date}`;
      report.error(yaml.lineOf(['closures', index, key]), problem, 'write a day of the calendar');
    }
    if (until !== undefined && /^\d{4}/.test(until) !== /^\d{4}/.test(from)) {
      const remedy = 'write both with a year, or both without';
      report.error(yaml.lineOf(['closures', index, 'until']), '`from` and `until` are of two kinds', remedy);
    }
    checkSites(closed, source, yaml.lineOf(['closures', index, 'sites']), report);
  });
}

/** The law's place of a site or of the whole organisation. */
export const placeOf = ({
  country,
  region: part,
}: Pick<CalendarSource, 'country' | 'region'>): HolidayPlace => ({
  country,
  ...(part !== undefined && { region: part }),
});

/** Sites whose country nobody knows get the organisation's own. */
export function checkSites(
  named: readonly string[],
  calendar: CalendarSource | undefined,
  line: number,
  report: Report,
): void {
  for (const site of named) {
    if (!calendar || Object.hasOwn(calendar.sites, site)) continue;
    report.warning(
      line,
      `the site "${site}" is not in calendar.yaml`,
      'add it under sites, with its country',
    );
  }
}

/** Terms that end before they begin, and sites that are not there. */
export function checkSchoolTerms(
  source: SchoolTermsSource,
  yaml: YamlFile,
  report: Report,
  calendar: CalendarSource | undefined,
): void {
  source.forEach(({ from, until, sites: named = [] }, index) => {
    if (until < from)
      report.error(yaml.lineOf([index, 'until']), 'the term ends before it begins', 'let `until` be later');
    checkSites(named, calendar, yaml.lineOf([index, 'sites']), report);
  });
}
