import { z } from 'zod';
import { languageSchema } from '../base-schemas.ts';
import { fieldCount, type EngineParts, type Places, type Postings } from './guide-engine.ts';
import { numberReader, numberWriter, writeNumbers } from './number-column.ts';

/** Bumped with every change of this form. */
const indexFormat = 1;

/**
 * A search index as text: columns of like numbers, because those compress to a fifth of the same index as nested JSON.
 * Same guides, same bytes.
 */
const indexTextSchema = z.strictObject({
  format: z.literal(indexFormat),
  analysis: z.number().int(),
  ids: z.array(z.string()),
  titles: z.array(z.string()),
  languages: z.array(languageSchema),
  /** For each guide, the number of different terms in each field. */
  lengths: z.string(),
  /** Terms in order: how many characters each shares with the one before, and the rest of each, spaces between. */
  shared: z.string(),
  rests: z.string(),
  /** For each term, a bit for each field it is in; for each of those, how many guides, how far apart, how often. */
  fields: z.string(),
  counts: z.string(),
  gaps: z.string(),
  times: z.string(),
});
type IndexText = z.infer<typeof indexTextSchema>;

export type IndexParts<Found> = EngineParts<Found> & Pick<IndexText, 'analysis' | 'titles' | 'languages'>;

/** An index as text, guides by id. */
export function writeIndex(parts: IndexParts<Places[]>): string {
  const { analysis, ids, titles, languages, lengths, postings } = parts;
  const columns = {
    shared: numberWriter(),
    fields: numberWriter(),
    counts: numberWriter(),
    gaps: numberWriter(),
    times: numberWriter(),
  };
  const rests: string[] = [];
  let before = '';
  for (const [term, found] of postings) {
    const shared = sharedLength(before, term);
    columns.shared.push(shared);
    rests.push(term.slice(shared));
    before = term;
    columns.fields.push(found.reduce((bits, { field }) => bits | (1 << field), 0));
    for (const { places, times } of found) {
      columns.counts.push(places.length - 1);
      let last = -1;
      for (const place of places) {
        columns.gaps.push(place - last - 1);
        last = place;
      }
      for (const count of times) columns.times.push(count - 1);
    }
  }
  const text: IndexText = {
    ...{ format: indexFormat, analysis, ids: [...ids], titles, languages },
    lengths: writeNumbers(lengths.flat()),
    shared: columns.shared.text(),
    rests: rests.join(' '),
    fields: columns.fields.text(),
    counts: columns.counts.text(),
    gaps: columns.gaps.text(),
    times: columns.times.text(),
  };
  return JSON.stringify(text);
}

/** The parts of an index out of its text. Throws when the text is not one. */
export function readIndex(text: string): IndexParts<Postings> {
  const { analysis, ids, titles, languages, ...columns } = indexTextSchema.parse(JSON.parse(text));
  if (titles.length !== ids.length || languages.length !== ids.length) {
    throw new RangeError('a title or a language is missing');
  }
  const lengths = numberReader(columns.lengths);
  const parts = {
    ...{ analysis, ids, titles, languages },
    lengths: ids.map(() => Array.from({ length: fieldCount }, lengths.next)),
    postings: readPostings(columns, ids.length),
  };
  if (!lengths.isAtEnd()) throw new RangeError('there are more lengths than guides');
  return parts;
}

function* readPostings(
  columns: Pick<IndexText, 'shared' | 'rests' | 'fields' | 'counts' | 'gaps' | 'times'>,
  guideCount: number,
): Iterable<[string, Postings]> {
  const readers = {
    shared: numberReader(columns.shared),
    fields: numberReader(columns.fields),
    counts: numberReader(columns.counts),
    gaps: numberReader(columns.gaps),
    times: numberReader(columns.times),
  };
  let term = '';
  for (const rest of columns.rests === '' ? [] : columns.rests.split(' ')) {
    term = term.slice(0, readers.shared.next()) + rest;
    const bits = readers.fields.next();
    const found: Postings = new Map();
    for (let field = 0; field < fieldCount; field += 1) {
      if ((bits & (1 << field)) === 0) continue;
      const times = new Map<number, number>();
      let place = -1;
      for (let left = readers.counts.next() + 1; left > 0; left -= 1) {
        place += readers.gaps.next() + 1;
        if (place >= guideCount) throw new RangeError('a term is in a guide that is not there');
        times.set(place, readers.times.next() + 1);
      }
      found.set(field, times);
    }
    yield [term, found];
  }
  if (!Object.values(readers).every((reader) => reader.isAtEnd())) {
    throw new RangeError('there are more numbers than terms');
  }
}

function sharedLength(before: string, term: string): number {
  let length = 0;
  while (length < before.length && before[length] === term[length]) length += 1;
  return length;
}
