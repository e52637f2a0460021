import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Language } from '../../../shared/language.ts';
import { buildIndex } from '../../../shared/search/guide-index.ts';
import { someQuestion, someTexts } from './random-texts.ts';
import { ask, marked, synonymTable, textOf } from './search-texts.ts';

vi.setConfig({ testTimeout: 30_000 });

describe('marks in the title', () => {
  const cases: [string, Language, string, string][] = [
    ['password ', 'en', 'Choose a new password', 'Choose a new [password]'],
    ['printers ', 'en', 'The printer prints', 'The [printer] prints'],
    ['pass', 'en', 'Choose a new password', 'Choose a new [password]'],
    ['forgot pasword', 'en', 'Choose a new password', 'Choose a new [password]'],
    ['wifi password', 'en', 'Wi-Fi wants a new password', '[Wi-Fi] wants a new [password]'],
    ['fi ', 'en', 'Wi-Fi', '[Wi-Fi]'],
    ['wi fi ', 'en', 'Slow Wifi', 'Slow [Wifi]'],
    ['how to print', 'en', "I can't print", "I can't [print]"],
    ["can't ", 'en', 'I can’t print', 'I [can’t] print'],
    ['tcp/ip ', 'en', 'TCP/IP, again: tcpip', '[TCP/IP], again: [tcpip]'],
    ['0x80070005 ', 'en', 'Error 0x8007-0005!', 'Error [0x8007-0005]!'],
    ['lösenordet ', 'sv', 'Byt lösenord nu', 'Byt [lösenord] nu'],
    ['lösen ord ', 'sv', 'Byt lösenord nu', 'Byt [lösenord] nu'],
    ['losenord ', 'sv', 'Byt lo\u0308senord nu', 'Byt [lo\u0308senord] nu'],
    ['skrivare ', 'sv', 'Skrivare, nätverksskrivare, nätverk', '[Skrivare], [nätverksskrivare], nätverk'],
    [
      'nätverksskrivare ',
      'sv',
      'Skrivare, nätverksskrivare, nätverk',
      '[Skrivare], [nätverksskrivare], [nätverk]',
    ],
    ['druecker ', 'de', 'Der Drücker – neu', 'Der [Drücker] – neu'],
    ['jelszavam ', 'hu', 'Új jelszó', 'Új [jelszó]'],
    ['👍 mail ', 'en', '👍👍 Mail 👍', '👍👍 [Mail] 👍'],
  ];
  test.each(cases)('%s (%s)', (text, language, title, shown) => {
    expect(marked(title, text, { language })).toBe(shown);
  });

  test('a synonym is marked', () => {
    const synonyms = synonymTable({ same: [['television', 'telly']] });
    expect(marked('The telly is dark', 'television ', { synonyms })).toBe('The [telly] is dark');
  });

  test('what was found in the body marks nothing', () => {
    const index = buildIndex([textOf('a', 'Mail', { body: 'spooler' })]);
    expect(ask(index, 'spooler ').hits[0]?.titleRanges).toEqual([]);
  });

  test('lie in the title, apart and in order, for any guides and questions', () => {
    fc.assert(
      fc.property(someTexts, someQuestion, (texts, question) => {
        const titles = new Map(texts.map(({ id, title }) => [id, title]));
        const { hits } = ask(buildIndex(texts), question.text, { ...question, limit: 20 });
        for (const { id, score, titleRanges } of hits) {
          expect(score).toBeGreaterThan(0);
          let at = 0;
          for (const [start, end] of titleRanges) {
            expect(start).toBeGreaterThanOrEqual(at);
            expect(end).toBeGreaterThan(start);
            at = end;
          }
          expect(at).toBeLessThanOrEqual(titles.get(id)?.length ?? -1);
        }
      }),
    );
  });
});
