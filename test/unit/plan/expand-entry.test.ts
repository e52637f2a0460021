import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf, type DayRange } from '../../../shared/campaigns/calendar-day.ts';
import { expandAt, type PlannedOccurrence } from '../../../hub/plan/expand-entry.ts';
import { entriesOf, occurrences, placeIn, placesOf, yearOf } from './plan-kb.ts';

const office = placesOf(
  {
    country: 'NO',
    countries: ['SE', 'HU', 'US'],
    sites: { Munich: { country: 'DE', region: 'BY' }, Berlin: { country: 'DE', region: 'BE' } },
    closures: [
      { name: 'Between the years', from: '12-27', until: '12-31' },
      { name: 'Inventory', from: '2027-02-08', until: '2027-02-12', countries: ['SE'] },
    ],
  },
  [
    { name: 'spring', from: '2027-01-04', until: '2027-06-18', countries: ['NO'] },
    { name: 'autumn', from: '2027-08-16', until: '2027-12-17', countries: ['NO'] },
    { name: 'autumn', from: '2027-09-14', until: '2027-12-23', sites: ['Munich'] },
  ],
);
const in2027 = (where: string, ...entries: object[]) => occurrences(where, 2027, office, ...entries);

describe('dates', () => {
  test.each([
    ['a day of every year', { from: '12-10' }, ['2027-12-10..2027-12-10']],
    [
      'over the turn of the year',
      { from: '12-20', until: '01-02' },
      ['2026-12-20..2027-01-02', '2027-12-20..2028-01-02'],
    ],
    ['29 February in other years', { from: '02-29', until: '02-29' }, ['2027-02-28..2027-02-28']],
    ['once, and stays', { from: '2027-05-03T08:10' }, ['2027-05-03..']],
    ['once, in another year', { from: '2025-05-03', until: '2025-05-04' }, []],
  ])('%s', (_name, entry, found) => expect(in2027('NO', entry)).toEqual(found));
});

describe('rules', () => {
  test.each([
    ['the last Sunday of March', { nth: 'last', weekday: 'sun', month: 3 }, 'NO', ['2027-03-28']],
    ['Thanksgiving', { nth: 4, weekday: 'thu', month: 11 }, 'US', ['2027-11-25']],
    [
      'the fifth Friday, where a month has one',
      { nth: 5, weekday: 'fri' },
      'NO',
      ['2027-01-29', '2027-04-30', '2027-07-30', '2027-10-29', '2027-12-31'],
    ],
    ['a week before Easter', { easter: -7 }, 'NO', ['2027-03-21']],
    ['orthodox Easter', { easter: 0, church: 'orthodox' }, 'NO', ['2027-05-02']],
    // Christmas and the closure; Thursday to Easter Monday; Whit Monday is Constitution Day this year.
    ['after breaks of five days in Norway', { 'after-break': 5 }, 'NO', ['2027-01-04', '2027-03-30']],
    // Good Friday to Easter Monday is four; the inventory makes nine of a week.
    ['after breaks of five days in Sweden', { 'after-break': 5 }, 'SE', ['2027-01-04', '2027-02-15']],
    ['after breaks of four days in Hungary', { 'after-break': 4 }, 'HU', ['2027-01-04', '2027-03-30']],
    ['the first school day', { school: 'first-day' }, 'NO', ['2027-01-04', '2027-08-16']],
    ['the last one of a term', { school: 'last-day', term: 'autumn' }, 'NO', ['2027-12-17']],
    ['terms of a site', { school: 'first-day' }, 'Munich', ['2027-09-14']],
    ['terms where there are none', { school: 'first-day' }, 'SE', []],
  ])('%s', (_name, from, where, days) =>
    expect(in2027(where, { from })).toEqual(days.map((day) => `${day}..${day}`)),
  );

  test('a region has holidays of its own: Corpus Christi is one in Bavaria, not in Berlin', () => {
    const entry = { from: '2027-05-27', until: '2027-05-27', 'day-off': 'next-working-day' };
    expect([
      in2027('Munich', { from: '05-27', 'day-off': 'next-working-day' }),
      in2027('Berlin', entry),
    ]).toEqual([['2027-05-28..2027-05-28'], ['2027-05-27..2027-05-27']]);
  });
});

describe('other entries', () => {
  const change = { id: 'change', from: '2027-03-31', until: '2027-04-02' };
  test.each([
    ['days before', { before: 'change', by: '3 days' }, '2027-03-28'],
    // Easter Monday, Sunday, Saturday, Good Friday and Maundy Thursday are free.
    ['working days before', { before: 'change', by: '2 working days' }, '2027-03-24'],
    ['days after its last', { after: 'change', by: '1 day' }, '2027-04-03'],
    ['working days after its last', { after: 'change', by: '1 working day' }, '2027-04-05'],
  ])('%s', (_name, from, day) =>
    expect(in2027('NO', change, { id: 'note', from })).toEqual([`${day}..${day}`]),
  );

  test('one after the other, over the turn of the year', () => {
    const first = { id: 'first', from: '01-01' };
    const second = { id: 'second', from: { before: 'first', by: '10 days' } };
    expect(in2027('NO', first, second, { id: 'third', from: { before: 'second', by: '1 day' } })).toEqual([
      '2027-12-21..2027-12-21',
    ]);
  });

  test('that lean on each other end, with nothing', () => {
    const a = { id: 'a', from: { after: 'b', by: '1 day' } };
    expect(in2027('NO', a, { id: 'b', from: { after: 'a', by: '1 day' } })).toEqual([]);
  });
});

describe('how long', () => {
  test.each([
    ['days', { lasts: '10 days' }, '2027-12-13..2027-12-22'],
    ['working days', { lasts: '10 working days' }, '2027-12-13..2027-12-24'],
    ['until a rule', { until: { easter: -3 } }, '2027-12-13..2028-04-13'],
  ])('%s', (_name, end, found) => expect(in2027('NO', { from: '12-13', ...end })).toContain(found));

  test('a first day off moves, or is skipped', () => {
    const on = (dayOff: string) => in2027('NO', { from: '05-17', 'day-off': dayOff });
    expect([on('next-working-day'), on('working-day-before'), on('skip')]).toEqual([
      ['2027-05-18..2027-05-18'],
      ['2027-05-14..2027-05-14'],
      [],
    ]);
  });

  test('one that would run into the next ends the day before', () => {
    expect(in2027('NO', { from: { nth: 1, weekday: 'mon', month: [2, 3] }, lasts: '40 days' })).toEqual([
      '2027-02-01..2027-02-28',
      '2027-03-01..2027-04-09',
    ]);
  });
});

test('days of the week and hours of the day make windows of one occurrence', () => {
  const all = entriesOf({ from: '2027-03-04', until: '2027-03-08', days: 'mon-fri', between: '08:00-10:00' });
  const [found] = expandAt(placeIn('NO', office), all, yearOf(2027))(all[0]!);
  expect(found!.windows).toEqual([
    { from: '2027-03-04T08:00', until: '2027-03-04T10:00', of: '2027-03-04' },
    { from: '2027-03-05T08:00', until: '2027-03-05T10:00', of: '2027-03-04' },
    { from: '2027-03-08T08:00', until: '2027-03-08T10:00', of: '2027-03-04' },
  ]);
});

test('an end is the whole day, or the minute', () => {
  const windows = (entry: object) => {
    const all = entriesOf(entry);
    return expandAt(placeIn('NO', office), all, yearOf(2027))(all[0]!).flatMap((one) => one.windows);
  };
  expect(windows({ from: '2027-03-04', until: '2027-03-08' })).toEqual([
    { from: '2027-03-04T00:00', until: '2027-03-09T00:00' },
  ]);
  expect(windows({ from: '2027-03-04T08:00', until: '2027-03-04T10:30' })).toEqual([
    { from: '2027-03-04T08:00', until: '2027-03-04T10:30' },
  ]);
  expect(windows({ from: '2027-03-04T08:00' })).toEqual([{ from: '2027-03-04T08:00' }]);
});

describe('years apart', () => {
  test.each([
    ['one that nobody withdrew stays', [{ from: '2015-02-01' }], ['2015-02-01..']],
    [
      'and one whose day off was moved',
      [{ from: '2015-05-17', 'day-off': 'next-working-day' }],
      ['2015-05-18..'],
    ],
    ['one that ends after years', [{ from: '2015-02-01', until: '2027-01-05' }], ['2015-02-01..2027-01-05']],
    ['one that ended', [{ from: '2015-02-01', until: '2026-12-31' }], []],
    ['one that lasts years', [{ from: '2024-06-01', lasts: '999 days' }], ['2024-06-01..2027-02-24']],
    [
      'long after another',
      [
        { id: 'move', from: '2024-09-02', until: '2024-09-06' },
        { from: { after: 'move', by: '900 days' }, lasts: '2 days' },
      ],
      ['2027-02-23..2027-02-24'],
    ],
    [
      'long after the end of a long one',
      [
        { id: 'move', from: '2024-09-02', until: '2026-09-04' },
        { from: { after: 'move', by: '100 working days' } },
      ],
      ['2027-02-02..2027-02-02'],
    ],
  ])('%s', (_name, entries, found) => expect(in2027('HU', ...entries)).toEqual(found));

  test('a long chain, each with two ends in the one before, is reckoned at once', () => {
    const chain = Array.from({ length: 60 }, (_, nth) => ({
      id: `e${nth + 1}`,
      from: { after: `e${nth}`, by: '1 day' },
      until: { after: `e${nth}`, by: '2 days' },
    }));
    const startedAtMs = performance.now();
    expect(in2027('NO', { id: 'e0', from: '01-01' }, ...chain)).toHaveLength(1);
    // Each asking the one before anew, there would be two to the power of sixty questions.
    expect(performance.now() - startedAtMs).toBeLessThan(20_000);
  }, 30_000);

  test('an occurrence is the same one however much of the year is asked for', () => {
    const rules = [
      { from: { 'after-break': 3 }, lasts: '9 working days' },
      { from: { nth: 2, weekday: 'tue' }, until: { nth: 1, weekday: 'fri' } },
      {
        from: { before: 'anchor', by: '20 working days' },
        'day-off': 'working-day-before',
        lasts: '12 days',
      },
      { from: { easter: -60 }, until: '05-17' },
      { from: '2026-03-01', between: '08:00-10:00', until: '2028-01-05' },
    ];
    const first = dayOf('2026-01-01');
    const part = fc.tuple(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 400 }));
    fc.assert(
      fc.property(fc.constantFrom(...rules), part, (rule, [start, length]) => {
        const all = entriesOf({ id: 'anchor', from: '03-30', lasts: '5 days' }, { id: 'rule', ...rule });
        const asked = { first: first + start, last: first + start + length };
        const within = (range: DayRange) => expandAt(placeIn('NO', office), all, range)(all[1]!);
        const touching = within({ first, last: first + 1200 }).filter(
          ({ first: begin, last = Infinity }) => begin <= asked.last && last >= asked.first,
        );
        const days = ({ first: begin, last }: PlannedOccurrence) => [begin, last];
        expect(within(asked).map(days)).toEqual(touching.map(days));
      }),
      { numRuns: 40 },
    );
  }, 30_000);
});
