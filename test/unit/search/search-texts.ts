import { buildIndex, type GuideIndex } from '../../../shared/search/guide-index.ts';
import type { SearchText } from '../../../shared/search/search-text.ts';
import { search, type Answer } from '../../../shared/search/search.ts';
import { type Question } from '../../../shared/search/question.ts';
import {
  compileSynonyms,
  noSynonyms,
  type Synonyms,
  type SynonymTable,
} from '../../../shared/search/synonyms.ts';
import type { Language } from '../../../shared/language.ts';

export const textOf = (id: string, title: string, more: Partial<SearchText> = {}): SearchText => ({
  ...{ id, title, language: 'en', words: [], summary: '', body: '' },
  ...more,
});

/** An index over guides in one language, from id to title. */
export const titled = (titles: Readonly<Record<string, string>>, language: Language = 'en'): GuideIndex =>
  buildIndex(Object.entries(titles).map(([id, title]) => textOf(id, title, { language })));

export const ask = (index: GuideIndex, text: string, more: Partial<Question> = {}): Answer =>
  search(index, { text, language: 'en', limit: 10, ...more });

export const idsFor = (index: GuideIndex, text: string, more: Partial<Question> = {}): string[] =>
  ask(index, text, more).hits.map(({ id }) => id);

export const synonymTable = (some: Partial<Synonyms>, language: Language = 'en'): SynonymTable =>
  compileSynonyms({ ...noSynonyms, ...some }, language);

/** The title with its matched words in brackets, when it is the only guide. */
export function marked(title: string, text: string, more: Partial<Question> = {}): string {
  const index = titled({ only: title }, more.language);
  const ranges = ask(index, text, more).hits[0]?.titleRanges ?? [];
  return ranges.reduceRight(
    (shown, [start, end]) => `${shown.slice(0, start)}[${shown.slice(start, end)}]${shown.slice(end)}`,
    title,
  );
}
