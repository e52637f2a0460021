import { dayOn, type DayRange } from '../../shared/campaigns/calendar-day.ts';
import type { Audience, Campaign, CampaignWindow } from '../../shared/campaigns/campaign.ts';
import type { Language } from '../../shared/language.ts';
import { expandAt } from '../plan/expand-entry.ts';
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

/** Half years that a pack knows of the year plan: the last one, this one and three more. */
const halfYears = { before: 1, after: 3 };
const monthsInHalf = 6;

/**
 * The days that a pack made `today` (ISO date) plans: at least 18 months ahead, for organisations that publish once a
 * year, and at least six months back. Whole half years, so that time alone changes what is published twice a year.
 */
export function planHorizon(today: string): DayRange {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const half = 2 * year + (month > monthsInHalf ? 1 : 0);
  const firstOf = (nth: number): number => dayOn(Math.floor(nth / 2), (nth % 2) * monthsInHalf + 1, 1);
  return { first: firstOf(half - halfYears.before), last: firstOf(half + halfYears.after + 1) - 1 };
}

/** A campaign but for its words, which each language has of its own. */
export interface PlannedCampaign {
  entry: PlanEntry;
  campaign: Omit<Campaign, 'title' | 'text'>;
}

type WindowsOf = (entry: PlanEntry) => CampaignWindow[];

/** The entries that are due within the horizon, with their windows at every place. */
export function planCampaigns(
  source: NoticesSource,
  from: PlaceSources,
  horizon: DayRange,
): PlannedCampaign[] {
  const named = source.flatMap((entry) => audienceOf(entry)?.countries ?? []);
  const countries = countriesOf(from, named);
  const sites = Object.keys(from.calendar?.sites ?? {});
  const windowsAt = (place: Place): WindowsOf => {
    const occurrencesOf = expandAt(place, source, horizon);
    return (entry) => occurrencesOf(entry).flatMap(({ windows }) => windows);
  };
  const usual = windowsAt(usualPlace(from));
  const byCountry = countries.map((country) => [country, windowsAt(countryPlace(country, from))] as const);
  const bySite = sites.flatMap((site) => {
    const place = sitePlace(site, from);
    return place ? [[site, windowsAt(place)] as const] : [];
  });
  return source.flatMap((entry): PlannedCampaign[] => {
    const windows = usual(entry);
    const elsewhere = differing(
      windows,
      new Map(byCountry.map(([country, windowsOf]) => [country, windowsOf(entry)])),
      new Map(bySite.map(([site, windowsOf]) => [site, windowsOf(entry)])),
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
