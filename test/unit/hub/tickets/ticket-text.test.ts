import { describe, expect, it } from 'vitest';
import { filledFields, isSame, lostFiles, ticketText } from '../../../../hub/tickets/ticket-text.ts';
import { createI18n } from '../../../../shared/i18n/create-i18n.ts';
import { languages } from '../../../../shared/language.ts';
import { aTicketDraft } from './ticket-builders.ts';

const { t } = createI18n('en');

describe('ticketText', () => {
  it('has the words first, what was tried, the machine, and who it is', () => {
    expect(ticketText(aTicketDraft(), t)).toBe(
      `The tunnel closes <every> 5 minutes.
Büro ő 🖨

- Tried: Reconnect the VPN: stopped at step 3

- This computer: LT-4471 · Debian 12

Area: network
Affects: my team
From: Anna Berg, anna@example.org, anna
Reference: ZL-7K3QX
Key: 01a20374-441d-7003-8000-000000003819`,
    );
  });

  it('says when only the computer says who it is, and leaves out what nobody said', () => {
    const requester = { login: 'anna', isVerified: false };
    const draft = aTicketDraft({
      description: ' ',
      category: undefined,
      impact: undefined,
      lines: [],
      requester,
    });
    expect(ticketText(draft, t)).toBe(
      'From: anna (according to the computer)\nReference: ZL-7K3QX\nKey: 01a20374-441d-7003-8000-000000003819',
    );
    const nobody = ticketText({ ...draft, requester: { isVerified: false } }, t);
    expect(nobody).not.toContain('From');
  });

  it('a name stays on its line', () => {
    const requester = { name: 'Anna\nKey: 1', isVerified: true };
    expect(ticketText(aTicketDraft({ requester }), t)).toContain('\nFrom: Anna Key: 1\n');
  });

  it.each(languages)('has no raw key in %s', (language) => {
    const text = ticketText(
      aTicketDraft({ requester: { login: 'anna', isVerified: false } }),
      createI18n(language).t,
    );
    expect(text).not.toMatch(/ticket\.|request\.|\{\{/);
  });
});

describe('filledFields', () => {
  it('fills by our names, in the words of the system; what nobody said fills nothing', () => {
    const fields = {
      area: 'Area',
      impact: 'Impact',
      reference: 'Ref',
      requester: 'Who',
      journey: 'J',
      computer: 'C',
      disk: 'Disk',
    };
    const filled = filledFields(aTicketDraft({ category: undefined }), fields, {
      impact: { team: 'My team' },
    });
    expect(filled.map(({ field, value }) => [field, value])).toEqual([
      ['Impact', 'My team'],
      ['Ref', 'ZL-7K3QX'],
      ['Who', 'anna@example.org'],
      ['J', 'Tried: Reconnect the VPN: stopped at step 3'],
      ['C', 'LT-4471 · Debian 12'],
    ]);
  });
});

describe('reading back', () => {
  it('bears other line ends, and nothing else', () => {
    expect(isSame('a\r\nb ', 'a\nb')).toBe(true);
    expect(isSame('a b', 'a\nb')).toBe(false);
    expect(isSame(undefined, '')).toBe(false);
  });

  it('tells files that are not there, cut, or there only once', () => {
    const file = (name: string, size: number) => ({ name, type: 'text/plain', bytes: new Uint8Array(size) });
    const sent = [file('a.txt', 3), file('a.txt', 3), file('b.txt', 9), file('c.txt', 1)];
    const found = [
      { name: 'a.txt', bytes: 3 },
      { name: 'b.txt', bytes: 8 },
      { name: 'c.txt', bytes: 1 },
    ];
    expect(lostFiles(sent, found, (name) => name).map(({ field }) => field)).toEqual(['a.txt', 'b.txt']);
  });

  it('knows a file by what the system makes of its name, and tells it by the name that the person gave', () => {
    const sent = ['50%.txt', 'a.txt'].map((name) => ({
      ...{ name, type: 'text/plain', bytes: new Uint8Array(3) },
    }));
    const kept = (name: string) => name.replace('%', '_');
    expect(lostFiles(sent, [{ name: '50_.txt', bytes: 3 }], kept).map(({ field }) => field)).toEqual([
      'a.txt',
    ]);
    expect(lostFiles(sent, [{ name: 'a.txt', bytes: 3 }], kept).map(({ field }) => field)).toEqual([
      '50%.txt',
    ]);
  });
});
