import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { transition, waitsForPerson, type RequestEvent } from '../../../shared/requests/outcome.ts';
import { requestSchema, type RequestState } from '../../../shared/requests/request.ts';
import { aLine, aRequest } from './request-builders.ts';

const nowMs = 9000;
const edit: RequestEvent = { kind: 'edit', edit: { title: 'New', description: 'More', ticked: ['b'] } };
const draft: RequestState = { kind: 'draft' };
const handedOver: RequestState = { kind: 'handed-over', way: 'link', atMs: 2000 };
const sent: RequestState = { kind: 'sent', way: 'mail', atMs: 3000 };
const solved: RequestState = { kind: 'solved', atMs: 3000, ticket: 'HD-1' };
const refused: RequestState = { kind: 'needs-attention', reason: 'refused', atMs: 3000, detail: 'no' };
const notSent: RequestState = { kind: 'needs-attention', reason: 'not-sent', atMs: 3000 };

const after = (state: RequestState, event: RequestEvent) => {
  const moved = transition(aRequest({ state }), event, nowMs);
  return moved.ok ? moved.value.state : moved.error.kind;
};

describe('transition', () => {
  it.each([
    [draft, edit, draft],
    [draft, { kind: 'hand-over', way: 'link' }, { kind: 'handed-over', way: 'link', atMs: nowMs }],
    [handedOver, { kind: 'sent' }, { kind: 'sent', way: 'link', atMs: nowMs }],
    [
      handedOver,
      { kind: 'sent', ticket: 'HD-1' },
      { kind: 'sent', way: 'link', atMs: nowMs, ticket: 'HD-1' },
    ],
    [handedOver, { kind: 'not-sent' }, { kind: 'needs-attention', reason: 'not-sent', atMs: nowMs }],
    [
      handedOver,
      { kind: 'could-not-open' },
      { kind: 'needs-attention', reason: 'could-not-open', atMs: nowMs },
    ],
    [handedOver, { kind: 'hand-over', way: 'mail' }, { kind: 'handed-over', way: 'mail', atMs: nowMs }],
    [handedOver, edit, draft],
    [notSent, edit, notSent],
    [refused, edit, refused],
    [refused, { kind: 'detach', file: 'x' }, refused],
    [solved, { kind: 'note', comment: 'Still' }, solved],
    [
      notSent,
      { kind: 'hand-over', way: 'clipboard' },
      { kind: 'handed-over', way: 'clipboard', atMs: nowMs },
    ],
    [
      notSent,
      { kind: 'sent', ticket: 'HD-3' },
      { kind: 'sent', way: 'clipboard', atMs: nowMs, ticket: 'HD-3' },
    ],
    [sent, { kind: 'sent', ticket: 'HD-2' }, { kind: 'sent', way: 'mail', atMs: 3000, ticket: 'HD-2' }],
  ] as const)('goes from %j by %j to %j', (state, event, expected) => {
    expect(after(state, event)).toEqual(expected);
  });

  it.each([
    [draft, { kind: 'sent' }],
    [draft, { kind: 'not-sent' }],
    [draft, { kind: 'could-not-open' }],
    [sent, edit],
    [sent, { kind: 'hand-over', way: 'link' }],
    [sent, { kind: 'not-sent' }],
    [sent, { kind: 'could-not-open' }],
    [notSent, { kind: 'not-sent' }],
    [draft, { kind: 'note', comment: 'Still' }],
  ] as const)('refuses, from %j, %j', (state, event) => {
    expect(after(state, event)).toBe('not-now');
  });

  it('takes the impact from an edit, and takes it back with one that has none', () => {
    const before = aRequest();
    const said = transition(before, { ...edit, edit: { ...edit.edit, impact: 'team' } }, nowMs);
    expect(said.ok && said.value.impact).toBe('team');
    const cleared = said.ok && transition(said.value, edit, nowMs);
    expect(cleared && cleared.ok && 'impact' in cleared.value).toBe(false);
  });

  it('takes the area away with an edit that has none', () => {
    const before = aRequest({ area: 'printing' });
    const kept = transition(before, { ...edit, edit: { ...edit.edit, area: 'printing' } }, nowMs);
    expect(kept.ok && kept.value.area).toBe('printing');
    const cleared = transition(before, edit, nowMs);
    expect(cleared.ok && 'area' in cleared.value).toBe(false);
  });

  it('keeps the words of "still not solved" until they are sent, and when they are taken back', () => {
    let request = aRequest({ state: solved });
    const move = (event: RequestEvent): void => {
      const moved = transition(request, event, nowMs);
      if (moved.ok) request = requestSchema.parse(moved.value);
    };
    move({ kind: 'note', comment: 'It came b' });
    expect(request).toMatchObject({ comment: 'It came b', state: solved });
    move({ kind: 'reopen', id: '0199f3a0-0000-7000-8000-000000000001', comment: 'It came back' });
    expect(request).toMatchObject({ comment: '', state: { kind: 'queued' } });
    move({ kind: 'cancel' });
    expect(request).toMatchObject({ comment: 'It came back', state: solved });
  });

  it.each([
    ['files-too-large', [6, 5]],
    ['too-many-files', new Array<number>(9).fill(1)],
  ])('takes no more files than go along, however they come: %s', (kind, megabytes) => {
    const files = megabytes.map((mb, n) => ({
      ...{ id: `0f9c1f6e-5a3b-4c57-9d0e-2f1f3a7b8c${n}d`, name: 'a.png', type: 'image/png' as const },
      ...{ sizeBytes: mb * 1024 * 1024, sha256: 'ab'.repeat(32) },
    }));
    const last = files.at(-1);
    const before = aRequest({ attachments: files.slice(0, -1) });
    expect(last && transition(before, { kind: 'attach', file: last }, nowMs)).toEqual({
      ok: false,
      error: { kind },
    });
    expect(last && transition(aRequest(), { kind: 'attach', file: last }, nowMs).ok).toBe(true);
  });

  it('takes title, words and ticks from an edit, and nothing else', () => {
    const before = aRequest({ lines: [aLine('a'), aLine('b', { ticked: false })] });
    const moved = transition(before, edit, nowMs);
    expect(moved.ok && moved.value).toEqual({
      ...before,
      title: 'New',
      description: 'More',
      updatedAtMs: nowMs,
      revision: 1,
      lines: [aLine('a', { ticked: false }), aLine('b')],
    });
  });

  it('never loses what a person wrote, and always gives a request of the schema', () => {
    const event: fc.Arbitrary<RequestEvent> = fc.oneof(
      fc
        .constantFrom('link' as const, 'mail' as const, 'clipboard' as const)
        .map((way) => ({ kind: 'hand-over' as const, way })),
      fc.constantFrom<RequestEvent>({ kind: 'could-not-open' }, { kind: 'not-sent' }, { kind: 'sent' }, edit),
      fc.string({ minLength: 1, maxLength: 60 }).map((ticket) => ({ kind: 'sent' as const, ticket })),
    );
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (events) => {
        let request = aRequest({ title: 'New', description: 'More', lines: [aLine('a'), aLine('b')] });
        let isSent = false;
        for (const [n, one] of events.entries()) {
          const moved = transition(request, one, nowMs + n);
          if (moved.ok) request = requestSchema.parse(moved.value);
          expect([request.title, request.description, request.lines.length]).toEqual(['New', 'More', 2]);
          if (isSent) expect(request.state.kind).toBe('sent');
          isSent = request.state.kind === 'sent';
        }
      }),
    );
  });
});

describe('waitsForPerson', () => {
  it.each([
    [draft, false],
    [handedOver, true],
    [notSent, true],
    [sent, false],
  ])('of %j is %s', (state, waits) => {
    expect(waitsForPerson(aRequest({ state }))).toBe(waits);
  });
});
