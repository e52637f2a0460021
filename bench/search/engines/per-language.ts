import { fallbackLanguage, type Language } from '../../../shared/language.ts';
import type { SearchText } from '../../../shared/search/search-text.ts';
import type { Engine } from './engine.ts';
import { wordsIn } from './stems.ts';

/** An engine for guides of one language. */
export interface LanguageEngine {
  search(typed: string, limit: number): string[];
  bytes(): number;
}

/** One engine a language: first the person's own, English below it, as the product promises it. */
export function perLanguage(make: (language: Language, guides: SearchText[]) => LanguageEngine): Engine {
  const engines = new Map<Language, LanguageEngine>();

  function build(guides: readonly SearchText[]): void {
    const sorted = new Map<Language, SearchText[]>();
    for (const guide of guides) {
      const same = sorted.get(guide.language);
      if (same) same.push(guide);
      else sorted.set(guide.language, [guide]);
    }
    engines.clear();
    for (const [language, own] of sorted) engines.set(language, make(language, own));
  }

  function search(typed: string, language: Language, limit: number): string[] {
    // Some give everything for nothing.
    if (wordsIn(typed).length === 0) return [];
    const own = engines.get(language)?.search(typed, limit) ?? [];
    if (own.length >= limit || language === fallbackLanguage) return own;
    return [...own, ...(engines.get(fallbackLanguage)?.search(typed, limit - own.length) ?? [])];
  }

  const bytes = (): number => [...engines.values()].reduce((sum, engine) => sum + engine.bytes(), 0);
  return { build, search, bytes };
}
