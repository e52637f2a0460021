import FlexSearch from 'flexsearch';
import { boosts, fields, fieldText, type Engine } from './engine.ts';
import { perLanguage, type LanguageEngine } from './per-language.ts';
import { stemmed, wordsIn } from './stems.ts';

/** Ranks below the first few say little; this is what is usual when rankings are fused (Cormack et al. 2009). */
const rankOffset = 60;

/**
 * An index a field, as its own Document keeps it, but with boosts: FlexSearch gives an order without scores, so the
 * fields' orders are fused by rank. Beginnings by `forward`, our stems, `suggest` for what has not every word.
 */
export const flexSearch = (): Engine =>
  perLanguage((language, guides): LanguageEngine => {
    const stem = stemmed(language);
    const encode = (text: string): string[] => wordsIn(text).map(stem);
    const indexes = fields.map((field) => {
      const index = new FlexSearch.Index({ tokenize: 'forward', encode, resolution: 9 });
      guides.forEach((guide, place) => index.add(place, fieldText(guide, field)));
      return { index, boost: boosts[field] };
    });

    function search(typed: string, limit: number): string[] {
      const scores = new Map<number, number>();
      for (const { index, boost } of indexes) {
        const found = index.search(typed, { limit: limit * 10, suggest: true });
        found.forEach((place, rank) => {
          const number = Number(place);
          scores.set(number, (scores.get(number) ?? 0) + boost / (rankOffset + rank));
        });
      }
      return [...scores]
        .sort((a, b) => b[1] - a[1])
        .slice(0, limit)
        .flatMap(([place]) => guides[place]?.id ?? []);
    }

    function bytes(): number {
      let sum = 0;
      for (const { index } of indexes) index.export((_key, data) => void (sum += Buffer.byteLength(data)));
      return sum;
    }

    return { search, bytes };
  });
