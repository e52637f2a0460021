import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { otherAudience, pilotShare, windowsFor, type Who } from '../../../shared/campaigns/audience.ts';
import { dateOf } from '../../../shared/campaigns/calendar-day.ts';
import { campaignSchema, type Campaign } from '../../../shared/campaigns/campaign.ts';
import { planCampaigns, planHorizon, toCampaigns } from '../../../hub/publish/to-campaigns.ts';
import { entriesOf, placesOf } from './plan-kb.ts';

const office = placesOf({
  country: 'NO',
  countries: ['SE'],
  sites: { Oslo: { country: 'NO' }, Munich: { country: 'DE', region: 'BY' }, Szeged: { country: 'HU' } },
  closures: [{ name: 'Painting', from: '2027-05-18', until: '2027-05-21', sites: ['Oslo'] }],
});
const horizon = planHorizon('2026-11-22');
const compile = (entry: object): Campaign =>
  campaignSchema.parse(toCampaigns(planCampaigns(entriesOf(entry), office, horizon), 'en')[0]);
const who = (part: Partial<Who>): Who => ({ os: 'windows', language: 'nb', installId: 'a', ...part });
const firstFor = (campaign: Campaign, part: Partial<Who>): string | undefined =>
  windowsFor(campaign, who(part))[0]?.from.slice(0, 10);

test('the horizon is whole half years: one back, three ahead', () => {
  const words = (today: string) => Object.values(planHorizon(today)).map(dateOf);
  expect(words('2026-11-22')).toEqual(['2026-01-01', '2028-06-30']);
  expect(words('2026-07-01')).toEqual(words('2026-12-31'));
  expect(words('2027-01-01')).toEqual(['2026-07-01', '2028-12-31']);
  expect(words('2027-06-30')).toEqual(words('2027-01-01'));
});

describe('each place has its own windows', () => {
  // Constitution Day, a Monday; Whit Monday in Germany and Hungary; a working day in Sweden.
  const campaign = compile({ from: '2027-05-17', until: '2027-05-28', 'day-off': 'next-working-day' });

  test.each([
    ['who says nothing is in the organisation’s country', {}, '2027-05-18'],
    ['a country', { country: 'SE' }, '2027-05-17'],
    ['a country without one of its own', { country: 'NO' }, '2027-05-18'],
    ['a site that is closed', { country: 'NO', site: 'Oslo' }, '2027-05-24'],
    ['a site abroad that says no country', { site: 'Munich' }, '2027-05-18'],
    ['a site that nobody knows, in its country', { country: 'SE', site: 'Attic' }, '2027-05-17'],
    ['a country that nobody knows', { country: 'AU' }, '2027-05-18'],
  ])('%s', (_name, part, day) => expect(firstFor(campaign, part)).toBe(day));

  test('a site counts before a country that its policy names by mistake', () => {
    const monthly = compile({ from: { nth: 1, weekday: 'mon' }, 'day-off': 'next-working-day' });
    const november = ({ from }: { from: string }) => from.startsWith('2027-11');
    const machine = who({ site: 'Oslo', country: 'HU' });
    expect(windowsFor(monthly, machine).find(november)?.from).toBe('2027-11-01T00:00');
  });

  test('and none where all are the same', () => {
    expect(compile({ from: '2027-05-05', until: '2027-05-28' }).elsewhere).toBeUndefined();
  });

  test('whoever a machine is, its windows are those of its place', () => {
    const rules = [
      { 'after-break': 3 },
      { 'after-break': 4 },
      { nth: 1, weekday: 'mon' },
      '05-17',
      { easter: 1 },
    ];
    const places = fc.record({
      country: fc.constantFrom(undefined, 'NO', 'SE', 'DE', 'HU'),
      site: fc.constantFrom(undefined, 'Oslo', 'Munich', 'Szeged'),
    });
    fc.assert(
      fc.property(fc.constantFrom(...rules), places, (from, { country, site }) => {
        const entry = { from, 'day-off': 'next-working-day', lasts: '2 working days' };
        const whole = compile(entry);
        // The same, asked for one place alone.
        const law = { Oslo: 'NO', Munich: 'DE', Szeged: 'HU' } as const;
        const alone = placesOf({
          country: site ? law[site] : (country ?? 'NO'),
          ...(site === 'Munich' && { region: 'BY' }),
          closures: site === 'Oslo' ? [{ name: 'P', from: '2027-05-18', until: '2027-05-21' }] : [],
        });
        const wanted = planCampaigns(entriesOf(entry), alone, horizon)[0]?.campaign.windows;
        const machine = who({ ...(site && { site }), ...(country && { country }) });
        expect(windowsFor(whole, machine)).toEqual(wanted);
      }),
    );
  }, 60_000);
});

describe('audience', () => {
  const reason = (audience: object, part: Partial<Who>) =>
    otherAudience(compile({ from: '2027-05-05', audience }), who(part));

  test.each([
    ['os', { os: ['macos'] }, {}, 'other-os'],
    ['site', { sites: ['Oslo'] }, { site: 'Munich' }, 'other-site'],
    ['unknown site', { sites: ['Oslo'] }, {}, 'other-site'],
    ['group', { groups: ['sales'] }, { group: 'it' }, 'other-group'],
    ['language', { languages: ['hu'] }, {}, 'other-language'],
    ['country', { countries: ['SE'] }, { country: 'NO' }, 'other-country'],
    ['nothing known, abroad', { countries: ['SE'] }, {}, 'other-country'],
    ['nothing known, at home', { countries: ['NO'] }, {}, undefined],
    ['a site abroad, meant at home', { countries: ['NO'] }, { site: 'Munich' }, 'other-country'],
    ['a site nobody knows, meant at home', { countries: ['NO'] }, { site: 'Attic' }, undefined],
    ['a site in the country', { countries: ['DE'] }, { site: 'Munich' }, undefined],
    ['all of it', { os: ['windows'], sites: ['Oslo'], languages: ['nb'] }, { site: 'Oslo' }, undefined],
  ])('%s', (_name, audience, part, why) => expect(reason(audience, part)).toBe(why));

  test('a pilot is always the same share of machines', () => {
    const machines = Array.from({ length: 5000 }, (_, nth) => `machine-${nth}`);
    for (const id of ['mfa', 'new-vpn']) {
      for (const percent of [1, 10, 50]) {
        const within = machines.filter((installId) => pilotShare(id, installId) < percent).length;
        expect(Math.abs(within / 50 - percent)).toBeLessThan(1.5);
      }
      expect(pilotShare(id, 'machine-1')).toBe(pilotShare(id, 'machine-1'));
    }
    const both = machines.filter((one) => pilotShare('mfa', one) < 50 && pilotShare('new-vpn', one) < 50);
    expect(Math.abs(both.length / 50 - 25)).toBeLessThan(3);
  });
});
