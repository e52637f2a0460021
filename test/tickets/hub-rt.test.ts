import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { sentRequest } from '../unit/hub/store/wire-builders.ts';
import type { TestHub } from '../unit/hub/server/test-hub.ts';
import { startServer, tellServer, whyLeftOut } from '../servers/start-server.ts';
import { startRtHub } from './rt-hub.ts';

// A real server that starts and stops on a busy machine.
vi.setConfig({ testTimeout: 180_000 });
/** It stops and starts while other tests need theirs. */
const own = { RT5_DIR: '/var/tmp/zeroline-rt5-hub', RT5_PORT: '8387' };
const leftOut = whyLeftOut('rt5');

describe.skipIf(leftOut !== undefined)(
  `the hub and Request Tracker 5${leftOut ? `: left out, ${leftOut}` : ''}`,
  () => {
    let server: Record<string, string>;
    let hub: TestHub;

    async function count(key: string): Promise<unknown> {
      const query = encodeURIComponent(`'CF.{Zeroline key}' = '${key}'`);
      const answer = await fetch(`${server.URL!}/REST/2.0/tickets?query=${query}`, {
        headers: { Authorization: `token ${server.AGENT_TOKEN!}` },
      });
      expect(answer.status).toBe(200);
      const { count: found } = (await answer.json()) as { count: unknown };
      return found;
    }
    const startHub = () => startRtHub(server);
    /** Patient: RT takes a second for each call, more on a busy machine. */
    async function delivered(machine: Awaited<ReturnType<TestHub['enrol']>>, id: string): Promise<string> {
      let number = '';
      await expect
        .poll(
          async () => {
            const { json } = await machine.ask('GET', `/v1/requests/${id}`);
            const { state } = json as { state: { kind: string; number?: string } };
            number = state.number ?? '';
            return state.kind;
          },
          { timeout: 120_000, interval: 250 },
        )
        .toBe('delivered');
      return number;
    }

    beforeAll(async () => {
      server = await startServer('rt5', own);
    }, 900_000);
    afterEach(() => hub.remove());
    afterAll(async () => {
      await tellServer('rt5', ['stop'], '', own);
    });

    test('the same key twice is one ticket, and its status comes back', async () => {
      hub = await startHub();
      const machine = await hub.enrol();
      const sent = sentRequest();
      const answers = await Promise.all([machine.send(sent), machine.send(sent)]);
      expect(answers.map(({ status }) => status)).toEqual([202, 202]);
      const number = await delivered(machine, sent.id);
      expect((await machine.send(sent)).json).toMatchObject({ state: { kind: 'delivered', number } });
      expect(await count(sent.id)).toBe(1);
      const solved = await fetch(`${server.URL!}/REST/2.0/ticket/${number}`, {
        method: 'PUT',
        headers: { Authorization: `token ${server.AGENT_TOKEN!}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ Status: 'resolved' }),
      });
      expect(solved.status).toBe(200);
      await expect
        .poll(async () => (await machine.ask('GET', `/v1/requests/${sent.id}`)).json, { timeout: 60_000 })
        .toMatchObject({ state: { kind: 'solved', number } });
    });

    test('RT is down for seven days, and the hub ends meanwhile: one ticket each, in their order', async () => {
      let aheadMs = 0;
      hub = await startRtHub(server, { nowMs: () => Date.now() + aheadMs });
      const putOffs = () => hub.log.filter((line) => line.includes('put off')).length;
      const machine = await hub.enrol();
      await tellServer('rt5', ['stop'], '', own);
      const [first, second] = [sentRequest(), sentRequest({ title: 'The second one' })];
      for (const sent of [first, second]) expect((await machine.send(sent)).status).toBe(202);
      for (let halfDay = 0; halfDay < 14; halfDay += 1) {
        const before = putOffs();
        aheadMs += 12 * 60 * 60_000;
        await expect.poll(putOffs, { timeout: 30_000 }).toBeGreaterThan(before);
        if (halfDay % 5 === 2) await hub.restart();
      }
      server = await startServer('rt5', own);
      const numbers = [await delivered(machine, first.id), await delivered(machine, second.id)];
      expect(Number(numbers[1])).toBeGreaterThan(Number(numbers[0]));
      expect([await count(first.id), await count(second.id)]).toEqual([1, 1]);
    });
  },
);
