import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openState } from '../../../shared/contacts/opening-hours.ts';
import { openStateSchema } from '../../../shared/ipc/views.ts';
import { weekdays, type Hours } from '../../../shared/packs/organisation.ts';
import { timeZones } from '../time-zones.ts';

const hourMs = 60 * 60_000;
const working = weekdays.slice(0, 5);
const office: Hours[] = [{ days: [...working], from: '08:00', to: '16:00' }];
const oslo = (utc: string, hours = office, holidays: string[] = []) =>
  openState(hours, holidays, 'Europe/Oslo', Date.parse(`${utc}Z`));

describe('a service desk open 8 to 16 on weekdays in Oslo', () => {
  it.each([
    // A Monday in winter time (UTC+1).
    ['2026-11-16T06:59', { open: false, changesAt: '08:00', inDays: 0, changesOn: '2026-11-16' }],
    ['2026-11-16T07:00', { open: true, changesAt: '16:00', inDays: 0, changesOn: '2026-11-16' }],
    ['2026-11-16T14:59', { open: true, changesAt: '16:00', inDays: 0, changesOn: '2026-11-16' }],
    ['2026-11-16T15:00', { open: false, changesAt: '08:00', inDays: 1, changesOn: '2026-11-17' }],
    ['2026-11-20T15:00', { open: false, changesAt: '08:00', inDays: 3, changesOn: '2026-11-23' }],
    // Near midnight the date is that of Oslo.
    ['2026-11-15T23:30', { open: false, changesAt: '08:00', inDays: 0, changesOn: '2026-11-16' }],
    // Summer time (UTC+2) began on Sunday, 29 March 2026, and ended on 25 October.
    ['2026-03-27T15:30', { open: false, changesAt: '08:00', inDays: 3, changesOn: '2026-03-30' }],
    ['2026-03-30T06:00', { open: true, changesAt: '16:00', inDays: 0, changesOn: '2026-03-30' }],
    ['2026-03-30T05:59', { open: false, changesAt: '08:00', inDays: 0, changesOn: '2026-03-30' }],
    ['2026-10-26T06:59', { open: false, changesAt: '08:00', inDays: 0, changesOn: '2026-10-26' }],
    ['2026-10-26T07:00', { open: true, changesAt: '16:00', inDays: 0, changesOn: '2026-10-26' }],
  ])('at %s UTC', (utc, expected) => expect(oslo(utc)).toEqual(expected));

  it('is closed on holidays', () => {
    expect(oslo('2026-12-24T10:00', office, ['2026-12-24', '2026-12-25'])).toEqual({
      open: false,
      changesAt: '08:00',
      inDays: 4,
      changesOn: '2026-12-28',
    });
  });

  it('says nothing of when, if it stays closed for months', () => {
    const days = Array.from({ length: 200 }, (_, day) =>
      new Date(Date.UTC(2026, 5, 1 + day)).toISOString().slice(0, 10),
    );
    expect(oslo('2026-06-05T10:00', office, days)).toEqual({ open: false });
  });
});

describe('hours of other shapes', () => {
  it('that meet are one', () => {
    const halves: Hours[] = [
      { days: ['mon'], from: '12:00', to: '16:00' },
      { days: ['mon'], from: '08:00', to: '12:00' },
    ];
    expect(oslo('2026-11-16T08:00', halves)).toMatchObject({ open: true, changesAt: '16:00' });
  });

  it('with a break close for it', () => {
    const lunch: Hours[] = [
      { days: ['mon'], from: '08:00', to: '11:30' },
      { days: ['mon'], from: '12:00', to: '16:00' },
    ];
    expect(oslo('2026-11-16T10:40', lunch)).toMatchObject({ open: false, changesAt: '12:00', inDays: 0 });
  });

  it('over midnight end on the next day, and on the one after the last weekday too', () => {
    const night: Hours[] = [{ days: ['fri'], from: '22:00', to: '06:00' }];
    expect(oslo('2026-11-20T22:00', night)).toEqual({
      open: true,
      changesAt: '06:00',
      inDays: 1,
      changesOn: '2026-11-21',
    });
    expect(oslo('2026-11-21T04:00', night)).toEqual({
      open: true,
      changesAt: '06:00',
      inDays: 0,
      changesOn: '2026-11-21',
    });
    expect(oslo('2026-11-21T05:00', night).open).toBe(false);
  });

  it('until midnight end at midnight', () => {
    expect(oslo('2026-11-16T20:00', [{ days: ['mon'], from: '08:00', to: '00:00' }])).toMatchObject({
      open: true,
      changesAt: '00:00',
      changesOn: '2026-11-17',
    });
  });

  it('round the clock never change', () => {
    expect(oslo('2026-11-16T20:00', [{ days: [...weekdays], from: '00:00', to: '00:00' }])).toEqual({
      open: true,
    });
  });

  it('that nobody stated close nothing', () => expect(oslo('2026-11-16T20:00', [])).toEqual({ open: true }));
});

it('a zone that does not exist falls back to the machine instead of failing', () => {
  expect(openStateSchema.safeParse(openState(office, [], 'Mars/Olympus_Mons', 0)).success).toBe(true);
});

/** What clocks in a zone show, by a way of its own: `2026-11-16 08:00`. */
function wallClockOf(timeZone: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  return (ms) => format.format(ms);
}

const anyHours = fc
  .record({
    days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }),
    from: fc.integer({ min: 6, max: 12 }),
    length: fc.integer({ min: 1, max: 10 }),
  })
  .map(({ days, from, length }): Hours => {
    const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
    return { days, from: clock(from), to: clock(from + length) };
  });
const nearClockChange = fc
  .tuple(
    fc.constantFrom(
      '2026-03-08',
      '2026-03-29',
      '2026-04-05',
      '2026-09-06',
      '2026-10-04',
      '2026-10-25',
      '2026-11-01',
    ),
    fc.integer({ min: -60, max: 60 }),
  )
  .map(([day, hours]) => Date.parse(`${day}T00:00:00Z`) + hours * hourMs);

it.each(timeZones)('in %s the next change comes when it was said, also when clocks change', (timeZone) => {
  const wallClock = wallClockOf(timeZone);
  fc.assert(
    fc.property(fc.array(anyHours, { minLength: 1, maxLength: 3 }), nearClockChange, (hours, nowMs) => {
      const state = openState(hours, [], timeZone, nowMs);
      const wall = `${state.changesOn} ${state.changesAt}`;
      let ms = nowMs;
      // Half hours, since one zone's clocks change by half an hour.
      for (; wallClock(ms) < wall; ms += hourMs / 2) {
        expect(ms - nowMs).toBeLessThan(9 * 24 * hourMs);
        expect(openState(hours, [], timeZone, ms).open).toBe(state.open);
      }
      expect(openState(hours, [], timeZone, ms).open).toBe(!state.open);
    }),
    { numRuns: 25 },
  );
});
