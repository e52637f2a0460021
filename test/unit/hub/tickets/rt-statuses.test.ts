import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readStatuses } from '../../../../hub/tickets/rt-statuses.ts';
import { createTicketServer } from '../../../../hub/tickets/ticket-server.ts';
import { startReceiver, type Receiver } from './fake-receiver.ts';

const control = { signal: new AbortController().signal };

describe('statuses of tickets that were merged', () => {
  let receiver: Receiver;
  /** Tickets of an RT that shows these alone: number, status, and where it stands. */
  const holds = (...tickets: [id: string, status: string, into: unknown][]) =>
    receiver.answer(({ url }) => {
      const query = new URL(url ?? '', receiver.url).searchParams.get('query') ?? '';
      const asked = Array.from(query.matchAll(/\bid = (\d+)/g), ([, id]) => id);
      const items = tickets
        .filter(([id]) => asked.includes(id))
        .map(([id, Status, EffectiveId]) => ({ id, type: 'ticket', Status, EffectiveId }));
      return { status: 200, body: { items } };
    });
  const read = (...numbers: string[]) =>
    readStatuses(createTicketServer({ url: receiver.url, headers: {}, nowMs: () => 0 }), numbers, control);

  beforeEach(async () => {
    receiver = await startReceiver();
  });
  afterEach(() => receiver.stop());

  it('are those of the ticket that they stand in, which is asked for once', async () => {
    holds(
      ['1', 'new', '9'],
      ['2', 'new', { id: 9, type: 'ticket' }],
      ['3', 'open', '3'],
      ['9', 'resolved', 9],
    );
    expect(await read('1', '2', '3')).toEqual({
      ok: true,
      value: new Map([
        ['1', 'resolved'],
        ['2', 'resolved'],
        ['3', 'open'],
      ]),
    });
    expect(receiver.received).toHaveLength(2);
  });

  it('need no second question where none was merged, or both are asked for', async () => {
    holds(['1', 'new', '2'], ['2', 'open', '2']);
    expect(await read('1', '2')).toMatchObject({
      value: new Map([
        ['1', 'open'],
        ['2', 'open'],
      ]),
    });
    expect(receiver.received).toHaveLength(1);
  });

  it('are followed from one to the next, and left out where the last is not shown', async () => {
    holds(['1', 'new', '2'], ['2', 'new', '3'], ['3', 'rejected', '3'], ['4', 'new', '5']);
    expect(await read('1', '4', '6')).toEqual({ ok: true, value: new Map([['1', 'rejected']]) });
  });

  it('come to an end also in a circle', async () => {
    holds(['1', 'new', '2'], ['2', 'new', '1']);
    expect(await read('1')).toEqual({ ok: true, value: new Map() });
  });
});
