import type { Language } from '../language.ts';
import { isForOs, type Os } from '../os.ts';
import type { Audience, Campaign, CampaignWindow } from './campaign.ts';

/** What decides whether a campaign concerns a machine. What the policy doesn't say is unknown. */
export interface Who {
  os: Os;
  site?: string;
  group?: string;
  country?: string;
  language: Language;
  /** Made once, on the machine; it leaves it never. Only a pilot's percentage looks at it. */
  installId: string;
}

export const otherAudiences = [
  'other-os',
  'other-site',
  'other-group',
  'other-country',
  'other-language',
  'not-in-pilot',
] as const;
export type OtherAudience = (typeof otherAudiences)[number];

/** 0 to 99, the same for ever for a campaign on a machine, and evenly spread over machines (FNV-1a, then mixed). */
export function pilotShare(campaignId: string, installId: string): number {
  let hash = 0x811c9dc5;
  for (const char of `${campaignId}\n${installId}`) {
    hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  }
  // The last characters alone would decide the lowest bits.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % 100;
}

const names = (list: readonly string[] | undefined, name: string | undefined): boolean =>
  list === undefined || (name !== undefined && list.includes(name));

function isInCountry(audience: Audience, { country, site }: Who): boolean {
  if (audience.countries === undefined || country !== undefined) return names(audience.countries, country);
  if (site !== undefined && audience.countrySites?.includes(site)) return true;
  const { orUnknownCountry } = audience;
  return (
    orUnknownCountry !== undefined && !(site !== undefined && orUnknownCountry.exceptSites.includes(site))
  );
}

/** Why a campaign, or a rule, does not concern a machine; nothing when it does. */
export function otherAudience(
  { id, audience }: { id: string; audience?: Audience | undefined },
  who: Who,
): OtherAudience | undefined {
  if (!audience) return undefined;
  if (!isForOs(audience.os, who.os)) return 'other-os';
  if (!names(audience.sites, who.site)) return 'other-site';
  if (!names(audience.groups, who.group)) return 'other-group';
  if (!isInCountry(audience, who)) return 'other-country';
  if (!names(audience.languages, who.language)) return 'other-language';
  if (pilotShare(id, who.installId) >= (audience.percent ?? 100)) return 'not-in-pilot';
  return undefined;
}

/** The windows where this machine is: its site's, else its country's, else those of everybody. */
export function windowsFor({ windows, elsewhere = [] }: Campaign, who: Who): readonly CampaignWindow[] {
  const { site, country } = who;
  const ofSite = elsewhere.find(({ sites }) => site !== undefined && sites?.includes(site));
  const ofCountry = elsewhere.find(({ countries }) => country !== undefined && countries?.includes(country));
  return (ofSite ?? ofCountry)?.windows ?? windows;
}
