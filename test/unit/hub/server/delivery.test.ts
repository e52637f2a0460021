import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { expect, onTestFinished, test } from 'vitest';
import { startDelivery } from '../../../../hub/server/delivery.ts';
import { createMetrics } from '../../../../hub/server/metrics.ts';
import { openStore } from '../../../../hub/store/open-store.ts';
import { sentRequest } from '../store/wire-builders.ts';
import { FakeTickets } from './fake-tickets.ts';

const soon = { firstMs: 5, longestMs: 10 };
const retry = { request: soon, system: soon };
const minuteMs = 60_000;
const usual = {
  request: { firstMs: 2_000, longestMs: 15 * minuteMs },
  system: { firstMs: 1_000, longestMs: minuteMs },
};
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A store with a request of each of these machines, and what takes them to a ticket system. */
async function queued(installs: readonly string[], patience = retry) {
  const folder = mkdtempSync(join(tmpdir(), 'zeroline-delivery-'));
  const file = join(folder, 'hub.db');
  const store = await openStore({ file }, { exclusive: true });
  const requests = installs.map(() => sentRequest());
  for (const [n, request] of requests.entries())
    await store.requests.add({ request, install: installs[n]!, requester: { isVerified: false }, nowMs: 1 });
  const tickets = new FakeTickets();
  const errors: string[] = [];
  const clock = { aheadMs: 0 };
  const quiet = () => undefined;
  const log = { info: quiet, warn: quiet, error: (_what: object, words: string) => void errors.push(words) };
  const start = (over: Partial<typeof store.jobs> = {}) => {
    const deps = { store: { ...store, jobs: { ...store.jobs, ...over } }, tickets, log, retry: patience };
    const delivery = startDelivery({
      ...deps,
      metrics: createMetrics(),
      nowMs: () => Date.now() + clock.aheadMs,
      random: () => 1,
    });
    onTestFinished(async () => {
      await delivery.stop(0);
      await store.close();
      rmSync(folder, { recursive: true });
    });
    return delivery;
  };
  const state = async (n: number) => (await store.requests.status(requests[n]!.id, installs[n]!))?.state;
  return { ...{ file, requests, store, tickets, errors, clock }, start, state };
}

test.each(['{"of":"another version"}', '{damaged'])(
  'a request that nobody can read is refused, and the next goes on: %s',
  async (body) => {
    const { file, requests, start, state, tickets } = await queued(['a', 'a']);
    const database = new Libsql(file);
    database.prepare('UPDATE requests SET body = ? WHERE id = ?').run(body, requests[0]!.id);
    database.close();
    start();
    await expect.poll(() => state(0)).toMatchObject({ kind: 'needs-attention' });
    await expect.poll(() => state(1)).toMatchObject({ kind: 'delivered' });
    expect(tickets.made).toHaveLength(1);
  },
);

test('a store that fails is asked again after a rest, not in a circle', async () => {
  const { errors, start } = await queued(['a']);
  start({ load: () => Promise.reject(new Error('disk')) });
  await pause(700);
  expect(errors.length).toBeGreaterThan(0);
  expect(errors.length).toBeLessThan(5);
});

test('a request that fails by itself while others pass needs somebody, and the next of its machine goes', async () => {
  const { requests, store, start, state, tickets, clock } = await queued(['a', 'a'], usual);
  const create = tickets.create.bind(tickets);
  let tries = 0;
  tickets.create = (draft, control) => {
    if (draft.key !== requests[0]!.id) return create(draft, control);
    tries += 1;
    return Promise.resolve({ ok: false, error: { kind: 'later', detail: 'answered 500' } });
  };
  const delivery = start();
  // The first try is nobody's fault yet.
  for (let n = 0; n < 1 + 10; n += 1) {
    // Its next try, and when the rest after that is over, somebody else's.
    clock.aheadMs += 20 * minuteMs;
    delivery.wake();
    await expect.poll(() => tries).toBe(n + 1);
    await pause(30);
    clock.aheadMs += 1_100;
    const one = sentRequest();
    const other = { install: `b${n}`, requester: { isVerified: false }, nowMs: 1 };
    await store.requests.add({ request: one, ...other });
    delivery.wake();
    await expect.poll(() => tickets.made.some(({ key }) => key === one.id)).toBe(true);
    await pause(10);
  }
  const reason = expect.stringContaining('500') as string;
  await expect.poll(() => state(0)).toMatchObject({ kind: 'needs-attention', reason });
  await expect.poll(() => state(1)).toMatchObject({ kind: 'delivered' });
});

test('when nothing passes nobody is given up, however often it is tried', async () => {
  const { start, state, tickets } = await queued(['a', 'b']);
  tickets.down = { kind: 'later', detail: 'down' };
  start();
  await pause(2000);
  tickets.down = undefined;
  for (const n of [0, 1])
    await expect.poll(() => state(n), { timeout: 5000 }).toMatchObject({ kind: 'delivered' });
});
