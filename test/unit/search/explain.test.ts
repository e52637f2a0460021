import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { How } from '../../../shared/search/concept.ts';
import type { Language } from '../../../shared/language.ts';
import { explain } from '../../../shared/search/explain.ts';
import { buildIndex, type GuideIndex } from '../../../shared/search/guide-index.ts';
import { search } from '../../../shared/search/search.ts';
import { someQuestion, someTexts } from './random-texts.ts';
import { synonymTable, textOf, titled } from './search-texts.ts';

vi.setConfig({ testTimeout: 30_000 });

const why = (index: GuideIndex, text: string, language: Language = 'en') =>
  explain(index, {
    ...{ text, language, limit: 5 },
    synonyms: synonymTable({ same: [['television', 'telly']] }),
  }).explanations;

describe('why a guide is in the answer', () => {
  const ways: [How, Language, string, string, string, string[]][] = [
    ['exact', 'en', 'A Password', 'PASSWORD ', 'PASSWORD', ['password']],
    ['exact', 'en', 'A scanner', 'printer/scanner ', 'scanner', ['scanner']],
    ['inflected', 'en', 'A printer', 'printers ', 'printers', ['printer']],
    ['prefix', 'en', 'A password', 'passw', 'passw', ['password']],
    ['part', 'sv', 'Skrivare', 'nätverksskrivare ', 'nätverksskrivare', ['skrivare']],
    ['part', 'sv', 'Nätverksskrivare', 'nätverk ', 'nätverk', ['nätverksskrivare']],
    ['joined', 'en', 'A wifi', 'wi fi ', 'wi', ['wifi']],
    ['repaired', 'en', 'A password', 'pasword ', 'pasword', ['password']],
    ['synonym', 'en', 'A telly', 'Television ', 'Television', ['telly']],
  ];
  test.each(ways)('%s (%s): %s', (how, language, title, text, word, found) => {
    const known = language === 'sv' ? { z1: 'nätverk', z2: 'skrivare' } : {};
    const index = titled({ a: title, ...known }, language);
    const reasons = why(index, text, language).find(({ id }) => id === 'a')?.reasons;
    expect(reasons?.[0]).toMatchObject({ word, how, found, fields: ['title'] });
    expect(reasons?.[0]?.points).toBeGreaterThan(0);
  });

  test('the best way is told, with all words and fields that were found', () => {
    const index = buildIndex([
      textOf('a', 'A printer', { words: ['printers'], summary: 'printer', body: 'Printers print' }),
      textOf('b', 'Mail'),
    ]);
    expect(why(index, 'printer ')).toMatchObject([
      { id: 'a', reasons: [{ how: 'exact', found: ['printer', 'printers'] }] },
    ]);
    const fields = why(index, 'printer ')[0]?.reasons[0]?.fields ?? [];
    expect([...fields].sort()).toEqual(['body', 'summary', 'title', 'words']);
  });

  test('coverage is the share of what was asked', () => {
    const index = titled({ both: 'Mail calendar', one: 'Mail', none: 'Printer' });
    const [both, one] = why(index, 'mail calendar ');
    expect(both).toMatchObject({ id: 'both', coverage: 1 });
    expect(one?.id).toBe('one');
    expect(one?.coverage).toBeGreaterThan(0);
    expect(one?.coverage).toBeLessThan(0.5);
    expect(one?.reasons.map(({ word }) => word)).toEqual(['mail']);
  });

  // One or two letters begin words of short fields only, and score nothing in the body.
  test('what scores nothing is no reason', () => {
    const index = buildIndex([textOf('a', 'Printer', { body: 'password' }), textOf('b', 'Password')]);
    const points = why(index, 'printer pa').flatMap(({ reasons }) => reasons.map((reason) => reason.points));
    expect(points).not.toContain(0);
  });

  test('agrees with the search: the same guides, order and scores, and the words that they have', () => {
    fc.assert(
      fc.property(someTexts, someQuestion, (texts, asked) => {
        const index = buildIndex(texts);
        const question = { ...asked, limit: 8 };
        const { answer, explanations } = explain(index, question);
        expect(answer).toEqual(search(index, question));
        expect(explanations.map(({ id, score }) => [id, score])).toEqual(
          answer.hits.map(({ id, score }) => [id, score]),
        );
        for (const { id, coverage, reasons } of explanations) {
          const { titleRanges } = answer.hits.find((hit) => hit.id === id) ?? { titleRanges: [] };
          expect(reasons.length).toBeGreaterThan(0);
          expect(coverage).toBeGreaterThan(0);
          expect(coverage).toBeLessThanOrEqual(1 + 1e-6);
          expect(reasons.some(({ fields }) => fields.includes('title'))).toBe(titleRanges.length > 0);
          for (const { found, fields, word } of reasons) {
            expect(found.length).toBeGreaterThan(0);
            expect(fields.length).toBeGreaterThan(0);
            expect(asked.text).toContain(word);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
