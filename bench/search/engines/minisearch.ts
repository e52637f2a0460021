import MiniSearch from 'minisearch';
import type { SearchText } from '../../../shared/search/search-text.ts';
import { boosts, fields, fieldText, type Engine, type Field } from './engine.ts';
import { perLanguage, type LanguageEngine } from './per-language.ts';
import { stemmed, wordsIn } from './stems.ts';

type Row = Record<Field | 'id', string>;

const rowOf = (guide: SearchText): Row => ({
  id: guide.id,
  title: guide.title,
  words: fieldText(guide, 'words'),
  summary: guide.summary,
  body: guide.body,
});

const bytesOf = (index: MiniSearch<Row>): number => Buffer.byteLength(JSON.stringify(index));

/** As its manual has it: one index over everything, beginnings and slips allowed for every word. */
export function naiveMiniSearch(): Engine {
  let index = new MiniSearch<Row>({ fields: [...fields] });

  function build(guides: readonly SearchText[]): void {
    index = new MiniSearch<Row>({ fields: [...fields] });
    index.addAll(guides.map(rowOf));
  }

  const search: Engine['search'] = (typed, _language, limit) =>
    index
      .search(typed, { prefix: true, fuzzy: 0.2 })
      .slice(0, limit)
      .map(({ id }) => String(id));

  return { build, search, bytes: () => bytesOf(index) };
}

/**
 * As well as it can be set: an index a language, stems, boosts, beginnings of the word being typed, slips. Any of the
 * words will do: its scores put guides with all of them first better than "all words, then any" does.
 */
export const tunedMiniSearch = (): Engine =>
  perLanguage((language, guides): LanguageEngine => {
    const index = new MiniSearch<Row>({
      fields: [...fields],
      tokenize: wordsIn,
      processTerm: stemmed(language),
      searchOptions: {
        boost: { ...boosts },
        prefix: (_term, place, terms) => place === terms.length - 1,
        fuzzy: 0.2,
      },
    });
    index.addAll(guides.map(rowOf));

    const search: LanguageEngine['search'] = (typed, limit) =>
      index
        .search(typed)
        .slice(0, limit)
        .map(({ id }) => String(id));

    return { search, bytes: () => bytesOf(index) };
  });
