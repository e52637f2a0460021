import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PNG } from 'pngjs';
import type { Result } from '../../shared/result.ts';
import type { TicketDeps, TicketDraft } from '../../hub/tickets/ticket-adapter.ts';
import { startServer, tellServer, whyLeftOut } from '../servers/start-server.ts';
import { aTicketDraft } from '../unit/hub/tickets/ticket-builders.ts';

// Beside the servers of test/importers, which run and stop at the same time.
const beside = {
  rt5: { RT5_DIR: '/var/tmp/zeroline-rt5-tickets', RT5_PORT: '8385' },
  redmine: {
    REDMINE_DIR: '/var/tmp/zeroline-redmine-tickets',
    REDMINE_PORT: '8386',
    REDMINE_INSTANCE: 'zeroline-tickets',
  },
} as const;
export type TicketServerName = keyof typeof beside;

export const startTickets = (name: TicketServerName) => startServer(name, { ...beside[name] });
export const tellTickets = (name: TicketServerName, words: string[], input = '') =>
  tellServer(name, words, input, { ...beside[name] });
export { whyLeftOut };

export const control = { signal: new AbortController().signal };

/** Secrets by the name of their variable, from what the server's script printed. */
export const depsOf = (env: Record<string, string>): TicketDeps => ({
  secret: (from) => ('env' in from ? (env[from.env] ?? '') : ''),
  nowMs: () => Date.now(),
});

export function value<T>(result: Result<T, { kind: string }>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** What came of a call, as a test compares it. */
export const inWords = (result: Result<unknown, { kind: string; detail: string }>): string =>
  result.ok ? 'ok' : `${result.error.kind}: ${result.error.detail}`;

/** A picture of the given size that does not compress, as a screenshot of a photo would. */
function noisyPicture(bytesMin: number): Uint8Array {
  const side = Math.ceil(Math.sqrt(bytesMin / 3));
  const picture = new PNG({ width: side, height: side, colorType: 2 });
  for (let at = 0; at < picture.data.length; at += 1) picture.data[at] = (at * 2_654_435_761) >>> 13;
  return PNG.sync.write(picture, { deflateLevel: 0, colorType: 2 });
}

let made = 0;
/** A request with everything in it. Each has a key of its own. */
export function aDraft(over: Partial<TicketDraft> = {}): TicketDraft {
  made += 1;
  const key = `${Date.now()
    .toString(16)
    .padStart(12, '0')
    .replace(
      /^(.{8})/,
      '$1-',
    )}-7${String(made).padStart(3, '0')}-8000-00000000${String(process.pid % 10_000).padStart(4, '0')}`;
  return aTicketDraft({
    key,
    createdAtMs: Date.now(),
    description: 'The tunnel closes <every> 5 minutes & Büro 3 can’t work.\nSince Monday – ő 🖨',
    lines: [
      {
        id: 'tried:reconnect',
        group: 'journey',
        label: 'Tried: Reconnect the VPN',
        value: 'stopped at step 3: Sign in again',
      },
      { id: 'searched', group: 'journey', label: 'Searched for', value: '“vpn drops”' },
      { id: 'computer', group: 'computer', label: 'This computer', value: 'LT-4471 · Debian 12' },
      { id: 'network', group: 'network', label: 'Network', value: 'Wi-Fi · VPN off' },
    ],
    attachments: [
      { name: 'screenshot.png', type: 'image/png', bytes: noisyPicture(1024 * 1024) },
      { name: 'Büro-log.txt', type: 'text/plain', bytes: new TextEncoder().encode('line 1\nlinje 2 ø\n') },
    ],
    ...over,
  });
}

/** Passes everything on to a server, and swallows the answers it is told to: the work is done, nobody hears of it. */
export async function startSwallower(target: string) {
  let isSwallowing = (_method: string, _path: string): boolean => false;
  const server: Server = createServer((incoming, outgoing) => {
    const url = new URL(incoming.url ?? '/', target);
    const { method = 'GET' } = incoming;
    const forwarded = request(url, { method, headers: { ...incoming.headers, host: url.host } }, (answer) => {
      if (isSwallowing(method, url.pathname)) {
        answer.resume().on('end', () => outgoing.destroy());
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    forwarded.on('error', () => outgoing.destroy());
    incoming.pipe(forwarded);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    swallow(whether: typeof isSwallowing): void {
      isSwallowing = whether;
    },
    stop: () => new Promise((closed) => server.close(closed)),
  };
}
