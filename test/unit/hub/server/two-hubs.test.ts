import pg from 'pg';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { bundleHub, enrolAt, sendUntilTaken, startHubProcess } from '../../../support/hub-process.ts';
import type { HubProcess } from '../../../support/hub-process.ts';
import { temporaryFolder } from '../../adapters/temp-folder.ts';
import { postgresWith } from '../store/stores.ts';
import { sentRequest } from '../store/wire-builders.ts';
import { startReceiver } from '../tickets/fake-receiver.ts';

const postgres = postgresWith({
  POSTGRESQL_DIR: '/var/tmp/zeroline-postgresql-two-hubs',
  POSTGRESQL_PORT: '8293',
});
const rounds = Number(process.env['KILL_ROUNDS'] ?? 3);
/** How long a ticket that was asked for stays unseen, also when whoever asked is gone: Request Tracker takes 1.4 s. */
const unseenMs = 3_000;
const settleMs = Number(process.env['SETTLE_MS'] ?? 8_000);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const eventSchema = z.object({ event: z.string(), key: z.string().optional() });

/** A ticket system that takes its time, and makes what it was asked for whether anybody waits for it or not. */
async function startSlowTickets() {
  const receiver = await startReceiver();
  const asked: string[] = [];
  const seen = new Map<string, number>();
  let onAsked: () => void = () => undefined;
  receiver.answer(({ body }) => {
    const { event, key = '' } = eventSchema.parse(JSON.parse(body));
    if (event === 'request.find')
      return { status: 200, body: { ticket: seen.has(key) ? { number: key } : null } };
    if (event === 'requests.statuses') return { status: 200, body: { statuses: {} } };
    asked.push(key);
    setTimeout(() => seen.set(key, (seen.get(key) ?? 0) + 1), unseenMs);
    onAsked();
    return { status: 200, body: { number: key }, afterMs: unseenMs };
  });
  return {
    ...{ url: receiver.url, asked, seen, stop: () => receiver.stop() },
    onAsked: (what: () => void) => void (onAsked = what),
  };
}

describe.skipIf(postgres.leftOut !== undefined)(`two hubs on one ${postgres.name}`, () => {
  afterAll(() => postgres.stop());

  async function begin() {
    const { place, remove } = await postgres.newPlace();
    const connection = 'connectionString' in place ? place.connectionString : '';
    const tickets = await startSlowTickets();
    const [script, folder] = [await bundleHub('two-hubs'), await temporaryFolder()];
    const env = { STORE: connection, SETTLE_MS: String(settleMs) };
    const start = () => startHubProcess(script, folder, tickets.url, env);
    const hubs: HubProcess[] = [await start(), await start()];
    onTestFinished(async () => {
      for (const { child } of hubs) child.kill('SIGKILL');
      await Promise.all(hubs.map(({ ended }) => ended));
      tickets.stop();
      await remove();
    });
    return { tickets, connection, start, hubs };
  }
  /** The tickets that are there in the end, in the order in which they were asked for. */
  const settled = async ({ seen }: { seen: Map<string, number> }, taken: readonly string[]) => {
    await expect
      .poll(() => taken.filter((id) => !seen.has(id)), { timeout: 60_000, interval: 50 })
      .toEqual([]);
    await pause(unseenMs + 1_000);
    return [...seen];
  };

  test(
    `the one that delivers is killed ${rounds} times while it makes a ticket: none is lost, none is made twice`,
    { timeout: 60_000 + rounds * 30_000 },
    async () => {
      const { tickets, start, hubs } = await begin();
      const token = await enrolAt(hubs[0]!.url);
      const taken: string[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const request = sentRequest();
        const begun = new Promise<void>((resolve) => tickets.onAsked(resolve));
        await sendUntilTaken(() => hubs[round % 2]!.url, token, request);
        taken.push(request.id);
        await begun;
        tickets.onAsked(() => undefined);
        // Which of them delivers nobody outside knows: both have to go in turn, and one is always there.
        for (const [n, hub] of hubs.entries()) {
          hub.child.kill('SIGKILL');
          await hub.ended;
          hubs[n] = await start();
        }
      }
      expect(await settled(tickets, taken)).toEqual(taken.map((id) => [id, 1]));
    },
  );

  test(
    'the lock is lost while both live: the second waits for what the first has begun',
    { timeout: 90_000 },
    async () => {
      const { tickets, connection, hubs } = await begin();
      const token = await enrolAt(hubs[0]!.url);
      const client = new pg.Client({ connectionString: connection });
      await client.connect();
      const taken: string[] = [];
      let cut = 0;
      try {
        for (let n = 0; n < 6; n += 1) {
          const request = sentRequest();
          const begun = new Promise<void>((resolve) => tickets.onAsked(resolve));
          await sendUntilTaken(() => hubs[n % 2]!.url, token, request);
          taken.push(request.id);
          await begun;
          const { rowCount } = await client.query(
            `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted
               AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
          );
          cut += rowCount ?? 0;
        }
      } finally {
        await client.end();
      }
      expect(await settled(tickets, taken)).toEqual(taken.map((id) => [id, 1]));
      expect(cut).toBeGreaterThanOrEqual(3);
    },
  );
});
