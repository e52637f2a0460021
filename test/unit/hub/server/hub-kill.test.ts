import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { seededRandom } from '../../../../bench/fleet/random.ts';
import { enrolledSchema, type SentRequest } from '../../../../shared/requests/wire.ts';
import { temporaryFolder } from '../../adapters/temp-folder.ts';
import { sentRequest } from '../store/wire-builders.ts';
import { startReceiver, type Reply } from '../tickets/fake-receiver.ts';

/** `KILL_ROUNDS=200 npx vitest run hub-kill` is the full run. */
const rounds = Number(process.env['KILL_ROUNDS'] ?? 12);
const key = 'a-key-of-the-policy-for-tests';

/** Below node_modules, where its native module is found. */
async function bundled(): Promise<string> {
  const root = join(import.meta.dirname, '../../../..');
  const folder = join(root, 'node_modules', '.cache', 'kill-hub');
  await build({
    configFile: false,
    root,
    logLevel: 'error',
    build: {
      ssr: join(root, 'test/support/kill-hub.ts'),
      target: 'node20',
      outDir: folder,
      rolldownOptions: { output: { codeSplitting: false, entryFileNames: 'kill-hub.mjs' } },
    },
  });
  return join(folder, 'kill-hub.mjs');
}

interface HubProcess {
  url: string;
  child: ChildProcess;
  ended: Promise<unknown>;
}

async function start(script: string, folder: string, ticketsUrl: string): Promise<HubProcess> {
  const child = spawn(process.execPath, [script, folder, ticketsUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, KEY: key, SECRET: 'a-secret-of-the-receiver' },
  });
  const ended = once(child, 'close');
  const [port] = (await Promise.race([
    once(createInterface(child.stdout), 'line'),
    ended.then(() => Promise.reject(new Error('the hub did not start'))),
  ])) as [string];
  return { url: `http://127.0.0.1:${port}`, child, ended };
}

const eventSchema = z.object({ event: z.string(), key: z.string().optional() });

/** A ticket system that makes a ticket each time it is asked to, whether there is one under the key or not. */
async function startTickets() {
  const receiver = await startReceiver();
  const tickets = new Map<string, number>();
  let found = 0;
  /** What happens with the next ticket, once it is made. */
  let onMade: () => 'answer' | 'silence' = () => 'answer';
  receiver.answer(({ body }): Reply => {
    const { event, key: asked = '' } = eventSchema.parse(JSON.parse(body));
    const known = tickets.get(asked) ?? 0;
    if (event === 'request.find') {
      if (known > 0) found += 1;
      return { status: 200, body: { ticket: known > 0 ? { number: asked } : null } };
    }
    if (event === 'requests.statuses') return { status: 200, body: { statuses: {} } };
    tickets.set(asked, known + 1);
    return onMade() === 'silence' ? { status: 200, never: true } : { status: 200, body: { number: asked } };
  });
  return {
    ...{ url: receiver.url, tickets, stop: () => receiver.stop(), found: () => found },
    whenMade(what: typeof onMade): void {
      onMade = what;
    },
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

test(
  `a hub killed between the ticket and the note of it, and elsewhere, ${rounds} times: none lost, none twice`,
  { timeout: 60_000 + rounds * 10_000 },
  async () => {
    const folder = await temporaryFolder();
    const script = await bundled();
    const ticketSystem = await startTickets();
    const random = seededRandom(11);
    let hub = await start(script, folder, ticketSystem.url);
    onTestFinished(() => {
      hub.child.kill('SIGKILL');
      ticketSystem.stop();
    });
    const enrolling = await fetch(`${hub.url}/v1/installs`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ enrolmentKey: key }),
    });
    const { token } = enrolledSchema.parse(await enrolling.json());
    const authorization = `Bearer ${token}`;
    const taken: string[] = [];

    /** As a machine does it: the same again, until the hub says that it has it. */
    async function send(request: SentRequest): Promise<void> {
      for (;;) {
        const answer = await fetch(`${hub.url}/v1/requests`, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/json', 'idempotency-key': request.id },
          body: JSON.stringify(request),
        }).catch(() => undefined);
        if (answer?.status === 202) break;
        await pause(20);
      }
      taken.push(request.id);
    }

    for (let round = 0; round < rounds; round += 1) {
      const isAfterTicket = random() < 0.6;
      const doomed = hub;
      const killed = new Promise<void>((done) => {
        const kill = (): void => {
          doomed.child.kill('SIGKILL');
          done();
        };
        if (isAfterTicket)
          ticketSystem.whenMade(() => {
            kill();
            return 'silence';
          });
        else setTimeout(kill, random() * 80);
      });
      const sending = Promise.all([send(sentRequest()), pause(random() * 20)]).then(() =>
        send(sentRequest()),
      );
      await killed;
      await doomed.ended;
      ticketSystem.whenMade(() => 'answer');
      hub = await start(script, folder, ticketSystem.url);
      await sending;
    }

    const { tickets } = ticketSystem;
    await expect
      .poll(() => taken.filter((id) => !tickets.has(id)), { timeout: 30_000, interval: 50 })
      .toEqual([]);
    hub.child.kill('SIGTERM');
    await hub.ended;
    expect([...tickets].filter(([, count]) => count !== 1)).toEqual([]);
    // Each machine's in the order in which it sent them.
    expect([...tickets.keys()]).toEqual(taken);
    expect(taken).toHaveLength(rounds * 2);
    // The kills did hit the moment that matters: the ticket was there, and the hub did not know.
    expect(ticketSystem.found()).toBeGreaterThanOrEqual(rounds / 3);
  },
);
