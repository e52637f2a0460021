import { writeFile } from 'node:fs/promises';
import { dateOf } from '../../../shared/campaigns/calendar-day.ts';
import { countrySchema } from '../../../shared/campaigns/campaign.ts';
import { languages, type Language } from '../../../shared/language.ts';
import { toError } from '../../../shared/result.ts';
import { clashesAt, groupClashes, type Clash } from '../../plan/clashes.ts';
import { toIcs } from '../../plan/ics.ts';
import {
  countriesOf,
  countryPlace,
  sitePlace,
  usualPlace,
  type Place,
  type PlaceSources,
} from '../../plan/places.ts';
import { readPlan } from '../../plan/read-plan.ts';
import { yearPage } from '../../plan/year-page.ts';
import { audienceInWords, timeInWords, yearAt, type PlaceYear } from '../../plan/year-view.ts';
import {
  counted,
  textOption,
  textOptions,
  UsageError,
  type Command,
  type CommandContext,
  type CommandResult,
  type OptionValues,
} from '../command.ts';

function yearIn(values: OptionValues, nowMs: number): number {
  const written = textOption(values, 'year');
  if (written === undefined) return new Date(nowMs).getUTCFullYear();
  const year = /^\d{4}$/.test(written) ? Number(written) : 0;
  if (year >= 2000 && year <= 2099) return year;
  throw new UsageError('--year is a year from 2000 to 2099.');
}

function languageIn(values: OptionValues): Language {
  const written = textOption(values, 'lang') ?? 'en';
  const found = languages.find((language) => language === written);
  if (!found) throw new UsageError(`--lang is one of ${languages.join(', ')}.`);
  return found;
}

/** The countries that were asked for; nothing when none was. */
function countriesIn(values: OptionValues): string[] {
  const written = textOptions(values, 'country').flatMap((text) =>
    text.split(',').map((part) => part.trim()),
  );
  for (const country of written) {
    if (!countrySchema.safeParse(country).success)
      throw new UsageError(`--country takes two letters of ISO 3166, and several with commas: NO,SE,HU.`);
  }
  return [...new Set(written)];
}

/** The places that were asked for; else the organisation's countries. */
function placesIn(values: OptionValues, from: PlaceSources): Place[] {
  const countries = countriesIn(values);
  const sites = textOptions(values, 'site');
  for (const country of countries) {
    if (from.holidays && !from.holidays.of({ country }, 2024))
      throw new UsageError(`No public holidays are known for ${country}.`);
  }
  const wantedSites = sites.map((site) => {
    const place = sitePlace(site, from);
    if (place) return place;
    const known = Object.keys(from.calendar?.sites ?? {}).join(', ');
    throw new UsageError(`calendar.yaml has no site "${site}"; it has ${known === '' ? 'none' : known}.`);
  });
  if (countries.length + sites.length > 0) {
    return [...countries.map((country) => countryPlace(country, from)), ...wantedSites];
  }
  const all = countriesOf(from).map((country) => countryPlace(country, from));
  return all.length > 0 ? all : [usualPlace(from)];
}

function print(places: readonly PlaceYear[], clashes: readonly Clash[], { console }: CommandContext): void {
  for (const { name, entries, daysOff } of places) {
    const holidays = daysOff.filter(({ off }) => off.kind === 'holiday').length;
    console.log(`${name}: ${counted(entries.length, 'notice')}, ${counted(holidays, 'public holiday')}`);
    const timesWide = Math.max(0, ...entries.map((entry) => timeInWords(entry).length));
    const severitiesWide = Math.max(0, ...entries.map(({ severity }) => severity.length));
    for (const entry of entries) {
      const whom = audienceInWords(entry.audience);
      const cells = [
        timeInWords(entry).padEnd(timesWide),
        entry.severity.padEnd(severitiesWide),
        entry.title,
      ];
      console.log(`  ${cells.join('  ')}${whom === '' ? '' : ` [${whom}]`}`);
    }
    console.log('');
  }
  for (const { problem, remedy, when } of groupClashes(clashes)) {
    const days = when.map(({ dates, places: at }) => `${at.join(', ')} ${dates.join(', ')}`);
    console.log(`${days.join('; ')} clash: ${problem} -> ${remedy}`);
  }
  console.log(
    clashes.length === 0 ? 'no clashes' : counted(clashes.length, 'clash').replace(/clashs$/, 'clashes'),
  );
}

const toJson = ({ name, country, site, entries, daysOff }: PlaceYear) => ({
  ...{ name, country, site },
  entries: entries.map(({ id, severity, title, guide, audience, first, last, windows }) => ({
    ...{ id, severity, title, guide, audience, first: dateOf(first) },
    ...(last !== undefined && { last: dateOf(last) }),
    windows,
  })),
  daysOff: daysOff.map(({ day, off }) => ({ date: dateOf(day), ...off })),
});

export const plan: Command = {
  name: 'plan',
  usage: '[--kb DIR] [--year YYYY] [--country NO,SE] [--site NAME]',
  summary: 'show the year plan as employees of each country will see it, and where it clashes',
  details: `
Told as clashes are two notifications on one day for the same people, more of them within seven days than people are
interrupted for, a notice that is due only while nobody works or a notification that begins then, and incidents that
overlap. They are no errors: the command ends with 0.

  --kb DIR            the knowledge base (the folder it is called in)
  --year YYYY         the year (this one)
  --country NO,SE,HU  as people there see it; without it, the countries of calendar.yaml
  --site NAME         as people at a site of calendar.yaml see it; may be given several times
  --lang LANG         the language of the titles: ${languages.join(', ')} (en)
  --ics FILE          write a calendar file as well, for any calendar program
  --html FILE         write a page with the year at a glance as well, to look at or to print

--json  year; places: list of { name, country, site, entries: list of { id, severity, title, guide, audience, first,
        last: absent for one that stays, windows: list of { from, until, of } }, daysOff: list of { date, kind, name } };
        clashes: list of { kind: same-day|busy-week|day-off|incidents-overlap, place, date, ids, problem, remedy };
        errors: how many the year plan has, mistakes: as for check; written: files;
        refusal: why there is no plan, { kind, detail }`,
  options: {
    kb: { type: 'string' },
    year: { type: 'string' },
    country: { type: 'string', multiple: true },
    site: { type: 'string', multiple: true },
    lang: { type: 'string' },
    ics: { type: 'string' },
    html: { type: 'string' },
  },
  async run({ values, positionals }, context): Promise<CommandResult> {
    const { console, nowMs } = context;
    if (positionals.length > 0) throw new UsageError('Name the knowledge base with --kb.');
    const year = yearIn(values, nowMs);
    const language = languageIn(values);
    const read = await readPlan(textOption(values, 'kb') ?? '.');
    if (!read.ok) {
      console.error(`error: ${read.error.detail}`);
      return { ending: 'outside', json: { refusal: read.error } };
    }
    const { notices, places: from, mistakes, organisation } = read.value;
    const places = placesIn(values, from).map((place) => yearAt(place, notices, year, language));
    const clashes = places.flatMap(clashesAt);
    const errors = mistakes.filter(({ severity }) => severity === 'error').length;
    for (const { file, line, severity, problem, remedy } of mistakes)
      console.log(`${file}:${line} ${severity}: ${problem} -> ${remedy}`);
    const json = { year, places: places.map(toJson), clashes, errors, mistakes };
    if (errors > 0) return { ending: 'mistakes', json };
    print(places, clashes, context);
    const written: string[] = [];
    try {
      const name = `${organisation}: year plan ${year}`;
      const files = [
        [textOption(values, 'ics'), () => toIcs(places, name, nowMs)],
        [textOption(values, 'html'), () => yearPage({ organisation, year, places, clashes })],
      ] as const;
      for (const [file, text] of files) {
        if (file === undefined) continue;
        await writeFile(file, text());
        written.push(file);
      }
    } catch (thrown) {
      const detail = toError(thrown).message;
      console.error(`error: ${detail}`);
      return { ending: 'outside', json: { ...json, written, refusal: { kind: 'not-written', detail } } };
    }
    for (const file of written) console.log(`written: ${file}`);
    return { ending: 'done', json: { ...json, written } };
  },
};
