import type { Language } from '../../shared/language.ts';
import type { SearchText } from '../../shared/search/search-text.ts';

export interface Sized {
  guides: SearchText[];
  /** How many of them were put together from halves of given ones. */
  made: number;
}

/**
 * So many guides, language by language in turn. When the given ones run out, more are made of the first half of one
 * guide and the second half of another in the same language: words, how often they occur and lengths stay real.
 */
export function sized(given: readonly SearchText[], count: number): Sized {
  const byLanguage = new Map<Language, SearchText[]>();
  for (const guide of given) {
    const same = byLanguage.get(guide.language);
    if (same) same.push(guide);
    else byLanguage.set(guide.language, [guide]);
  }
  const guides: SearchText[] = [];
  for (let turn = 0; guides.length < Math.min(count, given.length); turn += 1) {
    for (const same of byLanguage.values()) {
      const guide = same[turn];
      if (guide && guides.length < count) guides.push(guide);
    }
  }
  const real = guides.length;
  const lists = [...byLanguage.values()];
  for (let n = 0; guides.length < count && lists.length > 0; n += 1) {
    const same = lists[n % lists.length] ?? [];
    const guide = madeOf(same, Math.floor(n / lists.length));
    if (guide) guides.push(guide);
  }
  return { guides, made: guides.length - real };
}

/** The n-th combination: every guide's beginning with the next one's end, then with that of the one after it. */
function madeOf(same: readonly SearchText[], n: number): SearchText | undefined {
  const apart = 1 + (Math.floor(n / same.length) % Math.max(1, same.length - 1));
  const first = same[n % same.length];
  const second = same[(n + apart) % same.length];
  if (!first || !second) return undefined;
  const half = (of: (guide: SearchText) => string): string =>
    `${halves(of(first))[0]} ${halves(of(second))[1]}`.trim();
  return {
    id: `made-${first.language}-${n}`,
    language: first.language,
    title: half(({ title }) => title),
    words: [
      ...first.words.slice(0, Math.ceil(first.words.length / 2)),
      ...second.words.slice(Math.ceil(second.words.length / 2)),
    ],
    summary: half(({ summary }) => summary),
    body: half(({ body }) => body),
  };
}

/** A text cut at the first space after its middle. */
export function halves(text: string): [string, string] {
  const middle = text.slice(text.length >> 1).search(/\s/);
  const cut = middle < 0 ? text.length : (text.length >> 1) + middle;
  return [text.slice(0, cut), text.slice(cut).trimStart()];
}
