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

/** A store with a request of each of these machines, and what takes them to a ticket system. */
async function queued(installs: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'zeroline-delivery-'));
  const file = join(folder, 'hub.db');
  const store = await openStore({ file }, { exclusive: true });
  const requests = installs.map(() => sentRequest());
  for (const [n, request] of requests.entries())
    await store.requests.add({ request, install: installs[n]!, requester: { isVerified: false }, nowMs: 1 });
  const tickets = new FakeTickets();
  const errors: string[] = [];
  const quiet = () => undefined;
  const log = { info: quiet, warn: quiet, error: (_what: object, words: string) => void errors.push(words) };
  const start = (over: Partial<typeof store.jobs> = {}) => {
    const deps = { store: { ...store, jobs: { ...store.jobs, ...over } }, tickets, log, retry };
    const delivery = startDelivery({
      ...deps,
      metrics: createMetrics(),
      nowMs: Date.now,
      random: Math.random,
    });
    onTestFinished(async () => {
      await delivery.stop(0);
      await store.close();
      rmSync(folder, { recursive: true });
    });
  };
  const state = async (n: number) => (await store.requests.status(requests[n]!.id, installs[n]!))?.state;
  return { file, requests, tickets, errors, start, state };
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
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(errors.length).toBeGreaterThan(0);
  expect(errors.length).toBeLessThan(5);
});
