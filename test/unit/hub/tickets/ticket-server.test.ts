import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createTicketServer, readRetryAfter } from '../../../../hub/tickets/ticket-server.ts';
import { startReceiver, type Receiver } from './fake-receiver.ts';

const nowMs = Date.parse('2026-11-22T12:00:00Z');
const control = { signal: new AbortController().signal };

describe('readRetryAfter', () => {
  it.each([
    ['120', 120_000],
    ['0', 0],
    ['Sun, 22 Nov 2026 12:01:30 GMT', 90_000],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
    ['99999999', 24 * 3600_000],
    ['soon', undefined],
    [undefined, undefined],
  ])('%s', (header, ms) => {
    expect(readRetryAfter(header, nowMs)).toBe(ms);
  });
});

describe('a ticket server', () => {
  let receiver: Receiver;
  const server = (timeoutMs = 5000) =>
    createTicketServer({
      url: `${receiver.url}/base/`,
      headers: { Authorization: 'token t' },
      timeoutMs,
      nowMs: () => nowMs,
    });
  const ask = () =>
    server().ask({ path: 'tickets', query: { q: "a' & b" } }, z.object({ id: z.number() }), control);

  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(() => receiver.stop());

  it('asks below its address, with its credentials, and reads what was asked for', async () => {
    receiver.answer(() => ({ status: 200, body: { id: 7, more: true } }));
    expect(await ask()).toEqual({ ok: true, value: { id: 7 } });
    const [first] = receiver.received;
    expect(new URL(first?.url ?? '', receiver.url).pathname).toBe('/base/tickets');
    expect(new URL(first?.url ?? '', receiver.url).searchParams.get('q')).toBe("a' & b");
    expect(first?.headers.authorization).toBe('token t');
  });

  it.each([
    [429, { 'Retry-After': '30' }, { kind: 'later', retryAfterMs: 30_000 }],
    [503, { 'Retry-After': 'Sun, 22 Nov 2026 12:00:10 GMT' }, { kind: 'later', retryAfterMs: 10_000 }],
    [500, {}, { kind: 'later' }],
    [502, {}, { kind: 'later' }],
    [401, {}, { kind: 'later' }],
    [403, {}, { kind: 'later' }],
    [302, { Location: 'http://127.0.0.1:9/' }, { kind: 'later' }],
    [400, {}, { kind: 'refused' }],
    [404, {}, { kind: 'refused' }],
    [413, {}, { kind: 'refused' }],
    [422, {}, { kind: 'refused' }],
  ])('%i with %o', async (status, headers, refusal) => {
    receiver.answer(() => ({ status, headers: headers, body: '' }));
    expect(await ask()).toEqual({
      ok: false,
      error: { ...refusal, detail: `the ticket system answered ${status}` },
    });
    expect(receiver.received).toHaveLength(1);
  });

  it('says what the system says about a refusal, but nothing of a crash', async () => {
    receiver.answer(() => ({ status: 400, body: { message: 'Queue is required' } }));
    expect(await ask()).toMatchObject({
      error: { detail: 'the ticket system answered 400: Queue is required' },
    });
    receiver.answer(() => ({ status: 422, body: { errors: ['Impact is wrong', 'Area is wrong'] } }));
    expect(await ask()).toMatchObject({
      error: { detail: 'the ticket system answered 422: Impact is wrong; Area is wrong' },
    });
    receiver.answer(() => ({ status: 500, body: { message: 'at line 7: description was "secret"' } }));
    expect(await ask()).toMatchObject({ error: { detail: 'the ticket system answered 500' } });
  });

  it('a page instead of data, or data of another shape, is for later: the ticket may be there', async () => {
    receiver.answer(() => ({ status: 201, body: '<html>Sign in</html>' }));
    expect(await ask()).toMatchObject({ error: { kind: 'later' } });
    receiver.answer(() => ({ status: 200, body: { id: 'seven' } }));
    expect(await ask()).toMatchObject({
      error: { kind: 'later', detail: 'the ticket system\'s answer was not understood, at "id"' },
    });
  });

  it.each([
    ['POST', 504, 30_000],
    ['PUT', 502, 30_000],
    ['POST', 500, undefined],
    ['GET', 504, undefined],
  ] as const)(
    'gives what is behind a proxy that gave up time to finish: %s, %i',
    async (method, status, ms) => {
      receiver.answer(() => ({ status }));
      const asked = await server().ask({ method, path: 'ticket' }, z.object({}), control);
      expect(asked.ok ? asked : asked.error).toMatchObject({ kind: 'later' });
      expect(asked.ok ? 0 : (asked.error as { retryAfterMs?: number }).retryAfterMs).toBe(ms);
    },
  );

  it('leaves a system that may still be at work the time to finish', async () => {
    receiver.answer(() => ({ status: 200, never: true }));
    const post = { method: 'POST', path: 'ticket', body: { a: 1 } } as const;
    expect(await server(100).send(post, control)).toMatchObject({ error: { retryAfterMs: 30_000 } });
    receiver.stop();
    expect(await server(100).send(post, control)).toEqual({
      ok: false,
      error: { kind: 'later', detail: 'no answer: ECONNREFUSED' },
    });
  });

  it('does not wait for ever, neither for the server nor when the hub goes down', async () => {
    receiver.answer(() => ({ status: 200, never: true }));
    const question = { path: 'tickets' };
    expect(await server(100).send(question, control)).toEqual({
      ok: false,
      error: { kind: 'later', detail: 'no answer: it took too long' },
    });
    const goingDown = new AbortController();
    const asked = server(60_000).send(question, { signal: goingDown.signal });
    setTimeout(() => goingDown.abort(), 50);
    expect(await asked).toMatchObject({ error: { detail: 'no answer: given up' } });
  });
});
