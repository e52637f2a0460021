import { setTimeout as wait } from 'node:timers/promises';
import { Line } from './load.ts';
import { enrolled, newRequest } from './machines.ts';
import { startServer, type ChildWords } from './processes.ts';
import type { TicketServer } from './ticket-server.ts';

export interface KillReport {
  kills: number;
  sent: number;
  acknowledged: number;
  /** Sent again under the same key because no answer came. */
  repeated: number;
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
  const acknowledged = new Set<string>();
  let [sent, repeated, isOver] = [0, 0, false];

  /** One machine: a request after the other, each repeated until there is an answer. */
  async function machine(token: string): Promise<void> {
    let line = new Line(server.port);
    const pauseMs = (installs / perSecond) * 1000;
    while (!isOver) {
      const request = newRequest();
      const body = Buffer.from(JSON.stringify(request));
      const headers = `authorization: Bearer ${token}\r\nidempotency-key: ${request.id}\r\n`;
      sent += 1;
      for (;;) {
        const status = await line.post('/v1/requests', headers, body).then(
          (answer) => answer.status,
          () => undefined,
        );
        if (status === 202) break;
        repeated += 1;
        await wait(50);
        line.close();
        line = new Line(server.port);
      }
      acknowledged.add(request.id);
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
  const missing = (): number => [...acknowledged].filter((id) => !ticketServer.tickets.has(id)).length;
  while (missing() > 0 && performance.now() - startMs < drainMs) await wait(250);
  const drainedSeconds = Math.round((performance.now() - startMs) / 1000);
  await server.kill('SIGTERM');
  return {
    ...{ kills, sent, acknowledged: acknowledged.size, repeated, drainedSeconds },
    acknowledgedLost: missing(),
    doubles: [...ticketServer.tickets.values()].filter((count) => count > 1).length,
    foundAgain: ticketServer.found(),
  };
}
