import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Guide } from '../../../shared/guides/guide.ts';
import { buildIndex, type GuideIndex } from '../../../shared/search/guide-index.ts';
import { search } from '../../../shared/search/search.ts';

vi.setConfig({ testTimeout: 30_000 });

const guide = (id: string, title: string, more: Partial<Guide> = {}): Guide => ({
  id,
  title,
  language: 'en',
  summary: '',
  area: 'a',
  words: [],
  appliesTo: ['windows'],
  owner: 'T',
  reviewed: '2026-01-01',
  minutes: 1,
  worksOffline: true,
  steps: [{ id: 's', title: [{ type: 'text', text: 'Do it' }], body: [] }],
  check: [],
  giveUp: [],
  ...more,
});

const body = (text: string): Partial<Guide> => ({
  check: [{ type: 'paragraph', inlines: [{ type: 'text', text }] }],
});

const index = buildIndex([
  guide('password', 'Choose a new password', { words: ['reset password', 'forgot'] }),
  guide('pin', 'I forgot my PIN on the phone'),
  guide('printer', "I can't print", {
    summary: 'The printer is offline',
    ...body('Restart the print spooler: error 0x80070005.'),
  }),
  guide('wifi', 'Wi-Fi wants a new password', body('Ask for KB5034441 and err_connection_reset.')),
  guide('desk', 'The desktop is slow', body('printer')),
]);

const ids = (text: string, within: GuideIndex = index): string[] =>
  search(within, text, 10).map((hit) => hit.id);

/** The title of the best guide, its matched words in brackets. */
function marked(text: string, guides: readonly Guide[]): string {
  const [hit] = search(buildIndex(guides), text, 1);
  const title = guides.find(({ id }) => id === hit?.id)?.title ?? '';
  return (hit?.titleRanges ?? []).reduceRight(
    (shown, [start, end]) => `${shown.slice(0, start)}[${shown.slice(start, end)}]${shown.slice(end)}`,
    title,
  );
}

describe('what is found', () => {
  test.each([
    ['PASSWORD', 'password'],
    ['forgot pasword', 'password'],
    ['pirnter', 'printer'],
    ['cant print', 'printer'],
    ['can’t print', 'printer'],
    ['wifi', 'wifi'],
    ['wi-fi', 'wifi'],
    ['Wi-F', 'wifi'],
    ['deskt', 'desk'],
    ['0x80070005', 'printer'],
    ['0X8007-0005', 'printer'],
    ['connection reset', 'wifi'],
    ['ERR_CONNECTION_RESET', 'wifi'],
    ['how do i choose', 'password'],
    ['the', 'desk'],
  ])('%s', (text, first) => expect(ids(text)[0]).toBe(first));

  test('the title counts more than the words, the summary and the text', () => {
    const ranked = buildIndex([
      guide('d', 'One', body('zebra')),
      guide('c', 'Two', { summary: 'zebra' }),
      guide('b', 'Three', { words: ['zebra'] }),
      guide('a', 'Zebra'),
    ]);
    expect(ids('zebra ', ranked)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('a guide that knows both words comes before one about one of them', () => {
    const ranked = buildIndex([
      guide('one', 'Mail', { words: ['mail'] }),
      guide('both', 'Sync', { summary: 'The calendar of your mail' }),
    ]);
    expect(ids('mail calendar', ranked)[0]).toBe('both');
  });

  test('a beginning matches only in the word being typed', () => {
    expect(ids('passw')).toEqual(expect.arrayContaining(['password', 'wifi']));
    expect(ids('pri ')).toEqual([]);
  });

  test('codes and short words are not repaired', () => {
    expect(ids('0x80070006 ')).toEqual([]);
    expect(ids('KB5034442')).toEqual([]);
    expect(ids('pim ')).toEqual([]);
  });

  test('a word that guides know is taken as it is', () => {
    const both = buildIndex([guide('scan', 'Scan'), guide('scam', 'Scam mail')]);
    expect(ids('scan ', both)).toEqual(['scan']);
  });
});

describe('languages', () => {
  const nordic = buildIndex([
    guide('kø', 'Tøm utskriftskøen på nytt', { language: 'nb' }),
    guide('de', 'Drücker', { language: 'nb' }),
  ]);

  test.each([
    ['UTSKRIFTSKØEN', 'kø'],
    ['utskriftskoen', 'kø'],
    ['utskriftskoeen', 'kø'],
    ['drucker', 'de'],
    ['druecker', 'de'],
    ['DRU\u0308CKER', 'de'],
    ['dr\u00adücker', 'de'],
  ])('%s is found however the letters are typed', (text, first) => expect(ids(text, nordic)[0]).toBe(first));

  test('of two guides that fit as well, the one in the own language comes first', () => {
    const mixed = buildIndex([guide('a', 'VPN'), guide('b', 'VPN', { language: 'nb' }), guide('c', 'VPN')]);
    expect(ids('vpn', mixed)).toEqual(['b', 'a', 'c']);
  });
});

describe('marks in the title', () => {
  test.each([
    ['forgot pasword', 'Choose a new password', 'Choose a new [password]'],
    ['pass', 'Choose a new password', 'Choose a new [password]'],
    ['wifi password', 'Wi-Fi wants a new password', '[Wi-Fi] wants a new [password]'],
    ['how to print', "I can't print", "I can't [print]"],
    ['kø', 'Tøm køen – skriver', 'Tøm [køen] – skriver'],
    ['cafe', 'Cafe\u0301 wifi', '[Cafe\u0301] wifi'],
  ])('%s', (text, title, shown) => expect(marked(text, [guide('g', title)])).toBe(shown));

  test('a match in the text marks nothing', () => {
    expect(search(index, 'spooler', 1)[0]?.titleRanges).toEqual([]);
  });
});

describe('whatever is typed or pasted', () => {
  test.each([[''], ['   '], ['\u0000\u001b[31m'.slice(0, 2)], ['!!! ???'], ['\u200b']])(
    '%j finds nothing',
    (text) => {
      expect(ids(text)).toEqual([]);
    },
  );

  test('only the beginning of a long text counts', () => {
    expect(ids(`password ${'x '.repeat(100)} printer`)).not.toContain('printer');
    expect(ids('password '.repeat(10_000))[0]).toBe('password');
  });

  test('control characters part words and break nothing', () => {
    expect(ids('choose\u0000password\u0007')[0]).toBe('password');
  });

  test('ranges lie in the title, apart and in order; the same words give the same answer', () => {
    const titles = new Map([...index.guides].map(([id, { title }]) => [id, title.length]));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(fc.constantFrom('pas', 'print', 'wi-fi', 'é', '-', ' ', '0x8')).map((w) => w.join('')),
        ),
        (text) => {
          const hits = search(index, text, 3);
          expect(hits.length).toBeLessThanOrEqual(3);
          expect(search(index, text, 3)).toEqual(hits);
          for (const { id, score, titleRanges } of hits) {
            expect(score).toBeGreaterThan(0);
            let at = 0;
            for (const [start, end] of titleRanges) {
              expect(start).toBeGreaterThanOrEqual(at);
              expect(end).toBeGreaterThan(start);
              at = end;
            }
            expect(at).toBeLessThanOrEqual(titles.get(id) ?? 0);
          }
        },
      ),
    );
  });
});
