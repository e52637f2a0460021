import { describe, expect, test } from 'vitest';
import {
  idleSchedule,
  nextCheck,
  type NextCheck,
  type SyncEvent,
} from '../../../shared/packs/sync-schedule.ts';

const minuteMs = 60_000;
const checkMinutes = { guides: 60, incidents: 8 };
const started: SyncEvent = { kind: 'started', isEmpty: false, lastGoodAgeMs: undefined };
const checked: SyncEvent = { kind: 'checked', ask: 'everything', checkMinutes };
const refused: SyncEvent = { kind: 'refused', ask: 'everything' };

/** Follows events, each with the minute it happens in, and one answer for every question of chance. */
function after(events: [minute: number, event: SyncEvent][], chance = 0.5): NextCheck {
  let next: NextCheck = { state: idleSchedule, atMs: 0, ask: 'everything' };
  for (const [minute, event] of events) {
    next = nextCheck(next.state, event, { nowMs: minute * minuteMs, random: () => chance });
  }
  return next;
}
const minutes = ({ atMs }: NextCheck): number => atMs / minuteMs;

describe('the start', () => {
  test('is spread over an hour, and over a minute when there are no guides at all', () => {
    expect(minutes(after([[5, started]], 0))).toBe(5);
    expect(minutes(after([[5, started]], 0.5))).toBe(35);
    expect(minutes(after([[5, { ...started, isEmpty: true }]], 0.5))).toBe(5.5);
  });

  test('comes again when the machine wakes, without putting a check off', () => {
    const woke: SyncEvent = { kind: 'woke', isEmpty: false, lastGoodAgeMs: 10 * minuteMs };
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
      atMs: 38 * minuteMs,
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
      [38, looked],
    ]);
    expect(next).toMatchObject({ ask: 'incidents', atMs: 46 * minuteMs });
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
    expect(minutes(after([...failing, [33.1, back]], 0.99))).toBe(33.1);
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

  test('of the short look hold the guides back too', () => {
    const busy: SyncEvent = { kind: 'refused', ask: 'incidents', retryAfterMs: 120 * minuteMs };
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
