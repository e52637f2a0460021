import { describe, expect, it } from 'vitest';
import { keyOf, toWire } from '../../../shared/requests/to-wire.ts';
import { aLine, aRequest } from './request-builders.ts';

const id = '01890a5d-ac96-774b-bcce-b302099a8057';
const key = '01890a5d-ac96-774b-bcce-b302099a8058';
const sender = { requester: { login: 'ola' }, attachments: [] };

describe('a request on the wire', () => {
  it('is what the person left ticked, and nothing of the machine besides', () => {
    const request = aRequest({
      ...{ id, description: 'It hums', area: 'printing', impact: 'team' },
      lines: [aLine('computer'), aLine('disk', { ticked: false }), aLine('tried:vpn', { group: 'journey' })],
      notCarried: ['x'],
      state: { kind: 'queued', atMs: 1 },
    });
    const sent = toWire(request, sender);
    expect(sent).toEqual({
      ok: true,
      value: {
        ...{ id, reference: 'ZL-7K3QX', createdAtMs: 1000, language: 'en', title: request.title },
        ...{ description: 'It hums', category: 'printing', impact: 'team', requester: { login: 'ola' } },
        lines: [
          { id: 'tried:vpn', group: 'journey', label: 'tried:vpn', value: 'value of tried:vpn' },
          { id: 'computer', group: 'computer', label: 'computer', value: 'value of computer' },
        ],
        attachments: [],
      },
    });
    expect(JSON.stringify(sent)).not.toContain('disk');
  });

  it('goes under its key, which is its id unless that was refused', () => {
    expect(keyOf(aRequest({ id }))).toBe(id);
    expect(toWire(aRequest({ id, key }), sender)).toMatchObject({ ok: true, value: { id: key } });
  });

  it('says which part can not be sent', () => {
    expect(toWire(aRequest({ id, title: ' ' }), sender)).toMatchObject({
      ok: false,
      error: { kind: 'not-sendable', detail: expect.stringContaining('title') as string },
    });
  });

  it('is the same bytes every time, or the hub would take it for another', () => {
    const request = aRequest({ id, lines: [aLine('a'), aLine('b')] });
    expect(JSON.stringify(toWire({ ...request, updatedAtMs: 5 }, sender))).toBe(
      JSON.stringify(toWire(request, sender)),
    );
  });
});
