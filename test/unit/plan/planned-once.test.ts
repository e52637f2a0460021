import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { windowsFor, type Who } from '../../../shared/campaigns/audience.ts';
import {
  dateOf,
  dayOf,
  weekdayNames,
  type Day,
  type DayRange,
} from '../../../shared/campaigns/calendar-day.ts';
import { campaignSchema, type Campaign } from '../../../shared/campaigns/campaign.ts';
import { expandAt } from '../../../hub/plan/expand-entry.ts';
import {
  countriesOf,
  countryPlace,
  sitePlace,
  usualPlace,
  type Place,
  type PlaceSources,
} from '../../../hub/plan/places.ts';
import { planCampaigns, toCampaigns } from '../../../hub/publish/to-campaigns.ts';
import { inZones, live, zones } from '../campaigns/living.ts';
import { entriesOf, placesOf } from './plan-kb.ts';

const two = (number: number): string => String(number).padStart(2, '0');
const month = fc.integer({ min: 1, max: 12 });
const monthDay = fc.tuple(month, fc.integer({ min: 1, max: 29 })).map(([m, d]) => `${two(m)}-${two(d)}`);
const year = fc.integer({ min: 2024, max: 2039 });
const once = fc
  .tuple(year, month, fc.integer({ min: 1, max: 28 }))
  .map(([y, m, d]) => `${y}-${two(m)}-${two(d)}`);
const span = fc
  .tuple(fc.integer({ min: 1, max: 20 }), fc.boolean())
  .map(([n, w]) => `${n}${w ? ' working' : ''} days`);
const weekday = fc.constantFrom(...weekdayNames);

const anyRule = fc.oneof(
  monthDay,
  once,
  fc.record({
    nth: fc.constantFrom(1, 2, 3, 4, 5, 'last'),
    weekday,
    month: fc.option(month, { nil: undefined }),
  }),
  fc.record({ easter: fc.integer({ min: -60, max: 60 }), church: fc.constantFrom('western', 'orthodox') }),
  fc.integer({ min: 2, max: 9 }).map((days) => ({ 'after-break': days })),
  fc.record({ before: fc.constant('anchor'), by: span }),
  fc.record({ after: fc.constant('anchor'), by: span }),
);
const anyHours = fc
  .tuple(fc.integer({ min: 0, max: 22 }), fc.integer({ min: 1, max: 90 }))
  .map(
    ([hour, minutes]) =>
      `${two(hour)}:00-${two(Math.min(23, hour + Math.floor(minutes / 60)))}:${two(minutes % 60 || 30)}`,
  )
  .filter((written) => written.slice(0, 5) < written.slice(6));
const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined });
const anyEntry = fc.record({
  from: anyRule,
  lasts: maybe(span),
  'day-off': maybe(fc.constantFrom('next-working-day', 'working-day-before', 'skip')),
  days: maybe(fc.constantFrom('mon-fri', 'tue', 'sat-sun')),
  between: maybe(anyHours),
});
const anyClosure = fc.record({ name: fc.constant('Closed'), from: monthDay, until: monthDay });
const anyCalendar = fc.record({
  country: fc.constantFrom('NO', 'HU', 'US', 'GR'),
  closures: fc.array(anyClosure, { maxLength: 3 }),
  sites: fc.constantFrom(
    {},
    { Dubai: { country: 'AE', 'working-days': 'mon-thu' }, Munich: { country: 'DE', region: 'BY' } },
  ),
});
/** Each zone once a run. Living takes far longer than reckoning: a plan lives in a few of them. */
const zonesAPlan = 7;
/** Living takes as long as there are windows, squared. */
const yearFrom = (first: Day): DayRange => ({ first, last: first + 365 });
const anyWho = fc.record({
  country: maybe(fc.constantFrom('NO', 'US', 'AE')),
  site: maybe(fc.constantFrom('Dubai', 'Munich')),
});

describe('whatever the plan, the calendar and the place, each occurrence is shown exactly once', () => {
  const anyPlan = fc.record({
    entries: fc.array(anyEntry, { minLength: 1, maxLength: 2 }),
    anchor: fc.oneof(monthDay, once),
    calendar: anyCalendar,
    place: anyWho,
    today: once,
  });

  test(`in the ${zones.length} time zones, 2024 to 2040`, () => {
    let shown = 0;
    for (let nth = 0; nth < zones.length; nth += zonesAPlan) {
      fc.assert(
        fc.property(anyPlan, ({ entries, anchor, calendar, place, today }) => {
          const source = entriesOf({ id: 'anchor', from: anchor, lasts: '3 days' }, ...entries.map(written));
          const places = placesOf(calendar);
          const range = yearFrom(dayOf(today));
          const planned = planCampaigns(source, places, range);
          const plan = toCampaigns(planned, 'en').map((one) => campaignSchema.parse(written(one)));
          const who: Who = {
            os: 'linux',
            language: 'en',
            installId: 'a',
            ...(written(place) as Partial<Who>),
          };
          for (const campaign of plan) expect(inOrder(campaign, who)).toBe(true);
          const occurrencesOf = expandAt(placeOfMachine(who, places), source, range);
          const keys = source
            .flatMap((entry) => occurrencesOf(entry).map(({ first }) => `${entry.id}@${dateOf(first)}`))
            .sort();
          shown += keys.length;
          inZones(
            (zone) => expect([zone, ...live(plan, { who }).sort()]).toEqual([zone, ...keys]),
            zones.slice(nth, nth + zonesAPlan),
          );
        }),
        { numRuns: 1 },
      );
    }
    // Empty plans would be shown exactly once, too. Usually there are about two to be shown of each.
    expect(shown).toBeGreaterThan(zones.length / zonesAPlan / 3);
  }, 240_000);
});

/** Where a machine is, of all places that the plan knows. */
function placeOfMachine({ country, site }: Who, places: PlaceSources): Place {
  const here = site === undefined ? undefined : sitePlace(site, places);
  if (here) return here;
  const isKnown = country !== undefined && countriesOf(places).includes(country);
  return isKnown ? countryPlace(country, places) : usualPlace(places);
}

/** Keys that say nothing are not written. */
const written = <T extends object>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** No two windows of an entry are open at once. */
const inOrder = (campaign: Campaign, who: Who): boolean => {
  const windows = windowsFor(campaign, who);
  return windows.every(({ from }, nth) => nth === 0 || (windows[nth - 1]!.until ?? '9999') <= from);
};
