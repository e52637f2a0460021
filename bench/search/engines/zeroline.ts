import type { Language } from '../../../shared/language.ts';
import { explain as explainAnswer, type Explanation } from '../../../shared/search/explain.ts';
import { buildIndex, type GuideIndex } from '../../../shared/search/guide-index.ts';
import { loadIndex, serialiseIndex } from '../../../shared/search/index-bytes.ts';
import type { SearchText } from '../../../shared/search/search-text.ts';
import { search as ask, type Answer } from '../../../shared/search/search.ts';
import { type Question } from '../../../shared/search/question.ts';
import type { SynonymTable } from '../../../shared/search/synonyms.ts';
import type { Engine } from './engine.ts';

/** Compiled once a language, as the app does it when it opens a library. */
export type SynonymTables = ReadonlyMap<Language, SynonymTable>;

export interface ZerolineEngine extends Engine {
  serialised(): Uint8Array;
  explain(typed: string, language: Language, limit: number): { answer: Answer; explanations: Explanation[] };
}

/** What is shipped: one index over all guides, a section a language. */
export function zeroline(synonyms: SynonymTables): ZerolineEngine {
  let index: GuideIndex = buildIndex([]);

  function build(guides: readonly SearchText[]): void {
    index = buildIndex(guides);
  }

  function question(text: string, language: Language, limit: number): Question {
    const table = synonyms.get(language);
    return { text, language, limit, ...(table && { synonyms: table }) };
  }

  const search: Engine['search'] = (typed, language, limit) =>
    ask(index, question(typed, language, limit)).hits.map(({ id }) => id);

  const explain: ZerolineEngine['explain'] = (typed, language, limit) =>
    explainAnswer(index, question(typed, language, limit));

  const serialised = (): Uint8Array => serialiseIndex(index);
  return { build, search, explain, serialised, bytes: () => serialised().byteLength };
}

/** The index of these bytes, as a machine opens the one that it was sent. */
export function opened(bytes: Uint8Array): GuideIndex {
  const loaded = loadIndex(bytes);
  if (!loaded.ok) throw new Error(loaded.error.detail);
  return loaded.value;
}
