import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createHubApi } from '../../../electron/adapters/hub-api.ts';
import { requestBytesMax, type SentRequest } from '../../../shared/requests/wire.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const request: SentRequest = {
  ...{ id, reference: 'ZL-7K3QX', createdAtMs: 1, language: 'en', title: 'No sound', description: '' },
  ...{ requester: { login: 'ola' }, lines: [], attachments: [] },
};

/** A server that answers everything in one way, and what it was asked. */
async function answering(listener: RequestListener) {
  const asked: string[] = [];
  const server = createServer((incoming, response) => {
    asked.push(`${incoming.method} ${incoming.url} ${incoming.headers.authorization ?? ''}`);
    incoming.resume().on('end', () => listener(incoming, response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { asked, url, api: createHubApi({ url: `${url}/`, fetch, userAgent: 'Zeroline-test' }) };
}
const saying =
  (status: number, type: string, body: string, headers = {}): RequestListener =>
  (_incoming, response) =>
    response.writeHead(status, { 'content-type': type, ...headers }).end(body);
const refusal = (kind: string): string => JSON.stringify({ kind, detail: 'words' });

describe('an answer', () => {
  it.each([
    [401, refusal('not-enrolled'), { kind: 'not-enrolled', mayHaveArrived: false }],
    [400, refusal('malformed'), { kind: 'refused', detail: 'words', mayHaveArrived: false }],
    [413, refusal('too-large'), { kind: 'refused', cause: 'too-large' }],
    [409, refusal('other-body'), { kind: 'other-body' }],
    [404, refusal('not-found'), { kind: 'not-found' }],
    [404, refusal('unknown-path'), { kind: 'server-error' }],
    [429, refusal('too-many'), { kind: 'too-many', mayHaveArrived: false }],
    [503, refusal('unavailable'), { kind: 'server-error', mayHaveArrived: true }],
    // A web server before the hub: the request itself is not to blame, nor is the network.
    [400, '<html>blocked</html>', { kind: 'server-error', mayHaveArrived: false }],
    [403, '<html>blocked</html>', { kind: 'server-error' }],
    // Except for its size, which is the same with every try.
    [413, '<html>too large</html>', { kind: 'refused', cause: 'too-large', mayHaveArrived: false }],
    [511, '<html>sign in</html>', { kind: 'captive-portal' }],
    [502, '<html>bad gateway</html>', { kind: 'server-error', mayHaveArrived: true }],
    [200, '<html>sign in</html>', { kind: 'captive-portal' }],
    [202, '{"id":"else"}', { kind: 'captive-portal' }],
  ])('of %i %s is understood', async (status, body, expected) => {
    const { api } = await answering(saying(status, 'application/json', body));
    expect(await api.send(request, 'a token')).toMatchObject({ ok: false, error: expected });
  });

  it('tells how long to wait', async () => {
    const { api } = await answering(
      saying(429, 'application/json', refusal('too-many'), { 'retry-after': '90' }),
    );
    expect(await api.send(request, 'a token')).toMatchObject({ ok: false, error: { retryAfterMs: 90_000 } });
  });

  it('that is longer than any of a hub ends the transfer', async () => {
    const { api } = await answering(saying(202, 'application/json', 'x'.repeat(3 * 1024 * 1024)));
    expect((await api.send(request, 'a token')).ok).toBe(false);
  });
});

it('what people write and the token go nowhere but to the hub, wherever that points', async () => {
  const other = await answering(saying(202, 'application/json', '{}'));
  for (const status of [301, 302, 307, 308]) {
    const { api, asked } = await answering((_incoming, response) =>
      response.writeHead(status, { location: `${other.url}/v1/requests` }).end(),
    );
    expect((await api.send(request, 'a-token')).ok).toBe(false);
    expect(asked).toEqual(['POST /v1/requests Bearer a-token']);
  }
  expect(other.asked).toEqual([]);
});

it('nothing has left when nobody listens', async () => {
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const url = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`;
  await new Promise((resolve) => closed.close(resolve));
  const api = createHubApi({ url, fetch, userAgent: 'Zeroline-test' });
  expect(await api.send(request, 'a token')).toMatchObject({
    ok: false,
    error: { kind: 'offline', mayHaveArrived: false },
  });
});

it('a request that no hub would take does not travel', async () => {
  const { api, asked } = await answering(saying(202, 'application/json', '{}'));
  const file = { name: 'a.png', type: 'image/png' as const, base64: 'A'.repeat(requestBytesMax) };
  expect(await api.send({ ...request, attachments: [file] }, 'a token')).toMatchObject({
    ok: false,
    error: { kind: 'refused', mayHaveArrived: false },
  });
  expect(asked).toEqual([]);
});
