import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { seededRandom } from '../../../../bench/fleet/random.ts';
import type { SentRequest } from '../../../../shared/requests/wire.ts';
import { bundleHub, enrolAt, sendUntilTaken, startHubProcess } from '../../../support/hub-process.ts';
import { temporaryFolder } from '../../adapters/temp-folder.ts';
import { sentRequest } from '../store/wire-builders.ts';
import { startReceiver, type Reply } from '../tickets/fake-receiver.ts';

/** `KILL_ROUNDS=200 npx vitest run hub-kill` is the full run. */
const rounds = Number(process.env['KILL_ROUNDS'] ?? 12);

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
    const script = await bundleHub('kill-hub');
    const ticketSystem = await startTickets();
    const random = seededRandom(11);
    let hub = await startHubProcess(script, folder, ticketSystem.url);
    onTestFinished(() => {
      hub.child.kill('SIGKILL');
      ticketSystem.stop();
    });
    const token = await enrolAt(hub.url);
    const taken: string[] = [];

    async function send(request: SentRequest): Promise<void> {
      await sendUntilTaken(() => hub.url, token, request);
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
      hub = await startHubProcess(script, folder, ticketSystem.url);
      await sending;
    }

    const { tickets } = ticketSystem;
    await expect
      .poll(() => taken.filter((id) => !tickets.has(id)), { timeout: 30_000 + rounds * 1000, interval: 50 })
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
