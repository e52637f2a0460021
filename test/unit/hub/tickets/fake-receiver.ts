import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  /** Kept waiting for ever. */
  never?: boolean;
  /** Kept waiting for so long. */
  afterMs?: number;
}

/** A web server that notes what it gets and answers what it is told. */
export async function startReceiver() {
  const received: Received[] = [];
  let reply = (_received: Received): Reply => ({ status: 200, body: {} });
  const server = createServer((incoming, outgoing) => {
    void text(incoming).then((body) => {
      const one = { method: incoming.method, url: incoming.url, headers: incoming.headers, body };
      received.push(one);
      const { status, body: answer, headers, never, afterMs } = reply(one);
      if (never) return;
      const send = (): void => {
        outgoing.writeHead(status, headers);
        outgoing.end(typeof answer === 'string' || answer === undefined ? answer : JSON.stringify(answer));
      };
      if (afterMs === undefined) send();
      else setTimeout(send, afterMs);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answer(how: typeof reply): void {
      reply = how;
    },
    stop(): void {
      server.closeAllConnections();
      server.close();
    },
  };
}
export type Receiver = Awaited<ReturnType<typeof startReceiver>>;
