import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explain, type Explanation } from '../../../shared/search/explain.ts';
import { buildIndex } from '../../../shared/search/guide-index.ts';
import { search, type Question } from '../../../shared/search/search.ts';
import { someQuestion, someTexts } from './random-texts.ts';
import { synonymTable, textOf, titled } from './search-texts.ts';

/** Why the only guide is in the answer. */
function reasons(title: string, text: string, more: Partial<Question> = {}): Explanation['reasons'] {
  const index = titled({ only: title }, more.language);
  return explain(index, { text, language: 'en', limit: 5, ...more }).explanations[0]?.reasons ?? [];
}

describe('why a guide is in the answer', () => {
  test.each([
    ['exact', 'Password', 'PASSWORD ', 'PASSWORD', ['password']],
    ['inflected', 'A printer', 'printers ', 'printers', ['printer']],
    ['prefix', 'Password', 'passw', 'passw', ['password']],
    ['part', 'TCP/IP', 'tcp/udp ', 'tcp/udp', ['tcp']],
    ['joined', 'The Wifi', 'wi fi ', 'wi', ['wifi']],
    ['repaired', 'Password', 'pasword ', 'pasword', ['password']],
  ] as const)('%s', (how, title, text, word, found) => {
    const [first] = reasons(title, text);
    if (how === 'part') {
      // Where no guide has the joined word, its parts are the words that are asked for.
      expect(first).toMatchObject({ word, how: 'exact', found });
      return;
    }
    expect(first).toMatchObject({ word, how, found, fields: ['title'] });
  });
});
