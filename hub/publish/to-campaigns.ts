import { dayOf, yearOf, type DayRange } from '../../shared/campaigns/calendar-day.ts';
import type { Audience, Campaign, CampaignWindow } from '../../shared/campaigns/campaign.ts';
import type { Language } from '../../shared/language.ts';
import { expandEntry } from '../plan/expand-entry.ts';
import {
  countriesOf,
  countryPlace,
  sitePlace,
  usualPlace,
  type Place,
  type PlaceSources,
} from '../plan/places.ts';
import { audienceOf, severityOf, type NoticesSource, type PlanEntry } from './notices.ts';
import { textIn } from './source-text.ts';

/** So far ahead the pack knows the year plan. */
const monthsAhead = 18;

/**
 * The days that a pack made `today` (ISO date) plans: whole months, so that what is published stays the same bytes for
 * a month, and from a month back, since machines far west are still in yesterday, and some were switched off.
 */
export function planHorizon(today: string): DayRange {
  const [, month = 1] = today.split('-').map(Number);
  const firstOf = (months: number): number => {
    const index = month - 1 + months;
    const year = yearOf(dayOf(today)) + Math.floor(index / 12);
    return dayOf(`${year}-${String((((index % 12) + 12) % 12) + 1).padStart(2, '0')}-01`);
  };
  return { first: firstOf(-1), last: firstOf(monthsAhead + 1) - 1 };
}

/** A campaign but for its words, which each language has of its own. */
export interface PlannedCampaign {
  entry: PlanEntry;
  campaign: Omit<Campaign, 'title' | 'text'>;
}

/** The entries that are due within the horizon, with their windows at every place. */
export function planCampaigns(
  source: NoticesSource,
  from: PlaceSources,
  horizon: DayRange,
): PlannedCampaign[] {
  const named = source.flatMap((entry) => audienceOf(entry)?.countries ?? []);
  const countries = countriesOf(from, named);
  const sites = Object.keys(from.calendar?.sites ?? {});
  const usual = usualPlace(from);
  const byCountry = new Map(countries.map((country) => [country, countryPlace(country, from)]));
  const bySite = new Map(sites.flatMap((site) => [[site, sitePlace(site, from)] as const]));
  return source.flatMap((entry): PlannedCampaign[] => {
    const windowsAt = (place: Place | undefined): CampaignWindow[] =>
      place ? expandEntry(entry, place, source, horizon).flatMap(({ windows }) => windows) : [];
    const windows = windowsAt(usual);
    const elsewhere = differing(
      windows,
      new Map([...byCountry].map(([country, place]) => [country, windowsAt(place)])),
      new Map([...bySite].map(([site, place]) => [site, windowsAt(place)])),
    );
    if (windows.length === 0 && elsewhere.every((place) => place.windows.length === 0)) return [];
    const { id, guide, joinable, 'next-update-at': nextUpdateAt } = entry;
    const audience = compiledAudience(entry, from);
    const campaign: PlannedCampaign['campaign'] = {
      ...{ id, severity: severityOf(entry) },
      ...(guide !== undefined && { guide }),
      windows,
      ...(elsewhere.length > 0 && { elsewhere }),
      ...(audience && { audience }),
      ...(nextUpdateAt !== undefined && { nextUpdateAt }),
      ...(joinable !== undefined && { joinable }),
    };
    return [{ entry, campaign }];
  });
}

/** The places that need windows of their own; a machine may know its country, its site, or both. */
function differing(
  usual: CampaignWindow[],
  byCountry: ReadonlyMap<string, CampaignWindow[]>,
  bySite: ReadonlyMap<string, CampaignWindow[]>,
): NonNullable<Campaign['elsewhere']> {
  const same = (a: CampaignWindow[], b: CampaignWindow[]): boolean => JSON.stringify(a) === JSON.stringify(b);
  const groups = new Map<string, NonNullable<Campaign['elsewhere']>[number]>();
  const groupOf = (windows: CampaignWindow[]) => {
    const key = JSON.stringify(windows);
    const group = groups.get(key) ?? { windows };
    groups.set(key, group);
    return group;
  };
  for (const [country, windows] of byCountry) {
    if (same(windows, usual)) continue;
    const group = groupOf(windows);
    group.countries = [...(group.countries ?? []), country];
  }
  for (const [site, windows] of bySite) {
    // A machine that names its site may name any country beside it: the site counts.
    if ([usual, ...byCountry.values()].every((other) => same(windows, other))) continue;
    const group = groupOf(windows);
    group.sites = [...(group.sites ?? []), site];
  }
  return [...groups.values()];
}

/** An audience with what machines need that say their site, and not its country. */
function compiledAudience(entry: PlanEntry, { calendar }: PlaceSources): Audience | undefined {
  const audience = audienceOf(entry);
  if (!audience?.countries || !calendar) return audience;
  const { countries } = audience;
  const sites = Object.entries(calendar.sites);
  const within = sites.filter(([, { country }]) => countries.includes(country)).map(([site]) => site);
  const outside = sites.filter(([, { country }]) => !countries.includes(country)).map(([site]) => site);
  return {
    ...audience,
    ...(within.length > 0 && { countrySites: within }),
    ...(countries.includes(calendar.country) && { orUnknownCountry: { exceptSites: outside } }),
  };
}

/** The campaigns as one language's pack holds them. */
export const toCampaigns = (planned: readonly PlannedCampaign[], language: Language): Campaign[] =>
  planned.map(({ entry, campaign }) => ({
    ...campaign,
    title: textIn(entry.title, language),
    text: textIn(entry.text, language),
  }));
