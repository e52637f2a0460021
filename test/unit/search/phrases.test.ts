import { describe, expect, test } from 'vitest';
import { buildIndex } from '../../../shared/search/guide-index.ts';
import { closeWords } from '../../../shared/search/synonym-alternatives.ts';
import { idsFor, synonymTable, textOf, titled } from './search-texts.ts';

describe('phrases that people say', () => {
  const index = titled({ freeze: 'Freeze panes', sound: 'No sound', print: 'Printer queue' });
  const synonyms = synonymTable({
    means: {
      'top row stays': ['freeze panes'],
      "can't hear anything": ['no sound'],
      'turn off': ['queue'],
    },
  });

  test.each([
    ['top row stays', 'freeze'],
    ['stays the row on top', 'freeze'],
    ['top blue row always stays', 'freeze'],
    ['hear nothing, anything, in Teams', 'sound'],
  ])('in any order, with others between: %s', (typed, id) => {
    expect(idsFor(index, typed, { synonyms })[0]).toBe(id);
  });

  test('but not when the words are far from each other', () => {
    expect(idsFor(index, 'top of one big blue row that always stays', { synonyms })).toEqual([]);
  });

  test('not when one is missing', () => {
    expect(idsFor(index, 'row stays', { synonyms })).toEqual([]);
  });

  test('of what a phrase means, the rarer word says more', () => {
    const many = Array.from({ length: 20 }, (_, place) => textOf(`data-${place}`, `Data, part ${place}`));
    const guides = [
      ...many,
      textOf('data', 'Data for data'),
      textOf('validity', 'Cells and their validation'),
    ];
    const table = synonymTable({ means: { dropdown: ['data validation'] } });
    expect(idsFor(buildIndex(guides), 'dropdown', { synonyms: table })[0]).toBe('validity');
  });
});

test('words that stand near each other: two others between them at most', () => {
  const pairs = closeWords(['a', 'b', 'c', 'd', 'e']).filter(({ length }) => length === 2);
  expect(pairs.map((pair) => pair.join(''))).toEqual(['ab', 'ac', 'ad', 'bc', 'bd', 'be', 'cd', 'ce', 'de']);
  const long = closeWords(Array.from({ length: 24 }, (_, place) => place));
  expect(long.length).toBeLessThan(24 * 40);
  expect(Math.max(...long.map(({ length }) => length))).toBe(4);
});
