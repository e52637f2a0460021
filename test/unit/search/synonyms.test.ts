import { describe, expect, test } from 'vitest';
import {
  compileSynonyms,
  mergeSynonyms,
  noSynonyms,
  synonymKey,
  synonymsSchema,
  type Synonyms,
} from '../../../shared/search/synonyms.ts';
import { synonymTable } from './search-texts.ts';

const only = (some: Partial<Synonyms>): Synonyms => ({ ...noSynonyms, ...some });

describe('a list of synonyms', () => {
  test('may leave everything out', () => expect(synonymsSchema.parse({})).toEqual(noSynonyms));

  test.each<[string, unknown]>([
    ['a group of one', { same: [['printer']] }],
    ['a group of 21', { same: [Array.from({ length: 21 }, (_, number) => `w${number}`)] }],
    ['an empty word', { same: [['printer', ' ']] }],
    ['a word of 61 characters', { without: ['x'.repeat(61)] }],
    ['no meaning', { means: { screen: [] } }],
    ['eleven meanings', { english: { x: Array.from({ length: 11 }, (_, number) => `w${number}`) } }],
    ['another key', { similar: [] }],
    ['2,001 groups', { same: Array.from({ length: 2001 }, () => ['a', 'b']) }],
    [
      '2,001 entries',
      { means: Object.fromEntries(Array.from({ length: 2001 }, (_, n) => [`w${n}`, ['x']])) },
    ],
  ])('with %s is refused', (_, list) => expect(synonymsSchema.safeParse(list).success).toBe(false));

  test('of 2,000 groups of 20 is fine', () => {
    const group = Array.from({ length: 20 }, (_, number) => `w${number}`);
    expect(synonymsSchema.safeParse({ same: Array.from({ length: 2000 }, () => group) }).success).toBe(true);
  });
});

describe("an organisation's own list on top of the product's", () => {
  test('adds to it, its own meanings first', () => {
    const base = only({ same: [['tv', 'telly']], means: { Hang: ['slow'] } });
    const own = only({ same: [['tv', 'screen']], means: { hang: ['frozen', 'slow'], vdi: ['citrix'] } });
    expect(mergeSynonyms(base, own)).toEqual(
      only({
        same: [
          ['tv', 'telly'],
          ['tv', 'screen'],
        ],
        means: { hang: ['frozen', 'slow'], vdi: ['citrix'] },
      }),
    );
  });

  test('keeps ten meanings of a word at most, as the schema wants', () => {
    const letters = (prefix: string) => Array.from({ length: 8 }, (_, number) => `${prefix}${number}`);
    const merged = mergeSynonyms(only({ means: { x: letters('a') } }), only({ means: { x: letters('b') } }));
    expect(merged.means['x']).toEqual([...letters('b'), 'a0', 'a1']);
    expect(synonymsSchema.safeParse(merged).success).toBe(true);
  });

  test('takes whole entries away that have an unwanted word anywhere', () => {
    const base = only({
      same: [
        ['ticket', 'case', 'bag'],
        ['tv', 'telly'],
      ],
      means: { Bag: ['sack'], luggage: ['bag'], mouse: ['pointer'] },
      english: { väska: ['bag'], mus: ['mouse'] },
    });
    const merged = mergeSynonyms(base, only({ same: [['bag', 'rucksack']], without: ['BAG'] }));
    expect(merged).toEqual(
      only({
        same: [
          ['tv', 'telly'],
          ['bag', 'rucksack'],
        ],
        means: { mouse: ['pointer'] },
        english: { mus: ['mouse'] },
      }),
    );
  });

  test('without one, it is as it was', () => {
    const base = only({ same: [['tv', 'telly']], means: { x: ['y'] }, english: { a: ['b'] } });
    expect(mergeSynonyms(base, noSynonyms)).toEqual(base);
  });
});

describe('synonyms ready for questions', () => {
  const keys = (some: Partial<Synonyms>): string[] => [...synonymTable(some).own.keys()].sort();

  test('inflections have the same key', () => {
    expect(synonymKey(['printers'], 'en')).toBe(synonymKey(['printer'], 'en'));
    expect(synonymKey(['lösenordet'], 'sv')).toBe(synonymKey(['lösenord'], 'sv'));
  });

  test('a phrase is known whole and without its function words, while two words are left', () => {
    expect(keys({ means: { 'cut off from the net': ['offline'] } })).toEqual(['cut net off']);
    expect(keys({ means: { 'net is off': ['offline'] } })).toEqual(['net is off', 'net off']);
    expect(keys({ means: { 'turn on': ['boot'] } })).toEqual(['turn on']);
  });

  test('nothing stands for itself or for an inflection of itself', () => {
    const { own } = synonymTable({ same: [['printer', 'printers', 'copier']] });
    expect(own.get(synonymKey(['printer'], 'en'))).toEqual([['copier']]);
  });

  test('entries with one key are put together, each meaning once', () => {
    const { own } = synonymTable({ same: [['tv', 'telly']], means: { TV: ['Telly', 'screen'] } });
    expect(own.get('tv')).toEqual([['telly'], ['screen']]);
  });

  test('an entry without a word says nothing', () => {
    expect(keys({ means: { '!!!': ['x'], x: ['???'] } })).toEqual([]);
  });

  test('English ones are kept apart, with English stems for what is meant', () => {
    const { own, english } = compileSynonyms(only({ english: { lösenordet: ['the password'] } }), 'sv');
    expect(own.size).toBe(0);
    expect([...english]).toEqual([[synonymKey(['lösenord'], 'sv'), [['password']]]]);
  });
});
