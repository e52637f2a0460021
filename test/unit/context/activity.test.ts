import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { activitySchema, type Activity } from '../../../shared/app-state.ts';
import { daysAway, nextActivity } from '../../../shared/context/activity.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const start = Date.UTC(2026, 11, 18, 15, 0);

/** The record after somebody was seen at each of these moments, as days after the start. */
const seenAt = (...days: number[]): Activity =>
  days.reduce<Activity>((activity, day) => nextActivity(activity, start + day * dayMs), {});
const away = (activity: Activity): number | 'unknown' => {
  const reading = daysAway(activity);
  return reading.kind === 'known' ? Number(reading.value) : 'unknown';
};

describe('an absence', () => {
  it('is unknown before the first time, and none at first', () => {
    expect(daysAway({})).toEqual({ kind: 'unknown', reason: 'not-read-yet' });
    expect(away(seenAt(0))).toBe(0);
  });

  it('is a gap of two days or more, in whole days', () => {
    expect(away(seenAt(0, 0.7))).toBe(0);
    expect(away(seenAt(0, 1.99))).toBe(0);
    expect(away(seenAt(0, 2))).toBe(2);
    expect(away(seenAt(0, 18.9))).toBe(18);
  });

  it('counts for the first day back and not for the second', () => {
    expect(away(seenAt(0, 18, 18.1, 18.4, 18.8))).toBe(18);
    expect(away(seenAt(0, 18, 18.1, 18.4, 18.9))).toBe(0);
  });

  it('is measured from the last time, not from the first', () => {
    expect(away(seenAt(0, 1, 2, 3, 4, 5))).toBe(0);
    expect(away(seenAt(0, 10, 10.1, 13.2))).toBe(3);
  });
});

describe('a wrong clock', () => {
  it('that is set back makes no absence', () => {
    expect(away(seenAt(0, -30, -29.9))).toBe(0);
  });

  it('that is set back and then right again (an empty battery on the board) makes none either', () => {
    expect(away(seenAt(0, -30, 0.1))).toBe(0);
    expect(away(seenAt(0, -30, -29.99, -29.98, 0.1, 0.2))).toBe(0);
  });

  it('that runs ahead and is set back leaves nothing behind, and later absences are seen', () => {
    expect(away(seenAt(0, 30, 0.1))).toBe(0);
    expect(away(seenAt(0, 30, 0.1, 5.2))).toBe(5);
  });

  it('that is set back by a day and right again leaves an absence to be what it is', () => {
    expect(away(seenAt(0, -1, -0.9))).toBe(0);
    expect(away(seenAt(0, -1, -0.9, 0.2))).toBe(0);
    expect(away(seenAt(0, -1, -0.9, 18.2))).toBe(18);
    // Away for 18 days, with the clock set back on the first day back.
    expect(away(seenAt(0, 18, 17))).toBe(0);
    expect(away(seenAt(0, 18, 17, 18.1))).toBe(0);
  });

  it('that ran ahead by 30 days for an hour forgets its absence, also over the day it had shown', () => {
    expect(away(seenAt(0, 30))).toBe(30);
    expect(away(seenAt(0, 30, 30.04, 0.08))).toBe(0);
    const days = Array.from({ length: 60 }, (_, at) => 0.08 + at * 0.6);
    for (let count = 1; count <= days.length; count += 1)
      expect(away(seenAt(0, 30, 30.04, ...days.slice(0, count)))).toBe(0);
    // A real absence while the clock has not been that far again.
    expect(away(seenAt(0, 30, 0.1, 18.2))).toBe(18);
  });

  it('does not matter to a machine that slept over Christmas and was woken twice on the way', () => {
    expect(away(seenAt(0, 0.01, 17.1, 17.1, 17.2))).toBe(17);
  });

  it('that jumps by years gives an absence of unknown length, for that day', () => {
    expect(away(seenAt(0, 401))).toBe('unknown');
    expect(away(seenAt(0, 401, 402))).toBe(0);
    expect(away(seenAt(0, 10_523_287))).toBe('unknown');
  });

  it('that is corrected by seconds does not end an absence', () => {
    expect(away(seenAt(0, 18, 18 - (2 * minuteMs) / dayMs))).toBe(18);
  });

  it('never makes a negative or absurd number, whatever it does', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5000, max: 5000, noNaN: true }), { maxLength: 30 }), (days) => {
        for (let count = 1; count <= days.length; count += 1) {
          const activity = seenAt(...days.slice(0, count));
          expect(activitySchema.safeParse(activity).success).toBe(true);
          const number = away(activity);
          if (number !== 'unknown') expect(number === 0 || (number >= 2 && number <= 400)).toBe(true);
        }
      }),
    );
  });

  it('that only goes forward measures every gap', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.01, max: 60, noNaN: true }), { minLength: 1, maxLength: 20 }),
        (gaps) => {
          let day = 0;
          let activity = seenAt(0);
          for (const gap of gaps) {
            const before = activity;
            day += gap;
            activity = nextActivity(activity, start + day * dayMs);
            const whole = Math.floor((start + day * dayMs - (before.lastActiveMs ?? 0)) / dayMs);
            if (whole >= 2) expect(away(activity)).toBe(whole);
          }
        },
      ),
    );
  });
});
