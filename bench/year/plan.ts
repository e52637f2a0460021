import { stringify } from 'yaml';
import { compileKb } from '../../hub/publish/compile-kb.ts';
import { readSources } from '../../hub/publish/read-sources.ts';
import type { Pack } from '../../shared/packs/pack.ts';

/** Five countries in three time zones. */
export const countries = {
  NO: 'Europe/Oslo',
  DE: 'Europe/Berlin',
  HU: 'Europe/Budapest',
  GB: 'Europe/London',
  US: 'America/New_York',
} as const;
export type Country = keyof typeof countries;

const calendar = {
  country: 'NO',
  countries: Object.keys(countries).slice(1),
  closures: [{ name: 'Between Christmas and New Year', from: '12-27', until: '12-31' }],
};

const notification = (id: string, more: object) => ({
  ...{ id, severity: 'notification', title: id, text: id, 'day-off': 'next-working-day' },
  ...more,
});

/** More than any IT department should say: the seed's own entries, and up to three more notifications in a week. */
const busyPlan = [
  notification('patch-day', { from: { nth: 2, weekday: 'tue' }, lasts: '3 working days' }),
  notification('restart-tonight', {
    from: { after: 'patch-day', by: '1 working day' },
    lasts: '1 working day',
  }),
  notification('maintenance', { from: { nth: 3, weekday: 'thu' }, lasts: '2 working days' }),
  notification('survey', { from: { nth: 2, weekday: 'wed', month: [2, 5, 9, 11] }, lasts: '5 working days' }),
  notification('phishing-drill', {
    from: { nth: 2, weekday: 'thu', month: [3, 6, 10] },
    lasts: '5 working days',
  }),
  notification('certificate', { from: '05-10', lasts: '5 working days' }),
  notification('before-leave', { from: '06-21', lasts: '5 working days' }),
  notification('back-again', { from: { 'after-break': 5 }, lasts: '3 working days' }),
  notification('pilot', { from: '09-06', lasts: '5 working days', audience: { percent: 10 } }),
];

/** Outages of some hours: about one a month, each in some of the countries. */
function outages(year: number): object[] {
  const names = Object.keys(countries);
  return Array.from({ length: 14 }, (_, nth) => {
    const month = String((nth % 12) + 1).padStart(2, '0');
    const day = String(((nth * 11) % 27) + 1).padStart(2, '0');
    const hour = 9 + ((nth * 5) % 6);
    return {
      ...{
        id: `outage-${nth}`,
        severity: 'incident',
        title: 'Mail is down',
        text: 'We are on it.',
        joinable: true,
      },
      from: `${year}-${month}-${day}T${String(hour).padStart(2, '0')}:10`,
      until: `${year}-${month}-${day}T${String(hour + 3).padStart(2, '0')}:00`,
      audience: { countries: names.filter((_name, index) => (index + nth) % 3 !== 0) },
    };
  });
}

/** The seed knowledge base with that plan, as machines get it at the beginning of the year. */
export async function packOf(seedFolder: string, year: number): Promise<Pack> {
  const { sources } = await readSources(seedFolder);
  const seed = sources.texts.get('year-plan.yaml') ?? '';
  sources.texts.set('calendar.yaml', stringify(calendar));
  sources.texts.set('year-plan.yaml', `${seed}\n${stringify([...busyPlan, ...outages(year)])}`);
  const { compiled, mistakes } = compileKb(sources, `${year}-01-01`);
  const pack = compiled?.packs.get('en');
  if (!pack) throw new Error(`The plan has mistakes: ${JSON.stringify(mistakes.slice(0, 3))}`);
  return pack;
}
