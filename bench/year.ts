import { parseArgs } from 'node:util';
import { dateOf, daysIn, dayOf, type Day } from '../shared/campaigns/calendar-day.ts';
import { suggest } from '../shared/context/suggest.ts';
import { localMonthDay } from '../shared/local-date.ts';
import { countryPlace } from '../hub/plan/places.ts';
import { loadPublicHolidays } from '../hub/plan/public-holidays.ts';
import { calendarSourceSchema } from '../hub/plan/calendar-source.ts';
import { seededRandom } from './fleet/random.ts';
import { liveYear, type World } from './year/live.ts';
import { hire } from './year/people.ts';
import { countries, packOf, type Country } from './year/plan.ts';
import { inWords, summary, type Subject } from './year/rows.ts';

// npm run bench:year -- [--json] [--people N] [--year YYYY]: one year of an organisation, with the app's own decisions.

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    people: { type: 'string', default: '1000' },
    year: { type: 'string', default: '2027' },
  },
});
const year = Number(values.year);
const people = Number(values.people);
const passwordGuide = 'password-after-holiday';

const pack = await packOf('resources/kb', year);
const guideIds = new Set(pack.guides.map(({ id }) => id));
const holidays = await loadPublicHolidays();
const names = Object.keys(countries) as Country[];
const calendar = calendarSourceSchema.parse({ country: 'NO', countries: names.slice(1) });
const days = daysIn({ first: dayOf(`${year}-01-01`), last: dayOf(`${year}-12-31`) });

/** Only what can be due on a day: its windows, and what else those of a campaign need. */
function campaignsByDay(): World['campaignsOn'] {
  const kept = new Map<Day, typeof pack.campaigns>();
  return (day) => {
    const [from, until] = [`${dateOf(day)}T00:00`, `${dateOf(day + 1)}T00:00`];
    const near = (windows: (typeof pack.campaigns)[number]['windows']) =>
      windows.filter((window) => window.from < until && (window.until === undefined || window.until > from));
    const campaigns =
      kept.get(day) ??
      pack.campaigns.flatMap(({ windows, elsewhere = [], ...campaign }) => {
        const here = near(windows);
        const there = elsewhere.map((place) => ({ ...place, windows: near(place.windows) }));
        const isNear = here.length > 0 || there.some((place) => place.windows.length > 0);
        return isNear ? [{ ...campaign, windows: here, elsewhere: there }] : [];
      });
    kept.set(day, campaigns);
    return campaigns;
  };
}

const world: World = {
  campaignsOn: campaignsByDay(),
  offersPassword(who, signals, nowMs) {
    const { welcome, cards } = suggest({
      ...{ rules: pack.rules, signals, solvedAtMs: {}, isWelcomePutAway: false, who, language: 'en' },
      guideExists: (id) => guideIds.has(id),
      moment: { nowMs, monthDay: localMonthDay(nowMs) },
    });
    return [...welcome, ...cards].some(({ guide }) => guide === passwordGuide);
  },
};

const subjects: Subject[] = [];
for (const [nth, country] of names.entries()) {
  process.env.TZ = countries[country];
  const place = countryPlace(country, { calendar, terms: [], holidays });
  console.error(`${country}: ${Math.floor(people / names.length)} people in ${countries[country]}`);
  for (let one = 0; one < people / names.length; one += 1) {
    const number = nth * people + one;
    const employee = hire(number, country, year, place.calendar, seededRandom(number + 1));
    subjects.push({ employee, lived: liveYear(employee, days, world) });
  }
}

const found = summary(subjects, year);
if (!values.json) for (const line of inWords(found)) console.log(line);
console.log(JSON.stringify(found));
if (!Object.values(found.goals).every(({ met }) => met)) process.exitCode = 1;
