import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TicketDraft } from '../../../../hub/tickets/ticket-adapter.ts';
import { webhookConfigSchema, webhookTickets } from '../../../../hub/tickets/webhook.ts';
import { aTicketDraft } from './ticket-builders.ts';
import { startReceiver, type Receiver } from './fake-receiver.ts';

const nowMs = 1_764_000_000_500;
const control = { signal: new AbortController().signal };

describe('a webhook', () => {
  let receiver: Receiver;
  const tickets = (over: object = {}) =>
    webhookTickets(
      webhookConfigSchema.parse({
        system: 'webhook',
        url: `${receiver.url}/in?x=1`,
        secret: { env: 'S' },
        ...over,
      }),
      { secret: () => 'geheim', nowMs: () => nowMs },
    );
  const event = (at = 0) => JSON.parse(receiver.received[at]?.body ?? '{}') as Record<string, unknown>;

  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(() => receiver.stop());

  it('is signed over the time and the very bytes that arrive', async () => {
    await tickets().create(aTicketDraft({ description: 'ő 🖨 "quoted" \\' }), control);
    const [first] = receiver.received;
    expect(first?.url).toBe('/in?x=1');
    expect(first?.headers['zeroline-timestamp']).toBe('1764000000');
    const expected = createHmac('sha256', 'geheim').update(`1764000000.${first?.body}`).digest('hex');
    expect(first?.headers['zeroline-signature']).toBe(`v1=${expected}`);
    expect(first?.headers['idempotency-key']).toBe(aTicketDraft().key);
  });

  it('carries everything, as fields and in words', async () => {
    const draft: TicketDraft = aTicketDraft();
    receiver.answer(() => ({ status: 201, body: { number: 4711, url: 'https://help.example.org/4711' } }));
    expect(await tickets().create(draft, control)).toEqual({
      ok: true,
      value: { ticket: { number: '4711', url: 'https://help.example.org/4711' }, lost: [] },
    });
    expect(event()).toMatchObject({
      event: 'request.created',
      key: draft.key,
      reference: draft.reference,
      title: `${draft.title} [${draft.reference}]`,
      description: draft.description,
      area: 'network',
      impact: 'team',
      requester: { email: 'anna@example.org', isVerified: true },
      attachments: [{ name: 'note.txt', type: 'text/plain', base64: 'aGVp' }],
    });
    expect(event()['lines']).toEqual(draft.lines);
    expect(event()['text']).toContain('This computer: LT-4471');
  });

  it('takes an empty answer for a yes, and hands on what the receiver could not keep', async () => {
    receiver.answer(() => ({ status: 204 }));
    expect(await tickets().create(aTicketDraft(), control)).toMatchObject({
      value: { ticket: { number: 'ZL-7K3QX' }, lost: [] },
    });
    const lost = [{ field: 'impact', why: 'value-not-allowed' }];
    receiver.answer(() => ({ status: 200, body: { number: 'A-1', lost } }));
    expect(await tickets().create(aTicketDraft(), control)).toMatchObject({ value: { lost } });
  });

  it.each(['200 ok', 'Accepted', '"ok"', '[]', '{"number":null}', '{"lost":[{"field":"a","why":"mood"}]}'])(
    'takes the yes of an answer that nobody understands: %s',
    async (body) => {
      receiver.answer(() => ({ status: 200, body }));
      expect(await tickets().create(aTicketDraft(), control)).toMatchObject({
        value: { ticket: { number: 'ZL-7K3QX' }, lost: [] },
      });
      const reopening = { key: 'r-1', comment: 'x' };
      expect(await tickets().reopen({ number: 'A-1' }, reopening, control)).toMatchObject({ ok: true });
    },
  );

  it('gives a question no key: the ticket would be answered as the question was', async () => {
    receiver.answer(() => ({ status: 200, body: { ticket: null, statuses: {} } }));
    await tickets({ answers: true }).find('k', control);
    await tickets({ answers: true }).statuses(['1'], control);
    expect(receiver.received.map(({ headers }) => headers['idempotency-key'])).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('asks again soon where only the question failed, and leaves time where the ticket may be on its way', async () => {
    receiver.answer(() => ({ status: 503 }));
    const asked = await tickets({ answers: true }).find('k', control);
    expect(asked).toMatchObject({ ok: false, error: { kind: 'later' } });
    expect(asked.ok ? {} : asked.error).not.toHaveProperty('retryAfterMs');
    expect(await tickets().reopen({ number: '1' }, { key: 'k', comment: 'Again' }, control)).toMatchObject({
      error: { kind: 'later', retryAfterMs: 30_000 },
    });
  });

  it('asks a receiver that does not answer questions nothing', async () => {
    expect(await tickets().find('k', control)).toEqual({ ok: true, value: undefined });
    expect(await tickets().statuses(['1'], control)).toEqual({ ok: true, value: new Map() });
    expect(receiver.received).toEqual([]);
  });

  it('asks one that does for a ticket by its key, and for statuses', async () => {
    receiver.answer(({ body }) => ({
      status: 200,
      body: body.includes('request.find')
        ? { ticket: { number: 'A-1' } }
        : { statuses: { 'A-1': 'answered', 'B-2': 'solved' } },
    }));
    const asking = tickets({ answers: true });
    expect(await asking.find('k', control)).toEqual({ ok: true, value: { number: 'A-1' } });
    expect(await asking.statuses(['A-1'], control)).toEqual({
      ok: true,
      value: new Map([['A-1', 'answered']]),
    });
    expect(event(1)).toEqual({ event: 'requests.statuses', numbers: ['A-1'] });
    receiver.answer(() => ({ status: 200, body: { ticket: null } }));
    expect(await asking.find('k', control)).toEqual({ ok: true, value: undefined });
  });

  it('opens again with the key of the reopening, and tells what the receiver refuses', async () => {
    const ticket = { number: 'A-1' };
    expect(await tickets().reopen(ticket, { key: 'r-1', comment: '' }, control)).toEqual({
      ok: true,
      value: undefined,
    });
    expect(event()).toEqual({
      event: 'request.reopened',
      number: 'A-1',
      key: 'r-1',
      comment: 'Still not solved',
    });
    expect(receiver.received[0]?.headers['idempotency-key']).toBe('r-1');
    receiver.answer(() => ({ status: 410 }));
    expect(await tickets().reopen(ticket, { key: 'r-1', comment: 'x' }, control)).toMatchObject({
      error: { kind: 'refused' },
    });
  });
});
