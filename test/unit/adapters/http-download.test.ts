import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createHttp } from '../../../electron/adapters/http-download.ts';
import { networkRefusal, retryAfterMs } from '../../../electron/adapters/http-refusal.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const limits = { bytesMax: 1000, timeoutMs: 2000 };
const get = async (url: string, some: Partial<typeof limits> = {}) =>
  createHttp({
    baseUrl: `${url}/kb/`,
    fetch,
    userAgent: 'Zeroline/1',
    nowMs: () => Date.UTC(2026, 0, 1),
  }).get('metadata/timestamp.json', { ...limits, ...some });

describe('a transfer that works', () => {
  it('answers the bytes below the address, and says who asks without a cache', async () => {
    const asked: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      asked.push(request.url, request.headers['user-agent'], request.headers['cache-control']);
      response.end(Buffer.from([0, 255, 10]));
    });
    const answer = await get(url);
    expect(answer).toEqual({ ok: true, value: new Uint8Array([0, 255, 10]) });
    expect(asked).toEqual(['/kb/metadata/timestamp.json', 'Zeroline/1', 'no-cache']);
  });

  it('counts what has come of an answer that says how long it is', async () => {
    const told: [done: number, total: number][] = [];
    const url = await serve((_, response) => {
      response.writeHead(200, { 'Content-Length': '1000' }).write(Buffer.alloc(400));
      setTimeout(() => response.end(Buffer.alloc(600)), 100);
    });
    const http = createHttp({ baseUrl: url, fetch, userAgent: 'Zeroline/1' });
    expect((await http.get('blob', limits, (...step) => told.push(step))).ok).toBe(true);
    expect(told[0]).toEqual([400, 1000]);
  });

  it('takes exactly as many bytes as allowed', async () => {
    const url = await serve((_, response) => response.end(Buffer.alloc(1000)));
    expect((await get(url)).ok).toBe(true);
    expect(await get(url, { bytesMax: 999 })).toMatchObject({ error: { kind: 'too-big' } });
  });

  it('follows a redirect on the same server', async () => {
    const url = await serve((request, response) =>
      request.url === '/new' ? response.end('x') : response.writeHead(302, { location: '/new' }).end(),
    );
    expect((await get(url)).ok).toBe(true);
  });
});

describe('an answer that is refused', () => {
  it.each([
    [403, 'missing'],
    [404, 'missing'],
    [410, 'missing'],
    [401, 'server-error'],
    [204, 'server-error'],
    [429, 'server-error'],
    [500, 'server-error'],
    [503, 'server-error'],
    [408, 'timeout'],
    [504, 'timeout'],
    [511, 'captive-portal'],
  ])('%i is %s, however long its page is', async (status, kind) => {
    const url = await serve((_, response) =>
      response.writeHead(status).end(status === 204 ? '' : 'x'.repeat(5000)),
    );
    expect(await get(url)).toMatchObject({ ok: false, error: { kind } });
  });

  it('tells how long the server asks to wait, in seconds or by a date', async () => {
    const inSeconds = await serve((_, response) => response.writeHead(503, { 'retry-after': '120' }).end());
    expect(await get(inSeconds)).toMatchObject({ error: { retryAfterMs: 120_000 } });
    const byDate = await serve((_, response) =>
      response.writeHead(429, { 'retry-after': 'Thu, 01 Jan 2026 00:05:00 GMT' }).end(),
    );
    expect(await get(byDate)).toMatchObject({ error: { kind: 'server-error', retryAfterMs: 300_000 } });
  });

  it('a page for people is a sign-in page, even one that is too long', async () => {
    const url = await serve((_, response) =>
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>'.padEnd(9000)),
    );
    expect(await get(url)).toMatchObject({ error: { kind: 'captive-portal' } });
  });

  it('another server is not ours, whatever it says', async () => {
    const portal = await serve((_, response) => response.end('{}'));
    const url = await serve((_, response) => response.writeHead(302, { location: portal }).end());
    expect(await get(url)).toMatchObject({ error: { kind: 'captive-portal' } });
  });

  it('ends an endless body at the cap', async () => {
    let sentBytes = 0;
    const url = await serve((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(16_384))) sentBytes += 16_384;
      };
      response.on('drain', more);
      more();
    });
    expect(await get(url, { bytesMax: 50_000 })).toMatchObject({ error: { kind: 'too-big' } });
    expect(sentBytes).toBeLessThan(20_000_000);
    const before = sentBytes;
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(sentBytes).toBe(before);
  });

  it('caps what comes out of a compressed answer, not what goes in', async () => {
    const { gzipSync } = await import('node:zlib');
    const url = await serve((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5_000_000))),
    );
    expect(await get(url, { bytesMax: 10_000 })).toMatchObject({ error: { kind: 'too-big' } });
  });
});

describe('a transfer that breaks', () => {
  it('ends when the time is over, though every moment a byte comes', async () => {
    const url = await serve((_, response) => {
      const drip = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(drip));
    });
    expect(await get(url, { timeoutMs: 300 })).toMatchObject({ error: { kind: 'timeout' } });
  });

  it('ends when the line falls silent in the middle, long before the whole time is over', async () => {
    const url = await serve((_, response) =>
      response.writeHead(200, { 'content-length': '900' }).write('half'),
    );
    const patient = createHttp({ baseUrl: url, fetch, userAgent: 'x', silenceMs: 600 });
    expect(await patient.get('x', { bytesMax: 1000, timeoutMs: 60_000 })).toMatchObject({
      error: { kind: 'timeout' },
    });
  });

  it('goes on for as long as something comes', async () => {
    const url = await serve((_, response) => {
      let left = 6;
      const drip = setInterval(() => ((left -= 1) > 0 ? response.write('x') : response.end('x')), 300);
      response.on('close', () => clearInterval(drip));
    });
    const patient = createHttp({ baseUrl: url, fetch, userAgent: 'x', silenceMs: 1_200 });
    expect(await patient.get('x', { bytesMax: 1000, timeoutMs: 60_000 })).toMatchObject({ ok: true });
  });

  it('ends when nobody answers at all', async () => {
    const url = await serve(() => undefined);
    expect(await get(url, { timeoutMs: 200 })).toMatchObject({ error: { kind: 'timeout' } });
  });

  it('ends though the fetch does not notice that it was stopped', async () => {
    const deaf = createHttp({
      baseUrl: 'https://kb.example.org',
      userAgent: 'Zeroline/1',
      fetch: () => new Promise(() => undefined),
    });
    expect(await deaf.get('x', { bytesMax: 1, timeoutMs: 100 })).toMatchObject({
      error: { kind: 'timeout' },
    });
  });

  it('a body that stops short is not taken', async () => {
    const url = await serve((_, response) => {
      response.writeHead(200, { 'content-length': 500 });
      response.write('short');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await get(url)).toMatchObject({ error: { kind: 'offline' } });
  });

  it('nobody there is offline, and the detail names the file and no address', async () => {
    const answer = await get('http://127.0.0.1:9');
    expect(answer).toMatchObject({ error: { kind: 'offline' } });
    expect(JSON.stringify(answer)).toContain('metadata/timestamp.json: ');
  });
});

it.each([
  ['net::ERR_INTERNET_DISCONNECTED', 'offline'],
  ['net::ERR_CONNECTION_TIMED_OUT', 'timeout'],
  ['net::ERR_CERT_AUTHORITY_INVALID', 'offline'],
])('%s is %s', (message, kind) => {
  expect(networkRefusal(new Error('Network Error', { cause: new Error(message) }))).toEqual({
    kind,
    detail: message,
  });
});

it.each(['', 'soon', '-5', '1e3', '99999999999999'])('a Retry-After of "%s" is not taken', (header) => {
  expect(retryAfterMs(header, 0)).toBeUndefined();
});
