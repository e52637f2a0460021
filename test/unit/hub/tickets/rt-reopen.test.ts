import { afterEach, beforeEach, expect, test } from 'vitest';
import { rtConfigSchema, rtTickets } from '../../../../hub/tickets/rt.ts';
import { startReceiver, type Receiver } from './fake-receiver.ts';

const control = { signal: new AbortController().signal };
const ticket = { number: '7', url: '' };
const said = { key: '019a0000-0000-7000-8000-000000000001', comment: 'It came back' };

let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.stop());

/** An RT whose ticket is resolved, and which answers every change as if it were made. */
function reopenWhere(mayChange: boolean) {
  let status = 'resolved';
  receiver.answer(({ method, url }) => {
    if (method === 'PUT' && mayChange) status = 'new';
    if (method === 'PUT') return { status: 200, body: [] };
    if (method === 'POST') return { status: 201, body: ['Correspondence added'] };
    if (url?.includes('attachments')) return { status: 200, body: { items: [] } };
    return { status: 200, body: { id: '7', Status: status, CustomFields: [] } };
  });
  const config = rtConfigSchema.parse({
    ...{ system: 'request-tracker', url: receiver.url, token: { env: 'TOKEN' } },
  });
  return rtTickets(config, { secret: () => 't', nowMs: () => 0 }).reopen(ticket, said, control);
}

test('a ticket that RT lets nobody open again is told, in spite of its answer', async () => {
  expect(await reopenWhere(true)).toEqual({ ok: true, value: undefined });
  expect(await reopenWhere(false)).toMatchObject({
    ok: false,
    error: { kind: 'refused', detail: 'the comment is in the ticket, but it could not become "new"' },
  });
});
