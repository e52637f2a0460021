import { describe, expect, test } from 'vitest';
import { type SyncEvent } from '../../../shared/packs/sync-schedule.ts';
import { minuteMs, checkMinutes, started, checked, after, minutes, refused } from './sync-schedule-bench.ts';

describe('the start', () => {
  test('is spread over an hour, and over a minute when there are no guides at all', () => {
    expect(minutes(after([[5, started]], 0))).toBe(5);
    expect(minutes(after([[5, started]], 0.5))).toBe(35);
    expect(minutes(after([[5, { ...started, isEmpty: true }]], 0.5))).toBe(5.5);
  });

  test('comes again when the machine wakes, without putting a check off', () => {
    const woke: SyncEvent = {
      kind: 'woke',
      isEmpty: false,
      lastGoodAgeMs: 10 * minuteMs,
      lastAnswerAgeMs: undefined,
    };
    expect(
      minutes(
        after([
          [0, started],
          [30, checked],
          [100, woke],
        ]),
      ),
    ).toBe(130);
    expect(
      minutes(
        after([
          [0, started],
          [30, checked],
          [80, woke],
        ]),
      ),
    ).toBe(90);
  });
});

describe('after a nap', () => {
  const before: [number, SyncEvent][] = [
    [0, started],
    [1, { kind: 'in-use', isInUse: true }],
    [30, checked],
  ];
  const woke = (lastAnswerAgeMs: number): SyncEvent => ({
    ...{ kind: 'woke', isEmpty: false, lastGoodAgeMs: lastAnswerAgeMs, lastAnswerAgeMs },
  });

  test('looks go on at their time, and overdue ones are spread', () => {
    expect(after([...before, [35, woke(5 * minuteMs)]])).toMatchObject({
      ask: 'incidents',
      atMs: 39.675 * minuteMs,
    });
    expect(after([...before, [60, woke(30 * minuteMs)]])).toMatchObject({
      ask: 'incidents',
      atMs: 60.5 * minuteMs,
    });
  });

  test('a clock that stood still in sleep puts none off', () => {
    expect(after([...before, [31, woke(40 * minuteMs)]])).toMatchObject({
      ask: 'incidents',
      atMs: 31.5 * minuteMs,
    });
  });

  test('of an hour they wait for the first check, as after a start', () => {
    expect(after([...before, [91, woke(61 * minuteMs)]])).toMatchObject({
      ask: 'everything',
      atMs: 121 * minuteMs,
    });
  });

  test('what the server asked still holds', () => {
    const busy: SyncEvent = { ...refused, isReachable: true, retryAfterMs: 60 * minuteMs };
    expect(minutes(after([...before, [35, busy], [40, woke(5 * minuteMs)]], 0))).toBe(95);
  });
});

describe('the period', () => {
  test('is an hour, a quarter more or less, or what the catalogue says', () => {
    expect(
      minutes(
        after(
          [
            [0, started],
            [10, checked],
          ],
          0,
        ),
      ),
    ).toBe(55);
    expect(
      minutes(
        after(
          [
            [0, started],
            [10, checked],
          ],
          0.999_999,
        ),
      ),
    ).toBeCloseTo(85, 3);
    const stretched: SyncEvent = { ...checked, checkMinutes: { guides: 240, incidents: 30 } };
    expect(
      minutes(
        after([
          [0, started],
          [10, stretched],
        ]),
      ),
    ).toBe(250);
  });
});

describe('the look for incidents', () => {
  const inUse: SyncEvent = { kind: 'in-use', isInUse: true };
  const looked: SyncEvent = { kind: 'checked', ask: 'incidents', checkMinutes };

  test('waits for the first check, and then happens while somebody is there', () => {
    expect(
      after([
        [0, started],
        [1, inUse],
      ]),
    ).toMatchObject({ ask: 'everything', atMs: 30 * minuteMs });
    expect(
      after([
        [0, started],
        [1, inUse],
        [30, checked],
      ]),
    ).toMatchObject({
      ask: 'incidents',
      atMs: 39.675 * minuteMs,
    });
    expect(
      after([
        [0, started],
        [30, checked],
      ]),
    ).toMatchObject({ ask: 'everything', atMs: 90 * minuteMs });
  });

  test('leaves the guides to their own time', () => {
    const next = after([
      [0, started],
      [1, inUse],
      [30, checked],
      [39, looked],
    ]);
    expect(next).toMatchObject({ ask: 'incidents', atMs: 48.675 * minuteMs });
    expect(next.state.guidesAtMs).toBe(90 * minuteMs);
  });

  test('an overdue one is spread when somebody comes back', () => {
    const next = after([
      [0, started],
      [30, checked],
      [60, inUse],
    ]);
    expect(next).toMatchObject({ ask: 'incidents', atMs: 60.5 * minuteMs });
  });
});
