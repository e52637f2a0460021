import { describe, expect, test } from 'vitest';
import { expandEntry } from '../../../hub/plan/expand-entry.ts';
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
  const [found] = expandEntry(all[0]!, placeIn('NO', office), all, yearOf(2027));
  expect(found!.windows).toEqual([
    { from: '2027-03-04T08:00', until: '2027-03-04T10:00', of: '2027-03-04' },
    { from: '2027-03-05T08:00', until: '2027-03-05T10:00', of: '2027-03-04' },
    { from: '2027-03-08T08:00', until: '2027-03-08T10:00', of: '2027-03-04' },
  ]);
});

test('an end is the whole day, or the minute', () => {
  const windows = (entry: object) => {
    const all = entriesOf(entry);
    return expandEntry(all[0]!, placeIn('NO', office), all, yearOf(2027)).flatMap((one) => one.windows);
  };
  expect(windows({ from: '2027-03-04', until: '2027-03-08' })).toEqual([
    { from: '2027-03-04T00:00', until: '2027-03-09T00:00' },
  ]);
  expect(windows({ from: '2027-03-04T08:00', until: '2027-03-04T10:30' })).toEqual([
    { from: '2027-03-04T08:00', until: '2027-03-04T10:30' },
  ]);
  expect(windows({ from: '2027-03-04T08:00' })).toEqual([{ from: '2027-03-04T08:00' }]);
});
