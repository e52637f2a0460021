import { describe, expect, test } from 'vitest';
import { nextCheck, type SyncEvent } from '../../../shared/packs/sync-schedule.ts';
import { minuteMs, checkMinutes, started, checked, refused, after, minutes } from './sync-schedule-bench.ts';

describe('at once', () => {
  const shown: SyncEvent = { kind: 'panel-shown' };
  const back: SyncEvent = { kind: 'network-back' };

  test('when a person asks', () => {
    expect(
      minutes(
        after([
          [0, started],
          [1, checked],
          [2, { kind: 'asked' }],
        ]),
      ),
    ).toBe(2);
  });

  test('when the panel is opened on guides that are older than 75 minutes, every five minutes at most', () => {
    expect(
      minutes(
        after([
          [0, started],
          [3, shown],
        ]),
      ),
    ).toBe(3);
    expect(
      minutes(
        after([
          [0, { ...started, lastGoodAgeMs: 20 * minuteMs }],
          [3, shown],
        ]),
      ),
    ).toBe(30);
    expect(
      minutes(
        after([
          [0, { ...started, lastGoodAgeMs: 80 * minuteMs }],
          [3, shown],
        ]),
      ),
    ).toBe(3);
    const again: [number, SyncEvent][] = [
      [0, started],
      [3, shown],
      [3, refused],
      [3.01, shown],
    ];
    expect(minutes(after(again, 1))).toBeCloseTo(3 + 16 / 60, 5);
    expect(minutes(after([...again, [8, shown]], 1))).toBe(8);
  });

  test('when the network is back after a check failed, but not before the first one', () => {
    expect(
      minutes(
        after([
          [0, started],
          [3, back],
        ]),
      ),
    ).toBe(30);
    const failing: [number, SyncEvent][] = [
      [0, started],
      [30, refused],
      [31, refused],
      [33, refused],
    ];
    const long: [number, SyncEvent][] = [
      ...failing,
      ...[35, 40, 45].map((n): [number, SyncEvent] => [n, refused]),
    ];
    expect(minutes(after([...long, [46, back]], 0.5))).toBe(46.5);
  });

  test('never before the server said', () => {
    const busy: SyncEvent = { ...refused, retryAfterMs: 20 * minuteMs };
    expect(
      minutes(
        after([
          [0, started],
          [10, busy],
          [12, shown],
        ]),
      ),
    ).toBe(30);
    expect(
      minutes(
        after([
          [0, started],
          [10, busy],
          [12, { kind: 'asked' }],
        ]),
      ),
    ).toBe(12);
  });
});

describe('refusals', () => {
  test('wait 16 seconds, doubling to two hours, at a random moment within', () => {
    let next = after([[0, started]]);
    const waits: number[] = [];
    for (let n = 0; n < 12; n += 1) {
      next = nextCheck(next.state, refused, { nowMs: 0, random: () => 1 });
      waits.push(next.atMs / 1000);
    }
    expect(waits).toEqual([16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 7200, 7200, 7200]);
    expect(nextCheck(next.state, refused, { nowMs: 0, random: () => 0.25 }).atMs).toBe(1_800_000);
  });

  test('begin again at 16 seconds after a good check', () => {
    const next = after(
      [
        [0, started],
        [1, refused],
        [2, refused],
        [3, checked],
        [63, refused],
      ],
      0.999_999_9,
    );
    expect(minutes(next)).toBeCloseTo(63 + 16 / 60, 3);
  });

  test('of guides leave notices their time while the server answers, and hold them back when it does not', () => {
    const failing = (isReachable: boolean): [number, SyncEvent][] => [
      [0, started],
      [1, { kind: 'in-use', isInUse: true }],
      ...Array.from({ length: 10 }, (): [number, SyncEvent] => [30, { ...refused, isReachable }]),
    ];
    expect(after(failing(true))).toMatchObject({ ask: 'incidents', atMs: 39.675 * minuteMs });
    expect(after(failing(false))).toMatchObject({ ask: 'everything', atMs: 90 * minuteMs });
  });

  test('of guides go on doubling, whatever a short look finds', () => {
    const looked: SyncEvent = { kind: 'checked', ask: 'incidents', checkMinutes };
    const { state } = after([
      [0, started],
      [30, { ...refused, isReachable: true }],
      [39, looked],
    ]);
    expect(state.failures).toBe(1);
  });

  test('of the short look hold the guides back too', () => {
    const busy: SyncEvent = { ...refused, ask: 'incidents', isReachable: true, retryAfterMs: 120 * minuteMs };
    expect(
      minutes(
        after(
          [
            [0, started],
            [1, checked],
            [9, busy],
          ],
          0,
        ),
      ),
    ).toBe(129);
  });

  test('what the server asks is kept, up to a day', () => {
    const week: SyncEvent = { ...refused, retryAfterMs: 7 * 24 * 60 * minuteMs };
    expect(
      minutes(
        after(
          [
            [0, started],
            [0, week],
          ],
          0,
        ),
      ),
    ).toBe(24 * 60);
  });
});
