import fc from 'fast-check';
import { expect, test } from 'vitest';
import { followOnce, lookAfterMs } from '../../../../hub/server/follow.ts';
import type { FollowedTicket } from '../../../../hub/store/hub-store.ts';
import type { TicketStatus } from '../../../../hub/tickets/ticket-adapter.ts';
import { FakeTickets } from './fake-tickets.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

test.each<[TicketStatus | undefined, number, number]>([
  ['open', 0, minuteMs / 2],
  ['answered', hourMs, minuteMs / 2],
  ['open', dayMs, 5 * minuteMs],
  ['open', 30 * dayMs, 15 * minuteMs],
  ['solved', 0, hourMs],
  ['solved', 2 * dayMs, 2 * hourMs],
  ['solved', 60 * dayMs, dayMs],
  [undefined, 0, minuteMs / 2],
  [undefined, dayMs, hourMs],
  [undefined, 60 * dayMs, dayMs],
])('%s and unchanged for %i ms: the next look comes after %i ms', (status, unchangedMs, afterMs) => {
  expect(lookAfterMs(status, unchangedMs, minuteMs)).toBe(afterMs);
});

test('the longer nothing happens, the rarer the looks, but each day one, and never more than the hub looks at all', () => {
  const anyStatus = fc.constantFrom('open' as const, 'answered' as const, 'solved' as const, undefined);
  const anyMs = fc.integer({ min: 0, max: 90 * dayMs });
  fc.assert(
    fc.property(anyStatus, anyMs, anyMs, fc.integer({ min: 5, max: 3600 }), (status, a, b, seconds) => {
      const everyMs = seconds * 1000;
      const [sooner, later] = [Math.min(a, b), Math.max(a, b)].map((ms) => lookAfterMs(status, ms, everyMs));
      expect(sooner).toBeLessThanOrEqual(later!);
      expect(sooner).toBeGreaterThanOrEqual(everyMs / 2);
      expect(later).toBeLessThanOrEqual(dayMs);
    }),
  );
});

/** One round of the hub over these tickets: in how many minutes it looks at each again. */
async function looks(
  statuses: Record<string, TicketStatus>,
  due: readonly Omit<FollowedTicket, 'id'>[],
  nowMs: number,
): Promise<Record<string, number>> {
  const tickets = new FakeTickets();
  tickets.statuses = () => Promise.resolve({ ok: true, value: new Map(Object.entries(statuses)) });
  const minutes: Record<string, number> = {};
  const requests = {
    toFollow: () => Promise.resolve(due.map((one) => ({ ...one, id: one.number }))),
    followed(looked: readonly { number: string; nextLookMs: number }[]) {
      for (const { number, nextLookMs } of looked) minutes[number] = (nextLookMs - nowMs) / minuteMs;
      return Promise.resolve();
    },
  };
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const store = { requests } as unknown as Parameters<typeof followOnce>[0]['store'];
  const deps = { store, tickets, log, nowMs: () => nowMs, everyMs: minuteMs };
  await followOnce({ ...deps, keep: { requestDays: 1, usageDays: 1 } }, new AbortController().signal);
  return minutes;
}

test('what has just changed is looked at soon; what nothing happened to for a quarter of a year, never again', async () => {
  const nowMs = 1_000 * dayMs;
  const ago = (days: number) => nowMs - days * dayMs;
  const due: Omit<FollowedTicket, 'id'>[] = [
    { number: 'old', status: 'open', changedAtMs: ago(30) },
    { number: 'answered-now', status: 'open', changedAtMs: ago(30) },
    { number: 'reopened-by-IT', status: 'solved', changedAtMs: ago(100) },
    { number: 'forgotten', status: 'solved', changedAtMs: ago(91) },
    { number: 'could-not-be-opened', changedAtMs: ago(48) },
    { number: 'deleted', status: 'answered', changedAtMs: ago(48) },
  ];
  const statuses: Record<string, TicketStatus> = {
    ...{ old: 'open', 'answered-now': 'answered', 'reopened-by-IT': 'open' },
    ...{ forgotten: 'solved', 'could-not-be-opened': 'solved' },
  };
  const { forgotten, ...others } = await looks(statuses, due, nowMs);
  expect(forgotten).toBeGreaterThan(1e9);
  expect(others).toEqual({
    ...{ old: 15, 'answered-now': 0.5, 'reopened-by-IT': 0.5 },
    ...{ 'could-not-be-opened': 1440, deleted: 1440 },
  });
});
