import { setTimeout as wait } from 'node:timers/promises';
import { Line } from './load.ts';
import { installOf } from '../../hub/server/tokens.ts';
import { openStore } from '../../hub/store/open-store.ts';
import { enrolled, headersOf, newRequest } from './machines.ts';
import { startServer, storeIn, type ChildWords } from './processes.ts';
import type { TicketServer } from './ticket-server.ts';

export interface KillReport {
  kills: number;
  sent: number;
  acknowledged: number;
  /** Sent again under the same key because no answer came. */
  repeated: number;
  /** By the ticket system, or by the hub's own store. */
  acknowledgedLost: number;
  doubles: number;
  /** Tickets that were there already when a hub that was killed looked for them. */
  foundAgain: number;
  drainedSeconds: number;
}

const installs = 50;
const drainMs = 180_000;

/** Kills the hub again and again under load, and counts what the ticket system has in the end. */
export async function killUnderLoad(
  words: ChildWords,
  ticketServer: TicketServer,
  { kills, everyMs, perSecond }: { kills: number; everyMs: number; perSecond: number },
): Promise<KillReport> {
  let server = await startServer(words);
  const tokens = await enrolled(`http://127.0.0.1:${server.port}`, installs);
  const acknowledged = new Map<string, string>();
  let [sent, repeated, isOver] = [0, 0, false];

  /** One machine: a request after the other, each repeated until there is an answer. */
  async function machine(token: string): Promise<void> {
    let line = new Line(server.port);
    const pauseMs = (installs / perSecond) * 1000;
    while (!isOver) {
      const { id, body } = newRequest();
      sent += 1;
      for (;;) {
        const status = await line.post('/v1/requests', headersOf(token, id), body).then(
          (answer) => answer.status,
          () => undefined,
        );
        if (status === 202) break;
        repeated += 1;
        await wait(50);
        line.close();
        line = new Line(server.port);
      }
      acknowledged.set(id, token);
      await wait(pauseMs * (0.5 + Math.random()));
    }
    line.close();
  }

  const machines = tokens.map((token) => machine(token));
  for (let n = 0; n < kills; n++) {
    await wait(everyMs);
    await server.kill('SIGKILL');
    server = await startServer(words);
  }
  await wait(everyMs);
  isOver = true;
  await Promise.all(machines);

  const startMs = performance.now();
  const lost = () => [...acknowledged.keys()].filter((id) => !ticketServer.tickets.has(id));
  while (lost().length > 0 && performance.now() - startMs < drainMs) await wait(250);
  const drainedSeconds = Math.round((performance.now() - startMs) / 1000);
  await server.kill('SIGTERM');
  const forgotten = await notDelivered(words, acknowledged);
  return {
    ...{ kills, sent, acknowledged: acknowledged.size, repeated, drainedSeconds },
    acknowledgedLost: new Set([...lost(), ...forgotten]).size,
    doubles: [...ticketServer.tickets.values()].filter((count) => count > 1).length,
    foundAgain: ticketServer.found(),
  };
}

/** Those of which the store does not say to their machine that they are a ticket. */
async function notDelivered(
  { folder }: ChildWords,
  acknowledged: ReadonlyMap<string, string>,
): Promise<string[]> {
  const store = await openStore({ file: storeIn(folder) }, { exclusive: true });
  const found: string[] = [];
  for (const [id, token] of acknowledged) {
    const status = await store.requests.status(id, installOf(token) ?? '');
    if (status?.state.kind !== 'delivered') found.push(id);
  }
  await store.close();
  return found;
}
