import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** How long a ticket system takes for each call, in milliseconds. */
export interface Pace {
  find: number;
  create: number;
}

/** As it was measured on Request Tracker 5. */
export const requestTracker: Pace = { find: 400, create: 1400 };
/** A quick one that still leaves time to be killed between the ticket and the note of it. */
export const quick: Pace = { find: 1, create: 20 };

export interface TicketServer {
  url: string;
  /** How many tickets carry a key. */
  tickets: ReadonlyMap<string, number>;
  /** How often a ticket was there already when the hub looked for it. */
  found(): number;
  close(): void;
}

/**
 * A ticket system that outlives the hub: `GET /KEY` finds, `POST /KEY` makes another one, whether there is one or not.
 * The ticket is there at once, the answer comes late.
 */
export async function startTicketServer(pace: Pace): Promise<TicketServer> {
  const tickets = new Map<string, number>();
  let found = 0;
  const server = createServer((request, answer) => {
    const key = request.url?.slice(1) ?? '';
    const known = tickets.get(key) ?? 0;
    const isCreate = request.method === 'POST';
    if (isCreate) tickets.set(key, known + 1);
    else if (known > 0) found += 1;
    request.resume();
    void wait(isCreate ? pace.create : pace.find).then(() =>
      answer.writeHead(isCreate || known > 0 ? 200 : 404).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tickets,
    found: () => found,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
