import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import {
  dateOf,
  dayOf,
  orthodoxEaster,
  weekdayOf,
  westernEaster,
} from '../../../shared/campaigns/calendar-day.ts';
import { countriesOf } from '../../../hub/plan/places.ts';
import { holidays, placeIn, placesOf } from './plan-kb.ts';

const europe =
  'AD AL AT BA BE BG BY CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SK SM TR UA VA XK';

describe('Easter', () => {
  test.each([
    [2024, '2024-03-31', '2024-05-05'],
    [2025, '2025-04-20', '2025-04-20'],
    [2026, '2026-04-05', '2026-04-12'],
    [2027, '2027-03-28', '2027-05-02'],
    [2038, '2038-04-25', '2038-04-25'],
  ])('%i', (year, western, orthodox) =>
    expect([dateOf(westernEaster(year)), dateOf(orthodoxEaster(year))]).toEqual([western, orthodox]),
  );

  test('is the one of the holiday library, in every year', () => {
    for (let year = 2024; year <= 2040; year += 1) {
      expect(holidays.of({ country: 'SE' }, year)?.get(westernEaster(year))).toBe('Easter Sunday');
      expect(holidays.of({ country: 'GR' }, year)?.has(orthodoxEaster(year) + 1)).toBe(true);
    }
  });
});

test('days and dates are the same, there and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: dayOf('2000-01-01'), max: dayOf('2099-12-31') }), (day) => {
      expect(dayOf(dateOf(day))).toBe(day);
      const name = new Date(`${dateOf(day)}T12:00:00Z`).toLocaleDateString('en-GB', {
        weekday: 'short',
        timeZone: 'UTC',
      });
      expect(weekdayOf(day)).toBe(name.toLowerCase());
    }),
  );
});

describe('public holidays', () => {
  test('are known for all of Europe and the US, in every year to 2040', () => {
    const unknown = [...europe.split(' '), 'US'].filter((country) =>
      [2024, 2030, 2040].some((year) => (holidays.of({ country }, year)?.size ?? 0) < 5),
    );
    expect(unknown).toEqual([]);
  }, 30_000);

  test.each([
    ['NO', '2027-05-17', 'Constitution Day, Whit Monday'],
    ['HU', '2027-08-20', "Saint Stephen's Day"],
    ['US', '2027-11-25', 'Thanksgiving Day'],
    ['SE', '2027-06-26', 'Midsummer Day'],
  ])('%s %s is %s', (country, date, name) =>
    expect(holidays.of({ country }, 2027)?.get(dayOf(date))).toBe(name),
  );

  test('a country or a part that nobody knows has none', () => {
    expect([
      holidays.of({ country: 'QQ' }, 2027),
      holidays.of({ country: 'DE', region: 'QQ' }, 2027),
    ]).toEqual([undefined, undefined]);
  });

  test.each(['Pacific/Kiritimati', 'America/Los_Angeles', 'Africa/Cairo'])(
    'are the same reckoned in %s',
    (zone) => {
      const before = process.env.TZ;
      process.env.TZ = zone;
      try {
        const days = [...holidays.of({ country: 'DK' }, 2033)!.keys()].map(dateOf);
        expect(days).toEqual([
          ...[
            '2033-01-01',
            '2033-04-14',
            '2033-04-15',
            '2033-04-17',
            '2033-04-18',
            '2033-05-26',
            '2033-06-05',
          ],
          ...['2033-06-06', '2033-12-25', '2033-12-26'],
        ]);
      } finally {
        if (before === undefined) delete process.env.TZ;
        else process.env.TZ = before;
      }
    },
  );
});

describe('closures', () => {
  const from = placesOf({
    country: 'NO',
    sites: { Oslo: { country: 'NO' }, Dubai: { country: 'AE', 'working-days': 'mon-thu' } },
    closures: [
      { name: 'Over the new year', from: '12-30', until: '01-02' },
      { name: 'Painting', from: '2027-03-01', until: '2027-03-03', sites: ['Oslo'] },
    ],
  });
  const off = (where: string, date: string) => placeIn(where, from).calendar.dayOff(dayOf(date));

  test('hold at their places, over the turn of the year', () => {
    expect([off('NO', '2026-12-30'), off('NO', '2027-01-02')]).toMatchObject([
      { kind: 'closure', name: 'Over the new year' },
      { kind: 'closure' },
    ]);
    expect([off('NO', '2026-12-29'), off('NO', '2027-03-02')]).toEqual([undefined, undefined]);
    expect(off('Oslo', '2027-03-02')).toEqual({ kind: 'closure', name: 'Painting' });
  });

  test('a site may work on other days', () => {
    expect([off('Dubai', '2027-03-05')?.kind, off('Oslo', '2027-03-05')?.kind]).toEqual([
      'weekend',
      undefined,
    ]);
  });

  test('the countries of an organisation are its own first', () => {
    expect(countriesOf(from, ['SE'])).toEqual(['NO', 'AE', 'SE']);
  });
});
