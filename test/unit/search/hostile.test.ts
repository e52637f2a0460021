import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { languages } from '../../../shared/language.ts';
import { explain } from '../../../shared/search/explain.ts';
import { buildIndex } from '../../../shared/search/guide-index.ts';
import { loadIndex, serialiseIndex } from '../../../shared/search/index-bytes.ts';
import { ask, idsFor, synonymTable, textOf } from './search-texts.ts';

vi.setConfig({ testTimeout: 20_000 });

const evil = '((((((a+)+)+)+';
const index = buildIndex([
  textOf('password', 'Choose a new password', { body: 'aaaa '.repeat(500) }),
  ...languages.map((language) => textOf(`in-${language}`, `Printer ${language}`, { language })),
  textOf('arabic', 'إعادة تعيين كلمة المرور', { body: 'שלום' }),
  textOf('evil', evil, { words: ['a'.repeat(5000), 'a'.repeat(60)], body: evil.repeat(1000) }),
  textOf('long', 'Lång', { language: 'sv', body: 'skrivare nätverk' }),
]);

describe('whatever is typed or pasted', () => {
  const questions: [string, string][] = [
    ['nothing', ''],
    ['spaces', '  \t\n '],
    ['punctuation', '!!! ??? --- /// \'\' ""'],
    ['a page', 'The printer does not print. '.repeat(4000)],
    ['one endless word', 'a'.repeat(100_000)],
    ['an endless joined word', 'a-'.repeat(50_000)],
    ['endless accents', `a${'\u0301'.repeat(100_000)}`],
    ['function words only', 'how do i the a '.repeat(7000)],
    ['emoji only', '👩‍👩‍👧‍👦🏳️‍🌈👍🏽1️⃣'.repeat(50)],
    ['right to left', '\u202eكلمة المرور שלום'],
    ['control characters', '\u0000\u0007\u001b[31m\u007f\ufeff\u2028'],
    ['lone surrogates', '\ud800\udc00\ud800 \udfff'],
    ['brackets', evil],
    ['many brackets', evil.repeat(1000)],
    ['a row of the same letter', 'aaaa'.repeat(15)],
    ['a compound of the same part', 'skrivarnätverks'.repeat(4)],
    ['names of objects', '__proto__ constructor toString hasOwnProperty'],
    ['letters that grow', 'ﷺ'.repeat(60)],
  ];
  test.each(questions)('%s: an answer within its limit, and the same one again', (_, text) => {
    const synonyms = synonymTable({ same: [['printer', 'constructor']] });
    for (const language of languages) {
      const answer = ask(index, text, { language, limit: 3, synonyms });
      expect(answer.hits.length).toBeLessThanOrEqual(3);
      expect(ask(index, text, { language, limit: 3, synonyms })).toEqual(answer);
      expect(explain(index, { text, language, limit: 3, synonyms }).answer).toEqual(answer);
    }
  });

  test.each(['', ' \n', '!!! ???', '\u0000\u001b[', '👍🏽', '\u200b\ufeff', '\ud800'])(
    '%j finds nothing',
    (text) => {
      expect(ask(index, text)).toEqual({ hits: [], meant: [] });
    },
  );

  test('only the beginning of a page counts', () => {
    expect(idsFor(index, `password ${'zzzz '.repeat(100)} printer`)).not.toContain('in-en');
    expect(idsFor(index, 'password '.repeat(10_000))[0]).toBe('password');
  });

  test('control characters part words and hide none', () => {
    expect(idsFor(index, 'choose\u0000password\u0007')[0]).toBe('password');
  });

  test('other scripts are found like ours', () => {
    expect(idsFor(index, 'المرور ')).toEqual(['arabic']);
    expect(idsFor(index, 'שלום ')).toEqual(['arabic']);
  });

  test('any characters', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.constantFrom(...languages),
        (text, language) => {
          const { hits } = ask(index, text, { language });
          expect(new Set(hits.map(({ id }) => id)).size).toBe(hits.length);
          expect(hits.every(({ score }) => score > 0)).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('guides of any characters make an index that is kept and asked', () => {
  const anything = fc.string({ unit: 'binary', maxLength: 30 });
  fc.assert(
    fc.property(anything, anything, fc.constantFrom(...languages), (title, body, language) => {
      const strange = buildIndex([textOf('strange', title, { body, language }), textOf('__proto__', 'Mail')]);
      const bytes = serialiseIndex(strange);
      const again = loadIndex(bytes);
      expect(again.ok && serialiseIndex(again.value)).toEqual(bytes);
      expect(ask(strange, title, { language }).hits.length).toBeLessThanOrEqual(2);
    }),
    { numRuns: 300 },
  );
});
