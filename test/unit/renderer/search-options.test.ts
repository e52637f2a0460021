import { describe, expect, it } from 'vitest';
import { markedParts } from '../../../renderer/marked-parts.ts';
import {
  looksSame,
  questionAsRead,
  moveSelection,
  optionId,
  searchOptions,
} from '../../../renderer/search-options.ts';
import { fakeRefs } from '../../fakes/fake-guides.ts';

describe('what can be chosen below the field', () => {
  it('ends with a way to people, also when nothing was found', () => {
    expect(searchOptions([], 'en')).toEqual([{ kind: 'none-of-these' }]);
    expect(searchOptions(fakeRefs, 'en').at(-1)).toEqual({ kind: 'none-of-these' });
  });

  it('has guides in other languages after all in the own, each in their order', () => {
    const german = { ...fakeRefs[0]!, id: 'a', language: 'de' as const };
    const options = searchOptions([german, fakeRefs[1]!, { ...german, id: 'b' }, fakeRefs[2]!], 'en');
    expect(options.map((option) => (option.kind === 'guide' ? option.guide.id : '-'))).toEqual([
      fakeRefs[1]!.id,
      fakeRefs[2]!.id,
      'a',
      'b',
      '-',
    ]);
  });

  it('gives each option an id of its own, whatever a guide is called', () => {
    const guide = { ...fakeRefs[0]!, id: 'none' };
    const ids = searchOptions([guide], 'en').map(optionId);
    expect(new Set(ids).size).toBe(2);
  });

  it('knows when a hit of the next keystroke is drawn as before', () => {
    const hit = { ...fakeRefs[0]!, titleRanges: [[0, 3]] as [number, number][] };
    expect(looksSame(hit, structuredClone(hit))).toBe(true);
    expect(looksSame(hit, { ...hit, titleRanges: [[0, 4]] })).toBe(false);
    expect(looksSame(hit, { ...hit, title: 'Renamed' })).toBe(false);
  });

  it('tells the question as it was read', () => {
    const meant = (typed: string, word: string) => ({ typed, meant: word });
    expect(questionAsRead('vpn', [])).toBe('');
    const words = [meant('pasword', 'password'), meant('exprid', '$& expired')];
    expect(questionAsRead(' my pasword exprid ', words)).toBe('my password $& expired');
  });

  it('moves the selection and stops at both ends', () => {
    expect(moveSelection(0, 3, 1)).toBe(1);
    expect(moveSelection(2, 3, 1)).toBe(2);
    expect(moveSelection(0, 3, -1)).toBe(0);
  });
});

describe('matched words in a title', () => {
  const shown = (text: string, ranges: [number, number][]): string =>
    markedParts(text, ranges)
      .map(({ part, isMatch }) => (isMatch ? `[${part}]` : part))
      .join('');

  it('are cut out, and nothing of the title is lost', () => {
    expect(shown('Choose a new password', [[13, 21]])).toBe('Choose a new [password]');
    expect(shown('abc', [[0, 3]])).toBe('[abc]');
    expect(shown('abc', [])).toBe('abc');
  });

  it.each<[string, [number, number][], string]>([
    [
      'out of order',
      [
        [4, 5],
        [0, 2],
      ],
      '[ab]cd[e]f',
    ],
    [
      'overlapping',
      [
        [0, 3],
        [2, 4],
      ],
      '[abc][d]ef',
    ],
    ['beyond the end', [[4, 99]], 'abcd[ef]'],
    ['empty', [[2, 2]], 'abcdef'],
  ])('survive ranges that are %s', (_what, ranges, expected) => {
    expect(shown('abcdef', ranges).replaceAll('][', '')).toBe(expected.replaceAll('][', ''));
  });
});
