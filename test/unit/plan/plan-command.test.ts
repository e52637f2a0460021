import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import ICAL from 'ical.js';
import { escapeText, foldLine } from '../../../hub/plan/ics.ts';
import { smallKb } from '../hub/kb.ts';
import { zeroline } from '../hub/zeroline.ts';

let kb: string;
beforeEach(() => {
  kb = mkdtempSync(join(tmpdir(), 'zeroline-plan-'));
  cpSync(smallKb, kb, { recursive: true });
  rmSync(join(kb, 'notices.yaml'));
  writeFileSync(join(kb, 'calendar.yaml'), 'country: NO\nsites:\n  Szeged: { country: HU }\n');
});
afterEach(() => rmSync(kb, { recursive: true, force: true }));

const entry = (id: string, more: string): string =>
  `- id: ${id}\n  severity: quiet\n  title: { en: ${id} here, hu: ${id} itt }\n  text: T\n  ${more.replace(/; /g, '\n  ')}\n`;
const planFile = (...entries: string[]) => writeFileSync(join(kb, 'year-plan.yaml'), entries.join(''));
async function plan(...args: string[]) {
  const done = await zeroline('plan', '--kb', kb, '--year', '2027', '--json', ...args);
  const json = done.exit === 2 ? undefined : (JSON.parse(done.out.at(-1)!) as Json);
  return { ...done, json: json! };
}
interface Json {
  ok: boolean;
  errors: number;
  written: string[];
  places: {
    name: string;
    entries: { id: string; first: string; last?: string }[];
    daysOff: { date: string; name: string }[];
  }[];
  clashes: { kind: string; place: string; date: string; ids: string[] }[];
  refusal?: { kind: string };
}

test('shows each place its own year', async () => {
  planFile(
    entry('back', 'from: { after-break: 4 }; lasts: 2 working days'),
    entry('oslo', 'from: 05-03; audience: { countries: [NO] }'),
    entry('szeged', 'from: 06-03; audience: { sites: [Szeged] }'),
  );
  const { exit, json, out } = await plan('--country', 'NO,HU', '--site', 'Szeged', '--lang', 'hu');
  expect(exit).toBe(0);
  expect(
    json.places.map(({ name, entries }) => [name, ...entries.map(({ id, first }) => `${id} ${first}`)]),
  ).toEqual([
    ['NO', 'back 2027-03-30', 'oslo 2027-05-03'],
    ['HU', 'back 2027-03-30', 'szeged 2027-06-03'],
    ['HU Szeged', 'back 2027-03-30', 'szeged 2027-06-03'],
  ]);
  expect(json.places[1]!.daysOff).toContainEqual({
    date: '2027-08-20',
    kind: 'holiday',
    name: "Saint Stephen's Day",
  });
  expect(out).toContain('  2027-03-30 to 2027-03-31  quiet  back itt');
  expect(out).toContain('  2027-05-03                quiet  oslo itt');
  expect(out).toContain('no clashes');
});

test('without --country the countries of calendar.yaml are shown', async () => {
  planFile(entry('a', 'from: 05-03'));
  expect((await plan()).json.places.map(({ name }) => name)).toEqual(['NO', 'HU']);
});

describe('clashes', () => {
  const loud = (id: string, more: string) => entry(id, more).replace('quiet', 'notification');
  const outage = (id: string, more: string) => entry(id, more).replace('quiet', 'incident');
  test.each([
    ['two on one day', [loud('a', 'from: 05-03'), loud('b', 'from: 05-03')], ['same-day 2027-05-03 a,b']],
    [
      'of two audiences',
      [
        loud('a', 'from: 05-03; audience: { os: [linux] }'),
        loud('b', 'from: 05-03; audience: { os: [macos] }'),
      ],
      [],
    ],
    ['of two days', [loud('a', 'from: 05-03'), loud('b', 'from: 05-04')], []],
    ['quiet ones', [entry('a', 'from: 05-03'), entry('b', 'from: 05-03')], []],
    ['on a holiday', [entry('a', 'from: 05-17')], ['day-off 2027-05-17 a']],
    ['from a holiday on', [entry('a', 'from: 05-17; lasts: 3 days')], []],
    ['that comes up on a holiday', [loud('a', 'from: 05-17; lasts: 3 days')], ['day-off 2027-05-17 a']],
    ['at a weekend only', [entry('a', 'from: 05-08; lasts: 2 days')], ['day-off 2027-05-08 a']],
    [
      'incidents at once',
      [outage('a', 'from: 2027-05-03T10:00; until: 2027-05-04T09:00'), outage('b', 'from: 2027-05-04T08:00')],
      ['incidents-overlap 2027-05-04 a,b'],
    ],
    [
      'incidents one after the other',
      [outage('a', 'from: 2027-05-03T10:00; until: 2027-05-04T08:00'), outage('b', 'from: 2027-05-04T08:00')],
      [],
    ],
    [
      'more in a week than people are interrupted for',
      [loud('a', 'from: 05-03'), loud('b', 'from: 05-05'), loud('c', 'from: 05-09')],
      ['busy-week 2027-05-03 a,b,c', 'day-off 2027-05-09 c'],
    ],
    ['two in a week', [loud('a', 'from: 05-03'), loud('b', 'from: 05-05'), loud('c', 'from: 05-10')], []],
  ])('%s', async (_name, entries, found) => {
    planFile(...entries);
    const { exit, json } = await plan('--country', 'NO');
    expect([exit, json.clashes.map(({ kind, date, ids }) => `${kind} ${date} ${ids.join()}`)]).toEqual([
      0,
      found,
    ]);
  });
});

test('a clash that comes again, or at several places, is one line; on the page, too', async () => {
  const loud = (id: string) =>
    entry(id, 'from: { nth: 1, weekday: tue, month: [3, 9] }').replace('quiet', 'notification');
  planFile(loud('a'), loud('b'));
  const file = join(kb, 'year.html');
  const { out, json } = await plan('--country', 'NO,HU', '--html', file);
  expect(json.clashes).toHaveLength(4);
  expect(out.filter((line) => line.includes('clash:'))).toEqual([
    'NO, HU 2027-03-02, 2027-09-07 clash: "a" and "b" come up on the same day for the same people -> move one of them by a day',
  ]);
  expect(readFileSync(file, 'utf8').match(/<span class="when">/g)).toHaveLength(1);
});

test('what stays is marked where it begins, and hides nothing after it', async () => {
  planFile(entry('stays', 'from: 2027-03-02'), entry('a', 'from: 05-04'));
  const file = join(kb, 'year.html');
  await plan('--country', 'NO', '--html', file);
  const page = readFileSync(file, 'utf8');
  expect(page.match(/<td><a class="quiet/g)).toHaveLength(2);
  expect(page).toContain('until withdrawn');
});

describe('the calendar file', () => {
  const hostile = 'Mail, VPN; \\ "sign-in" — 🔑 ' + 'Ő'.repeat(60);
  async function calendar(...entries: string[]) {
    planFile(...entries);
    const file = join(kb, 'year.ics');
    expect((await plan('--country', 'NO,HU', '--ics', file)).json.written).toEqual([file]);
    return readFileSync(file, 'utf8');
  }

  test('is read by a parser as it was meant', async () => {
    const text = await calendar(
      entry('week', 'from: 05-03; until: 05-07').replace('week here', JSON.stringify(hostile)),
      entry('hours', "from: 2027-06-01; until: 2027-06-02; between: '08:00-10:00'"),
      entry('stays', 'from: 2027-07-01T09:30'),
    );
    const parsed = new ICAL.Component(ICAL.parse(text) as unknown[]);
    const events = parsed.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    const shown = events.map(({ summary, startDate, endDate }) => [
      summary,
      startDate.toString(),
      endDate.toString(),
    ]);
    expect(shown.slice(0, 4)).toEqual([
      [`${hostile} (NO)`, '2027-05-03', '2027-05-08'],
      ['hours here (NO)', '2027-06-01T08:00:00', '2027-06-01T10:00:00'],
      ['hours here (NO)', '2027-06-02T08:00:00', '2027-06-02T10:00:00'],
      ['stays here (NO)', '2027-07-01T09:30:00', '2027-07-01T09:30:00'],
    ]);
    expect(events.length).toBe(8);
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(8);
    expect(events.every(({ startDate }) => startDate.zone.tzid === 'floating')).toBe(true);
    expect(text).not.toContain('VTIMEZONE');
  });

  test('keeps to the lines of RFC 5545', async () => {
    const text = await calendar(entry('a', 'from: 05-03').replace('a here', JSON.stringify(hostile)));
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    const lines = text.split('\r\n');
    expect(lines.filter((line) => /[\r\n]/.test(line) || Buffer.byteLength(line) > 75)).toEqual([]);
    expect(text).not.toContain('\u{FFFD}');
    expect(foldLine('x'.repeat(75))).toBe('x'.repeat(75));
    expect(foldLine('x'.repeat(76))).toBe(`${'x'.repeat(75)}\r\n x`);
    expect(escapeText('a\\b;c,d\r\ne\u0007')).toBe('a\\\\b\\;c\\,d\\ne');
  });

  test('names an event the same when it is written again', async () => {
    const uids = (text: string) => text.match(/^UID:.*$/gm);
    const first = uids(await calendar(entry('a', 'from: 05-03'), entry('b', 'from: 05-04')));
    expect(uids(await calendar(entry('b', 'from: 05-04'), entry('a', 'from: 05-03')))).toEqual(first);
  });
});

test('the page takes no script and no words for markup', async () => {
  planFile(entry('a', 'from: 05-17').replace('a here', '"<script>alert(1)</script>"'));
  const file = join(kb, 'year.html');
  await plan('--country', 'NO', '--html', file);
  const page = readFileSync(file, 'utf8');
  expect(page).not.toContain('<script');
  expect(page).toContain('&lt;script&gt;');
  expect(page).toMatch(
    /Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;sha256-/,
  );
  expect(page).not.toMatch(/ style=| on\w+=/);
  expect(page.match(/<table class="month">/g)).toHaveLength(12);
  expect(page).toMatch(/href="#p0e0"[^>]*>17<b>Q/);
});

describe('mistakes', () => {
  const told = async () => (await zeroline('plan', '--kb', kb)).out;
  test.each([
    ['a rule nobody knows', entry('a', 'from: { moon: full }'), '5 error'],
    [
      'an entry that is not there',
      entry('a', 'from: { before: b, by: 2 days }'),
      '5 error: there is no entry "b"',
    ],
    [
      'in a circle',
      entry('a', 'from: { before: b, by: 2 days }') + entry('b', 'from: { after: a, by: 1 day }'),
      '5 error: the entry leans on itself: a -> b -> a -> give one',
    ],
    [
      'on itself',
      entry('a', 'from: 05-03; until: { after: a, by: 1 day }'),
      '6 error: the entry leans on itself: a -> a -> give one',
    ],
    ['another century', entry('a', 'from: 1800-05-03'), '5 error: `from` can\'t be "1800-05-03"'],
    ['no school', entry('a', 'from: { school: first-day }'), '5 error: there are no school terms'],
    [
      'two ends',
      entry('a', 'from: 05-03; until: 05-04; lasts: 2 days'),
      '7 error: `until` and `lasts` both say when it ends',
    ],
    [
      'a site nobody knows',
      entry('a', 'from: 05-03; audience: { sites: [Attic] }'),
      '6 warning: the site "Attic" is not in calendar.yaml',
    ],
    ['old words', entry('a', 'from: 05-03; os: [linux]'), '6 warning: `os` stands in `audience`'],
    ['a span', entry('a', 'from: 05-03; lasts: 2 weeks'), '6 error: `lasts` can\'t be "2 weeks"'],
    [
      'hours backwards',
      entry('a', "from: 05-03; between: '10:00-08:00'"),
      '6 error: `between` must end after it begins',
    ],
  ])('%s', async (_name, text, line) => {
    planFile(text);
    expect((await told()).join('\n')).toContain(`year-plan.yaml:${line}`);
  });

  test('a country nobody knows, a day that is none, an id in both files', async () => {
    planFile(entry('a', 'from: 02-30'));
    writeFileSync(join(kb, 'notices.yaml'), entry('a', 'from: 05-03'));
    writeFileSync(join(kb, 'calendar.yaml'), 'country: QQ\n');
    expect((await told()).map((line) => line.split(' ->')[0])).toEqual([
      'calendar.yaml:1 error: no public holidays are known for QQ',
      'notices.yaml:1 error: the id "a" is used in year-plan.yaml, too',
      'year-plan.yaml:5 error: `from` names a day that does not exist: 02-30',
    ]);
  });

  test('errors end with 1, and write nothing', async () => {
    planFile(entry('a', 'from: 02-30'));
    const file = join(kb, 'year.ics');
    const { exit, json } = await plan('--ics', file);
    expect([exit, json.ok, json.errors, existsSync(file)]).toEqual([1, false, 1, false]);
  });
});

test.each([
  [['--country', 'Norway'], 'two letters'],
  [['--country', 'QQ'], 'No public holidays are known for QQ'],
  [['--site', 'Attic'], 'it has Szeged'],
  [['--year', '27'], '--year is a year'],
  [['--lang', 'no'], '--lang is one of'],
])('%s is wrong usage', async (args, why) => {
  const { exit, err } = await zeroline('plan', '--kb', kb, ...args);
  expect([exit, err]).toEqual([2, expect.stringContaining(why)]);
});

test('no knowledge base, and nowhere to write, are told', async () => {
  expect((await plan('--kb', join(kb, 'nowhere'))).json).toMatchObject({
    ok: false,
    refusal: { kind: 'no-knowledge-base' },
  });
  const { exit, json } = await plan('--ics', join(kb, 'no', 'such', 'folder.ics'));
  expect([exit, json.refusal?.kind]).toEqual([4, 'not-written']);
});
