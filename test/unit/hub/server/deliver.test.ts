import { describe, expect, test } from 'vitest';
import { deliver } from '../../../../hub/server/deliver.ts';
import type { CallControl } from '../../../../hub/tickets/ticket-adapter.ts';
import type { Job } from '../../../../hub/store/hub-store.ts';
import { sentRequest } from '../store/wire-builders.ts';
import { FakeTickets } from './fake-tickets.ts';

const settleMs = 90_000;
const nowMs = 1_000_000;
const control = { signal: new AbortController().signal };

function jobOf(begunMs: number | undefined, more: Partial<Job> = {}): Job {
  const sent = sentRequest();
  return {
    ...{ seq: 1, id: sent.id, install: 'a', tries: 0, begunMs, comment: undefined, request: sent.id, sent },
    ...{ requester: { isVerified: false }, ticket: undefined, lost: [] },
    ...more,
  };
}

/** What comes of a job, and in which order things were written down and made. */
async function delivered(
  job: Job,
  { isFree = true, storeTakesMs = 0 } = {},
  tickets = new FakeTickets(),
  ownSettleMs = settleMs,
) {
  const steps: string[] = [];
  tickets.onCreate = () => Promise.resolve(void steps.push('made'));
  let atMs = nowMs;
  const begin = () => {
    steps.push('begun');
    atMs += storeTakesMs;
    return Promise.resolve(isFree);
  };
  const created = () => Promise.resolve(void steps.push('written down'));
  const deps = {
    tickets,
    jobs: { begin, created },
    metrics: { count: () => undefined },
    settleMs: ownSettleMs,
  };
  return { outcome: await deliver(job, control, { ...deps, nowMs: () => atMs }), steps, tickets };
}

describe('a ticket', () => {
  test('is not made before it is on the disk that it will be', async () => {
    const { outcome, steps } = await delivered(jobOf(undefined));
    expect([outcome.ok, steps]).toEqual([true, ['begun', 'made', 'written down']]);
  });

  test('that a hub had begun when it ended is waited for, then made', async () => {
    const { outcome, steps } = await delivered(jobOf(nowMs - 1000));
    expect(outcome).toMatchObject({ error: { kind: 'held', waitMs: settleMs - 1000 } });
    expect(steps).toEqual([]);
    expect((await delivered(jobOf(nowMs - settleMs))).steps).toContain('made');
  });

  test('that another hub has begun meanwhile is left to it', async () => {
    const { outcome, steps } = await delivered(jobOf(undefined), { isFree: false });
    expect([outcome, steps]).toEqual([{ ok: false, error: { kind: 'held' } }, ['begun']]);
  });

  test('is not made by who was held up so long that another may have begun', async () => {
    const { outcome, steps } = await delivered(jobOf(undefined), { storeTakesMs: settleMs });
    expect([outcome, steps]).toMatchObject([{ error: { kind: 'later' } }, ['begun']]);
  });

  test('is not refused because the search for it is', async () => {
    const tickets = new FakeTickets();
    tickets.down = { kind: 'refused', detail: '404' };
    const { outcome, steps } = await delivered(jobOf(undefined), {}, tickets);
    expect([outcome, steps]).toMatchObject([{ error: { kind: 'later', detail: '404' } }, []]);
  });

  test('that cannot be read back holds up nothing for ever', async () => {
    const tickets = new FakeTickets();
    tickets.down = { kind: 'later', detail: '403' };
    const made = { ticket: { number: '1' } };
    const early = await delivered(jobOf(undefined, { ...made, tries: 7 }), {}, tickets);
    expect(early.outcome).toMatchObject({ error: { kind: 'later' } });
    const late = await delivered(jobOf(undefined, { ...made, tries: 8 }), {}, tickets);
    expect(late.outcome).toEqual({ ok: true, value: [] });
  });

  test('whose words cannot be read is refused, and stays where it was made before', async () => {
    const unread = { sent: undefined };
    expect((await delivered(jobOf(undefined, unread))).outcome).toMatchObject({ error: { kind: 'refused' } });
    const made = { ...unread, ticket: { number: '1' } };
    expect((await delivered(jobOf(undefined, made))).outcome).toEqual({ ok: true, value: [] });
  });

  test('is given up in time for another hub to take it over', async () => {
    const tickets = new FakeTickets();
    let signal: AbortSignal | undefined;
    tickets.create = (_draft, given: CallControl) => {
      ({ signal } = given);
      return Promise.resolve({ ok: false, error: { kind: 'later', detail: 'x' } });
    };
    await delivered(jobOf(undefined), {}, tickets, 30);
    await expect.poll(() => signal?.aborted).toBe(true);
  });

  test('is opened again no sooner either', async () => {
    const again = { comment: 'Still not solved', ticket: { number: '1' } };
    const { outcome, tickets } = await delivered(jobOf(nowMs - 1000, again));
    expect([outcome, tickets.comments]).toMatchObject([{ error: { kind: 'held' } }, []]);
    expect((await delivered(jobOf(undefined, again))).tickets.comments).toHaveLength(1);
  });
});
