import { describe, expect, test } from 'vitest';
import { idleSchedule, nextCheck, type SyncEvent } from '../../../shared/packs/sync-schedule.ts';

const minuteMs = 60_000;
const checkMinutes = { guides: 60, incidents: 9 };
const started: SyncEvent = { kind: 'started', isEmpty: false, lastGoodAgeMs: undefined };
const checked: SyncEvent = { kind: 'checked', ask: 'everything', checkMinutes };

describe('whatever happens', () => {
  /** Small, seeded and good enough to shuffle events. */
  function chances(seed: number): () => number {
    let state = seed;
    return () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state / 2 ** 32;
    };
  }
  const events: ((random: () => number) => SyncEvent)[] = [
    () => ({ kind: 'panel-shown' }),
    () => ({ kind: 'network-back' }),
    (random) => ({ kind: 'in-use', isInUse: random() < 0.5 }),
    (random) => ({
      kind: 'woke',
      isEmpty: false,
      lastGoodAgeMs: random() * 1e9,
      lastAnswerAgeMs: random() * 1e7,
    }),
    (random) => ({
      ...{ kind: 'refused', ask: 'everything', isReachable: true },
      retryAfterMs: random() * 300 * minuteMs,
    }),
    (random) => ({
      kind: 'refused',
      ask: random() < 0.5 ? 'incidents' : 'everything',
      isReachable: random() < 0.5,
    }),
    () => checked,
    () => ({ kind: 'checked', ask: 'incidents', checkMinutes }),
  ];

  test('there is a next check, never in the past, never before the server said, and not for ever', () => {
    for (let seed = 1; seed <= 100; seed += 1) {
      const random = chances(seed);
      let nowMs = 0;
      let next = nextCheck(idleSchedule, started, { nowMs, random });
      let notBeforeMs = 0;
      for (let step = 0; step < 60; step += 1) {
        nowMs += random() * 30 * minuteMs;
        const event = events[Math.floor(random() * events.length)]!(random);
        next = nextCheck(next.state, event, { nowMs, random });
        expect(next.atMs).toBeGreaterThanOrEqual(nowMs);
        expect(next.atMs - nowMs).toBeLessThanOrEqual((300 + 120) * minuteMs);
        if (event.kind === 'checked') notBeforeMs = 0;
        if (event.kind === 'refused') notBeforeMs = Math.max(notBeforeMs, nowMs + (event.retryAfterMs ?? 0));
        expect(next.atMs).toBeGreaterThanOrEqual(notBeforeMs);
      }
    }
  });

  test('a machine that is on and reaches its server is never staler than 75 minutes, and incidents 10', () => {
    for (let seed = 1; seed <= 100; seed += 1) {
      const random = chances(seed);
      let next = nextCheck(idleSchedule, started, { nowMs: 0, random });
      next = nextCheck(next.state, { kind: 'in-use', isInUse: true }, { nowMs: 0, random });
      expect(next.atMs).toBeLessThanOrEqual(60 * minuteMs);
      let guidesMs = next.atMs;
      let anyMs = next.atMs;
      for (let turn = 0; turn < 100; turn += 1) {
        const nowMs = next.atMs;
        expect(nowMs - anyMs).toBeLessThanOrEqual(9.9 * minuteMs + 1);
        if (next.ask === 'incidents') expect(nowMs - anyMs).toBeGreaterThanOrEqual(9.45 * minuteMs - 1);
        anyMs = nowMs;
        if (next.ask === 'everything') {
          expect(nowMs - guidesMs).toBeLessThanOrEqual(75 * minuteMs + 1);
          guidesMs = nowMs;
        }
        next = nextCheck(next.state, { kind: 'checked', ask: next.ask, checkMinutes }, { nowMs, random });
      }
    }
  });
});
