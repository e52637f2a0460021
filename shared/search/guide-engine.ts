import MiniSearch from 'minisearch';
import type { Guide } from '../guides/guide.ts';
import { blockText, plainText } from '../guides/plain-text.ts';
import { wordsOf } from './analysis.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What the author chose to say in few words says more than the running text. */
export const fieldWeights = { title: 4, words: 3, summary: 2, body: 1 };
type Field = keyof typeof fieldWeights;
const fields = Object.keys(fieldWeights);
export const fieldCount = fields.length;

/** A guide's fields as their terms with spaces between. */
type IndexedGuide = Record<Field | 'id', string>;

/** Field -> guide's number -> how often the term is there. */
export type Postings = Map<number, Map<number, number>>;

/** In which guides a term is in a field, in order, and how often. */
export interface Places {
  field: number;
  places: number[];
  times: number[];
}

/** What an engine consists of; its guides are numbered by their place in `ids`. */
export interface EngineParts<Found> {
  ids: readonly string[];
  /** Of each guide, the number of different terms in each field. */
  lengths: readonly (readonly number[])[];
  postings: Iterable<[term: string, Found]>;
}

/** MiniSearch that can be taken apart and put together without analysing any text again; it is its own vocabulary. */
export class GuideEngine extends MiniSearch<IndexedGuide> implements Vocabulary {
  constructor() {
    super({
      fields,
      tokenize: (terms) => (terms === '' ? [] : terms.split(' ')),
      processTerm: (term) => term,
    });
  }

  hasTerm(term: string): boolean {
    return this._index.has(term);
  }

  hasPrefix(prefix: string): boolean {
    return this._index.atPrefix(prefix).keys().next().done !== true;
  }

  addGuides(guides: readonly Guide[]): void {
    this.addAll(guides.map(toIndexed));
  }

  /** The guides must be as they were added. */
  removeGuides(guides: readonly Guide[]): void {
    // Not `discard`: what it leaves behind changes the scores of all others.
    for (const guide of guides) this.remove(toIndexed(guide));
  }

  /** Averages kept up guide by guide drift in their last digits; this makes them those of a fresh engine. */
  settle(): void {
    const totals = fields.map(() => 0);
    for (const lengths of this._fieldLength.values()) {
      lengths.forEach((length, field) => (totals[field] = (totals[field] ?? 0) + length));
    }
    this._avgFieldLength = totals.map((total) => (this._documentCount > 0 ? total / this._documentCount : 0));
  }

  /** The same parts for the same guides, in whatever order they came and went. */
  takeApart(): EngineParts<Places[]> {
    const numbered = [...this._documentIds].map(([number, id]) => ({ number, id: String(id) }));
    numbered.sort((a, b) => (a.id < b.id ? -1 : 1));
    const placeOf: number[] = [];
    numbered.forEach(({ number }, place) => (placeOf[number] = place));
    const { _index: index } = this;
    return {
      ids: numbered.map(({ id }) => id),
      lengths: numbered.map(({ number }) => this._fieldLength.get(number) ?? []),
      postings: (function* (): Iterable<[string, Places[]]> {
        for (const term of [...index.keys()].sort()) {
          const found = Array.from(index.get(term) ?? [], ([field, counts]) =>
            inOrder(field, counts, placeOf),
          );
          yield [term, found.sort((a, b) => a.field - b.field)];
        }
      })(),
    };
  }

  static putTogether({ ids, lengths, postings }: EngineParts<Postings>): GuideEngine {
    const engine = new GuideEngine();
    ids.forEach((id, place) => {
      engine._documentIds.set(place, id);
      engine._idToShortId.set(id, place);
      engine._fieldLength.set(place, [...(lengths[place] ?? [])]);
    });
    engine._documentCount = ids.length;
    engine._nextId = ids.length;
    for (const [term, found] of postings) engine._index.set(term, found);
    engine.settle();
    return engine;
  }
}

/** More often than this no word is in one guide. */
const timesMax = 2 ** 20;

/** Millions of pairs are put in order as single numbers: as pairs they would take most of the time. */
function inOrder(field: number, counts: ReadonlyMap<number, number>, placeOf: readonly number[]): Places {
  const pairs = new Float64Array(counts.size);
  let length = 0;
  for (const [number, count] of counts) {
    pairs[length++] = (placeOf[number] ?? 0) * timesMax + Math.min(count, timesMax - 1);
  }
  pairs.sort();
  return {
    field,
    places: Array.from(pairs, (pair) => Math.floor(pair / timesMax)),
    times: Array.from(pairs, (pair) => pair % timesMax),
  };
}

const termsOf = (text: string): string =>
  wordsOf(text)
    .flatMap((word) => word.terms)
    .join(' ');

function toIndexed(guide: Guide): IndexedGuide {
  const steps = guide.steps.map(({ title, body, ask }) =>
    [
      plainText(title),
      blockText(body),
      ask?.question,
      ...(ask?.options ?? []).map((option) => option.text),
    ].join('\n'),
  );
  return {
    id: guide.id,
    title: termsOf(guide.title),
    words: termsOf(guide.words.join('\n')),
    summary: termsOf(guide.summary),
    body: termsOf([...steps, blockText(guide.check), blockText(guide.giveUp)].join('\n')),
  };
}
