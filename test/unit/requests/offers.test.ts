import { describe, expect, it } from 'vitest';
import { offersFor, type OfferSources } from '../../../shared/requests/offers.ts';
import { aLine, aRequest } from './request-builders.ts';

const mail = {
  id: 'mail@2026-11-22',
  title: 'Mail is slow',
  text: 'Messages arrive late.',
  guide: 'mail-not-arriving',
};
const vpn = { id: 'vpn@2026-11-22', title: 'VPN drops in Oslo', text: 'The tunnel is being repaired.' };
const offers = (over: Partial<OfferSources>) =>
  offersFor({ language: 'en', id: 'me', words: '', hits: [], outages: [mail, vpn], requests: [], ...over });

describe('known outages', () => {
  it.each([
    ['by a word of their title, in any form', { words: 'My mails do not come' }, ['mail@2026-11-22']],
    ['by the guide that failed', { words: 'Nothing works', guide: 'mail-not-arriving' }, ['mail@2026-11-22']],
    [
      'by a guide that the words lead to',
      { words: 'Inbox stays empty', hits: ['mail-not-arriving'] },
      ['mail@2026-11-22'],
    ],
    [
      'the likelier one first',
      { words: 'Tunnel to Oslo drops, and mail too' },
      ['vpn@2026-11-22', 'mail@2026-11-22'],
    ],
    ['not for anything else', { words: 'The printer is jammed', hits: ['cant-print'] }, []],
    ['not by small words', { words: 'it is in the' }, []],
    ['not for nothing', {}, []],
  ] as const)('are offered %s', (_what, over, expected) => {
    expect(offers({ ...over, hits: 'hits' in over ? [...over.hits] : [] }).outages).toEqual(expected);
  });

  it('are found in other languages by their own forms', () => {
    const drucker = { id: 'd@2026-11-22', title: 'Drucker in Bonn gestört', text: 'Wir arbeiten daran.' };
    expect(
      offersFor({
        language: 'de',
        id: 'me',
        words: 'Meine Druckers drucken nicht',
        hits: [],
        outages: [drucker],
        requests: [],
      }).outages,
    ).toEqual(['d@2026-11-22']);
  });
});

describe('own open requests', () => {
  const id = '00000000-0000-4000-8000-000000000001';
  const open = aRequest({ id, title: 'Scanner loses pages', state: { kind: 'received', atMs: 1 } });

  it('are offered when they share the guide or two telling words', () => {
    expect(offers({ words: 'pages missing from the scanner', requests: [open] }).requests).toEqual([id]);
    const same = aRequest({
      ...open,
      title: 'Other',
      lines: [aLine('tried:cant-scan', { group: 'journey' })],
    });
    expect(offers({ words: 'again', guide: 'cant-scan', requests: [same] }).requests).toEqual([id]);
  });
  it('are not offered by one word, when solved, when never sent, or to themselves', () => {
    expect(offers({ words: 'scanner', requests: [open] }).requests).toEqual([]);
    const words = 'Scanner loses pages';
    const solved = aRequest({ ...open, state: { kind: 'solved', atMs: 1 } });
    const draft = aRequest({ ...open, state: { kind: 'draft' } });
    expect(offers({ words, requests: [solved, draft] }).requests).toEqual([]);
    expect(offers({ words, id, requests: [open] }).requests).toEqual([]);
  });
});
