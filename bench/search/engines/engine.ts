import type { Language } from '../../../shared/language.ts';
import type { SearchText } from '../../../shared/search/search-text.ts';

/** A full-text search engine that is measured: ours, and those that one would take otherwise. */
export interface Engine {
  build(guides: readonly SearchText[]): void;
  /** Ids of guides, best first, for what was typed so far. */
  search(typed: string, language: Language, limit: number): string[];
  /** The size of what would have to be kept to not build again. */
  bytes(): number;
}

/** What the author chose to say in few words says more than the running text; the same for every engine. */
export const boosts = { title: 4, words: 3, summary: 2, body: 1 } as const;
export type Field = keyof typeof boosts;
export const fields = ['title', 'words', 'summary', 'body'] as const satisfies readonly Field[];

export const fieldText = (guide: SearchText, field: Field): string =>
  field === 'words' ? guide.words.join('\n') : guide[field];
