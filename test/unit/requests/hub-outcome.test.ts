import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canCancel, interrupted, type HubEvent } from '../../../shared/requests/hub-outcome.ts';
import { transition } from '../../../shared/requests/outcome.ts';
import { requestSchema, type Request, type RequestState } from '../../../shared/requests/request.ts';
import { aRequest } from './request-builders.ts';

const nowMs = 9_000;
const newKey = '01890a5d-ac96-774b-bcce-b302099a8057';
const otherKey = '01890a5d-ac96-774b-bcce-b302099a8058';
const through = (state: RequestState, ...events: HubEvent[]): Request | 'not-now' => {
  let request = aRequest({ state });
  for (const event of events) {
    const moved = transition(request, event, nowMs);
    if (!moved.ok) return 'not-now';
    request = requestSchema.parse(moved.value);
  }
  return request;
};
const stateAfter = (state: RequestState, ...events: HubEvent[]) => {
  const request = through(state, ...events);
  return request === 'not-now' ? request : request.state;
};
const draft: RequestState = { kind: 'draft' };
const solved: RequestState = {
  kind: 'solved',
  atMs: 5_000,
  ticket: '4711',
  url: 'https://rt.example.org/4711',
};
const delivered = { kind: 'delivered', number: '4711', url: 'https://rt.example.org/4711' } as const;
const reopen: HubEvent = { kind: 'reopen', id: newKey, comment: 'It came back' };

describe('a request on its way through the hub', () => {
  it('goes from the draft to solved', () => {
    expect(
      stateAfter(
        draft,
        { kind: 'queue' },
        { kind: 'sending' },
        { kind: 'received' },
        { kind: 'status', state: delivered, lost: [] },
        { kind: 'status', state: { ...delivered, kind: 'answered' }, lost: [] },
        { kind: 'status', state: { ...delivered, kind: 'solved' }, lost: [] },
      ),
    ).toEqual({ kind: 'solved', atMs: nowMs, ticket: '4711', url: delivered.url });
  });

  it('can be taken back until it may have left, and not after that', () => {
    expect(stateAfter(draft, { kind: 'queue' }, { kind: 'cancel' })).toEqual(draft);
    const sending: HubEvent[] = [{ kind: 'queue' }, { kind: 'sending' }];
    const backUnsent: HubEvent = { kind: 'put-back', mayHaveArrived: false };
    expect(stateAfter(draft, ...sending, backUnsent, { kind: 'cancel' })).toEqual(draft);
    expect(stateAfter(draft, ...sending, { kind: 'cancel' })).toBe('not-now');
    const maybe: HubEvent = { kind: 'put-back', mayHaveArrived: true };
    expect(stateAfter(draft, ...sending, maybe, { kind: 'cancel' })).toBe('not-now');
    // One try that never left does not make the one before it unsent.
    expect(stateAfter(draft, ...sending, maybe, { kind: 'sending' }, backUnsent, { kind: 'cancel' })).toBe(
      'not-now',
    );
  });

  it('keeps its place in the queue through every failure', () => {
    const state = stateAfter(
      { kind: 'queued', atMs: 10 },
      { kind: 'sending' },
      { kind: 'put-back', mayHaveArrived: false },
    );
    expect(state).toEqual({ kind: 'queued', atMs: 10 });
  });

  it('needs the person when it is refused, and goes under a new key then', () => {
    const refused = through(
      draft,
      { kind: 'queue' },
      { kind: 'sending' },
      { kind: 'refused', detail: 'too large', newKey },
    );
    expect(refused).toMatchObject({
      key: newKey,
      state: { kind: 'needs-attention', reason: 'refused', detail: 'too large' },
    });
    expect(refused !== 'not-now' && stateAfter(refused.state, { kind: 'queue' })).toMatchObject({
      kind: 'queued',
    });
  });

  it('goes on with what the ticket system refused days later', () => {
    expect(
      stateAfter({ kind: 'received', atMs: 1 }, { kind: 'refused', detail: 'no such queue', newKey }),
    ).toMatchObject({
      kind: 'needs-attention',
    });
  });

  it('tells since when it has been so, not when that was last asked', () => {
    const again = stateAfter(solved, {
      kind: 'status',
      state: { ...delivered, kind: 'solved' },
      lost: ['area'],
    });
    expect(again).toEqual(solved);
    expect(
      through(solved, { kind: 'status', state: { ...delivered, kind: 'solved' }, lost: ['area'] }),
    ).toMatchObject({
      notCarried: ['area'],
    });
  });
});

describe('"still not solved"', () => {
  it('goes to the same ticket, and is with IT again', () => {
    expect(stateAfter(solved, reopen)).toMatchObject({
      kind: 'queued',
      reopened: { id: newKey, comment: 'It came back', was: 'solved', ticket: '4711' },
    });
    const there: HubEvent[] = [reopen, { kind: 'sending' }, { kind: 'received' }];
    const isThere = { kind: 'received', atMs: nowMs, ticket: '4711', url: delivered.url };
    expect(stateAfter(solved, ...there)).toMatchObject(isThere);
    expect(stateAfter(solved, ...there, { kind: 'status', state: delivered, lost: [] })).toEqual(isThere);
  });
  it('can be taken back, and can be refused, and is never a new request', () => {
    expect(stateAfter(solved, reopen, { kind: 'cancel' })).toEqual(solved);
    const refused = [
      reopen,
      { kind: 'sending' },
      { kind: 'refused', detail: 'closed', newKey },
    ] as HubEvent[];
    expect(stateAfter(solved, ...refused, { kind: 'queue' })).toBe('not-now');
    expect(stateAfter(solved, ...refused, { kind: 'cancel' })).toEqual(solved);
    expect(stateAfter(solved, ...refused, reopen)).toMatchObject({
      kind: 'queued',
      reopened: { was: 'solved' },
    });
  });
  it('keeps its words and its ticket until the ticket has them, whatever the ticket system says', () => {
    const there: HubEvent[] = [reopen, { kind: 'sending' }, { kind: 'received' }];
    const stillWaits: HubEvent = { kind: 'status', state: { kind: 'queued' }, lost: [] };
    const no: HubEvent = { kind: 'refused', detail: 'no permission', newKey: otherKey };
    const refused = through(solved, ...there, stillWaits, no);
    expect(refused).toMatchObject({
      state: {
        kind: 'needs-attention',
        reopened: { comment: 'It came back', ticket: '4711', was: 'solved' },
      },
    });
    // Its ticket is known to the hub under the key that it came with.
    expect(refused).not.toHaveProperty('key');
    expect(stateAfter(solved, ...there, no, { kind: 'queue' })).toBe('not-now');
    expect(stateAfter(solved, ...there, no, { kind: 'cancel' })).toEqual(solved);
    // What was taken back is not refused once more with every look.
    expect(stateAfter(solved, ...there, no, { kind: 'cancel' }, no)).toBe('not-now');
  });
  it('is not for what nobody has answered', () => {
    expect(stateAfter({ kind: 'received', atMs: 1 }, reopen)).toBe('not-now');
    expect(stateAfter(draft, reopen)).toBe('not-now');
  });
});

it('whatever stopped in the middle may have arrived', () => {
  expect(interrupted({ kind: 'sending', atMs: 7 })).toEqual({
    kind: 'queued',
    atMs: 7,
    mayHaveArrived: true,
  });
  expect(canCancel(interrupted({ kind: 'sending', atMs: 7 }))).toBe(false);
  expect(interrupted(solved)).toBe(solved);
});

it('in any order of events the words stay, and what may have left is never a draft again without an answer', () => {
  const event = fc.constantFrom<HubEvent>(
    ...([
      { kind: 'queue' },
      { kind: 'sending' },
      { kind: 'received' },
      { kind: 'cancel' },
      reopen,
    ] as HubEvent[]),
    { kind: 'put-back', mayHaveArrived: true },
    { kind: 'put-back', mayHaveArrived: false },
    { kind: 'refused', detail: 'no', newKey },
    { kind: 'status', state: { kind: 'queued' }, lost: [] },
    { kind: 'status', state: { ...delivered, kind: 'answered' }, lost: [] },
  );
  fc.assert(
    fc.property(fc.array(event, { maxLength: 20 }), (events) => {
      let request = aRequest({ description: 'My words' });
      for (const one of events) {
        const before = request.state;
        const moved = transition(request, one, nowMs);
        if (moved.ok) request = requestSchema.parse(moved.value);
        expect(request.description).toBe('My words');
        if ('mayHaveArrived' in before && before.mayHaveArrived) expect(request.state.kind).not.toBe('draft');
      }
    }),
  );
});
