import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activitySchema, type Activity } from '../../../shared/app-state.ts';
import { nextActivity } from '../../../shared/context/activity.ts';
import { firstWorkdayAfterAbsence, workdaysBeside } from '../../../shared/context/workday.ts';
import { inTimeZone, timeZones } from '../time-zones.ts';

const hourMs = 60 * 60_000;
const dayMs = 24 * hourMs;
/** 2026-12-01 was a Tuesday. */
const at = (day: number, hour = 9): number => new Date(2026, 11, day, hour).getTime();

const seen = (...moments: number[]): Activity =>
  moments.reduce<Activity>((activity, ms) => nextActivity(activity, ms), {});
const isFirst = (activity: Activity, nowMs: number, workdays?: readonly number[]): unknown => {
  const reading = firstWorkdayAfterAbsence(activity, nowMs, workdays);
  return reading.kind === 'known' ? reading.value : reading.reason;
};

describe.each(timeZones)('the first working day in %s', (zone) => {
  inTimeZone(zone);

  it('is the whole day on which the person is back, and no other', () => {
    const back = seen(at(18, 16), at(28, 8));
    expect(
      [at(28, 0), at(28, 8), at(28, 23), at(29, 0), at(27, 23)].map((now) => isFirst(back, now)),
    ).toEqual([true, true, true, false, false]);
  });

  it('comes after two working days away, not after a weekend or a long one', () => {
    expect(isFirst(seen(at(4, 16), at(7)), at(7))).toBe(false); // Friday to Monday
    expect(isFirst(seen(at(4, 16), at(8)), at(8))).toBe(false); // Friday to Tuesday
    expect(isFirst(seen(at(4, 16), at(9)), at(9))).toBe(true); // Friday to Wednesday
    expect(isFirst(seen(at(1, 16), at(4)), at(4))).toBe(true); // Tuesday to Friday
  });

  it('is the Monday for whoever looked at their mail on Sunday', () => {
    const back = seen(at(4, 16), at(20, 20), at(21, 8));
    expect(isFirst(back, at(20, 20))).toBe(false);
    expect(isFirst(back, at(21, 18))).toBe(true);
    expect(isFirst(back, at(22, 8))).toBe(false);
  });

  it('knows other weeks', () => {
    const sundayToThursday = workdaysBeside(['fri', 'sat']);
    expect(isFirst(seen(at(10, 16), at(20)), at(20), sundayToThursday)).toBe(true);
    expect(isFirst(seen(at(10, 16), at(20)), at(21), sundayToThursday)).toBe(false);
    expect(isFirst(seen(at(10, 16), at(20)), at(20), workdaysBeside([]))).toBe(false);
    expect(isFirst(seen(at(10)), at(10), [])).toBe('not-supported');
  });

  it('is no day at all for a clock that ran ahead and was set right', () => {
    expect(isFirst(seen(at(4), at(24), at(4, 10)), at(4, 11))).toBe(false);
    expect(isFirst(seen(at(4), at(24), at(4, 10), at(24)), at(24))).toBe(false);
  });

  it('is unknown before the first time', () => {
    expect(isFirst({}, at(1))).toBe('not-read-yet');
    expect(isFirst(seen(at(1)), at(1))).toBe(false);
  });

  it('comes exactly once after every absence, on the first day of work', () => {
    const anAbsence = fc.record({
      left: fc.integer({ min: 0, max: 3_000 }),
      days: fc.integer({ min: 2, max: 60 }),
      hour: fc.integer({ min: 0, max: 23 }),
    });
    fc.assert(
      fc.property(anAbsence, ({ left, days, hour }) => {
        const leftMs = new Date(2024, 0, 1 + left, 16).getTime();
        const start = new Date(leftMs);
        const day = (offset: number, h: number) =>
          new Date(start.getFullYear(), start.getMonth(), start.getDate() + offset, h).getTime();
        const activity = seen(leftMs, day(days, hour));
        expect(activitySchema.safeParse(activity).success).toBe(true);
        const isWorkday = (offset: number) => ![0, 6].includes(new Date(day(offset, 12)).getDay());
        const missed = Array.from({ length: days - 1 }, (_, n) => n + 1).filter(isWorkday).length;
        const firsts = Array.from({ length: 8 }, (_, n) => days + n).filter(
          (offset) => isFirst(activity, day(offset, 12)) === true,
        );
        const first = [days, days + 1, days + 2].find(isWorkday);
        const hasAbsence = day(days, hour) - leftMs >= 2 * dayMs;
        expect(firsts).toEqual(hasAbsence && missed >= 2 ? [first] : []);
      }),
      { numRuns: 300 },
    );
  });
});
