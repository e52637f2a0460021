import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { DoorstepPage, OpenDoorstep } from '../services/sign-in-ports.ts';

const path = '/callback';
/** Longer than any issuer's answer is. */
const urlCharsMax = 16_000;

export interface DoorstepOptions {
  /** A page in the person's language. */
  page(which: DoorstepPage): string;
}

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  connection: 'close',
};

/** A server on 127.0.0.1 with a port of its own for one answer of the browser (RFC 8252); all else it sends away. */
export const openDoorstep =
  ({ page }: DoorstepOptions): OpenDoorstep =>
  async ({ isOurs, onAnswer }) => {
    let isTaken = false;
    const server = createServer(
      { maxHeaderSize: 2 * urlCharsMax, requestTimeout: 10_000 },
      (request, response) => {
        void visit(request, response);
      },
    );

    async function visit(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const { method, url = '', headers: asked } = request;
      const { host } = new URL(redirectUri);
      // A page on the web that points a name of its own at this machine comes with that name.
      const answer = asked.host === host && url.startsWith('/') ? new URL(url, redirectUri) : undefined;
      const isAnswer = method === 'GET' && answer?.pathname === path && url.length <= urlCharsMax;
      if (!isAnswer || isTaken || !isOurs(answer)) {
        response.writeHead(404, headers).end();
        return;
      }
      isTaken = true;
      const which = await onAnswer(answer);
      response.writeHead(200, headers).end(page(which), () => close());
    }

    function close(): void {
      server.close();
      // Browsers keep connections open, and open some in advance.
      server.closeIdleConnections();
    }

    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const redirectUri = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
    return {
      redirectUri,
      close() {
        server.close();
        server.closeAllConnections();
      },
    };
  };
