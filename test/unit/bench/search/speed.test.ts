import { describe, expect, it } from 'vitest';
import { subjectsAt, worstOf, type Cost } from '../../../../bench/search/costs.ts';
import { keystrokesOf, percentile, sampled, timeKeystrokes } from '../../../../bench/search/keystrokes.ts';
import { halves, sized } from '../../../../bench/search/sized.ts';
import type { Language } from '../../../../shared/language.ts';
import type { SearchText } from '../../../../shared/search/search-text.ts';

const guide = (id: string, language: Language): SearchText => ({
  ...{ id, language, title: `${id} title`, words: [`${id}w`], summary: '' },
  body: `${id}1 ${id}2 ${id}3 ${id}4`,
});
const given = [guide('a', 'en'), guide('b', 'en'), guide('c', 'en'), guide('x', 'sv'), guide('y', 'sv')];

describe('so many guides', () => {
  it('are taken language by language in turn', () => {
    expect(sized(given, 4)).toMatchObject({ made: 0 });
    expect(sized(given, 4).guides.map(({ id }) => id)).toEqual(['a', 'x', 'b', 'y']);
  });

  it('are filled up with halves of two different ones in one language, in turn', () => {
    const { guides, made } = sized(given, 9);
    expect(made).toBe(4);
    expect(new Set(guides.map(({ id }) => id)).size).toBe(9);
    expect(guides[5]).toMatchObject({ language: 'en', title: 'a title' });
    const bodies = guides.slice(5).map(({ body }) => body);
    expect(bodies).toEqual(['a1 a2 b3 b4', 'x1 x2 y3 y4', 'b1 b2 c3 c4', 'y1 y2 x3 x4']);
    expect(sized([], 5)).toEqual({ guides: [], made: 0 });
  });

  it('cut a text in its middle, between words', () => {
    expect(halves('one two three')).toEqual(['one two', 'three']);
    expect(halves('unbroken')).toEqual(['unbroken', '']);
  });
});

describe('keystrokes', () => {
  it('are the beginnings of a query, letter by letter', () => {
    const typed = keystrokesOf([{ q: 'å 💻', language: 'sv' }]);
    expect(typed.map((one) => one.typed)).toEqual(['å', 'å ', 'å 💻']);
  });

  it('are sampled evenly', () => {
    expect(sampled([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 5)).toEqual([0, 2, 4, 6, 8]);
    expect(sampled([1, 2], 5)).toEqual([1, 2]);
  });

  it('have percentiles by nearest rank', () => {
    const sorted = Array.from({ length: 200 }, (_, n) => n + 1);
    expect([50, 95, 99, 100].map((percent) => percentile(sorted, percent))).toEqual([100, 190, 198, 200]);
  });

  it('are each asked once after the warm-up', () => {
    const asked: string[] = [];
    const keystrokes = keystrokesOf([{ q: 'vpn', language: 'en' }]);
    const search = (typed: string): string[] => {
      asked.push(typed);
      return [];
    };
    expect(timeKeystrokes({ search }, keystrokes, 5).keystrokes).toBe(3);
    expect(asked).toEqual(['v', 'vp', 'vpn', 'v', 'vp', 'vpn']);
  });
});

describe('the indexes of a size', () => {
  const query = (language: Language) => ({
    ...{ q: 'vpn', language, relevant: new Set(['a']), kind: 'typo', split: undefined },
  });

  it('are one of all languages and one of the language with most queries, or the wanted one', () => {
    const queries = [query('en'), query('sv'), query('sv')];
    const [mixed, worst] = subjectsAt(6, given, queries, undefined);
    expect(mixed).toMatchObject({ section: 'mixed', made: 1 });
    expect(worst).toMatchObject({ section: 'one-language', language: 'sv', made: 4 });
    expect(worst?.guides.every(({ language }) => language === 'sv')).toBe(true);
    expect(worst?.queries).toHaveLength(2);
    expect(subjectsAt(6, given, queries, 'en')[1]).toMatchObject({ language: 'en', made: 3 });
    expect(subjectsAt(6, given, queries, 'de')).toHaveLength(1);
  });

  it('are held against a goal by the worst of each number', () => {
    const cost = (section: Cost['section'], p99Ms: number, bytes: number): Cost => ({
      ...{ engine: 'zeroline', section, guides: 5, made: 0, buildMs: 1, bytes, keystrokes: 9 },
      ...{ p50Ms: 1, p95Ms: 2, p99Ms, maxMs: 9, readyMs: bytes, heapBytes: 7 },
      ...{ cpuP50Ms: 1, cpuP95Ms: 2, cpuP99Ms: 3 },
    });
    const all = [cost('given', 99, 99), cost('mixed', 3, 8), cost('one-language', 5, 4)];
    const [worst] = worstOf([...all, { ...cost('one-language', 50, 50), engine: 'lunr' }]);
    expect(worst).toMatchObject({ guides: 5, p99Ms: 5, bytes: 8, readyMs: 8, heapBytes: 7 });
  });
});
