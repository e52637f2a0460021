import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterWorkingMs,
  defaultQuietHours,
  isQuiet,
  quietChangesAtMs,
  type QuietHours,
} from '../../../shared/campaigns/quiet-hours.ts';
import { weekdays } from '../../../shared/packs/organisation.ts';
import { inTimeZone, timeZones } from '../time-zones.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const at = (local: string): number => new Date(local).getTime();
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 59))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
const anyQuiet: fc.Arbitrary<QuietHours> = fc.record({
  from: clock,
  until: clock,
  days: fc.subarray([...weekdays]),
});
const anyMoment = fc.integer({ min: Date.UTC(2024, 0, 1), max: Date.UTC(2040, 11, 31) });

describe.each(timeZones)('quiet hours in %s', (timeZone) => {
  inTimeZone(timeZone);

  it('are the evening, the night and the weekend where nobody says otherwise', () => {
    const quiet = (local: string) => isQuiet(defaultQuietHours, at(local));
    expect(
      ['07:59', '08:00', '12:00', '17:59', '18:00', '23:30'].map((time) => quiet(`2026-11-23T${time}`)),
    ).toEqual([true, false, false, false, true, true]);
    expect([quiet('2026-11-21T12:00'), quiet('2026-11-22T12:00')]).toEqual([true, true]);
  });

  it('end and begin when they say so: just before it is as now, and then it is not', () => {
    fc.assert(
      fc.property(anyQuiet, anyMoment, (quiet, nowMs) => {
        const changesAtMs = quietChangesAtMs(quiet, nowMs);
        if (changesAtMs === undefined) {
          for (let hours = 0; hours < 8 * 24; hours += 1)
            expect(isQuiet(quiet, nowMs + hours * hourMs)).toBe(isQuiet(quiet, nowMs));
          return;
        }
        expect(changesAtMs).toBeGreaterThan(nowMs);
        expect(isQuiet(quiet, changesAtMs)).toBe(!isQuiet(quiet, nowMs));
      }),
      { numRuns: 300 },
    );
  });

  it('lets an hour of work go by, minute for minute', () => {
    fc.assert(
      fc.property(anyQuiet, anyMoment, (quiet, anyMs) => {
        const fromMs = Math.floor(anyMs / hourMs) * hourMs;
        const endMs = afterWorkingMs(quiet, fromMs, hourMs);
        if (endMs === undefined) return;
        // A night in which the clock changes moves the edges of quiet hours that lie in it. An hour of single free
        // minutes lasts for months.
        const days = Array.from({ length: (endMs - fromMs) / (24 * hourMs) + 2 }, (_, day) => day);
        const offsets = new Set(days.map((day) => new Date(fromMs + day * 24 * hourMs).getTimezoneOffset()));
        if (offsets.size > 1) return;
        let workedMs = 0;
        for (let ms = fromMs; ms < endMs; ms += minuteMs) if (!isQuiet(quiet, ms)) workedMs += minuteMs;
        expect(workedMs).toBe(hourMs);
      }),
      { numRuns: 100 },
    );
  });
});

describe('an hour of work', () => {
  inTimeZone('Europe/Oslo');

  it('goes on the next morning, and after the weekend', () => {
    expect(afterWorkingMs(defaultQuietHours, at('2026-11-23T09:10'), hourMs)).toBe(at('2026-11-23T10:10'));
    expect(afterWorkingMs(defaultQuietHours, at('2026-11-22T21:00'), hourMs)).toBe(at('2026-11-23T09:00'));
    expect(afterWorkingMs(defaultQuietHours, at('2026-11-20T17:40'), hourMs)).toBe(at('2026-11-23T08:40'));
  });

  it('never comes where all is quiet', () => {
    expect(
      afterWorkingMs({ from: '00:00', until: '00:00', days: [...weekdays] }, at('2026-11-20T17:40'), hourMs),
    ).toBeUndefined();
  });
});
