import { z } from 'zod';
import { languageSchema } from '../base-schemas.ts';
import { differences, readNumbers, undoDifferences, writeNumbers } from './bytes.ts';
import { fold } from './fold.ts';
import { shortFields } from './posting.ts';
import { toSection, type Section } from './section.ts';
import { readSorted, writeSorted } from './sorted-lines.ts';
import { readStems, writeStems } from './stem-columns.ts';

/** Columns in the order in which they are kept. */
const columnNames = [
  'shortLengths',
  'passageCounts',
  'passageLengths',
  'writtenShared',
  'writtenRests',
  'stemOf',
  'stemLengths',
  'otherStems',
  'compoundTerm',
  'compoundStem',
  'guideCounts',
  'postingLengths',
  'postings',
] as const;
const columnsSchema = z.record(
  z.enum(columnNames),
  z.custom<Uint8Array>((value) => value instanceof Uint8Array),
);
type Columns = z.infer<typeof columnsSchema>;

const count = z.number().int().nonnegative();

/** What an index says of a section in words; its columns follow as bytes. */
export const sectionHeadSchema = z.strictObject({
  language: languageSchema,
  ids: z.array(z.string()),
  titles: z.array(z.string()),
  terms: count,
  stems: count,
  compounds: count,
  passages: count,
  /** How many bytes each column takes. */
  columns: z.array(count).length(columnNames.length),
});
export type SectionHead = z.infer<typeof sectionHeadSchema>;

export function writeSection(section: Section): { head: SectionHead; columns: Uint8Array[] } {
  const { terms, language, ids, titles } = section;
  const { term, stem } = terms.compounds;
  const written = writeSorted(terms.written);
  const stems = writeStems(terms.stems, terms.folded, terms.stemOf);
  const columns: Columns = {
    shortLengths: writeNumbers(section.shortLengths),
    passageCounts: writeNumbers(section.passageCounts),
    passageLengths: section.passageLengths,
    writtenShared: written.shared,
    writtenRests: written.rests,
    stemOf: writeNumbers(differences(terms.stemOf)),
    stemLengths: stems.lengths,
    otherStems: new TextEncoder().encode(stems.others.join('\n')),
    compoundTerm: writeNumbers(differences(term)),
    compoundStem: writeNumbers(stem),
    guideCounts: writeNumbers(section.guideCounts),
    postingLengths: writeNumbers(section.postingLengths),
    postings: section.postings,
  };
  const inOrder = columnNames.map((name) => columns[name]);
  return {
    head: {
      ...{ language, ids: [...ids], titles: [...titles] },
      terms: terms.written.length,
      stems: terms.stems.length,
      compounds: term.length,
      passages: section.passageLengths.length,
      columns: inOrder.map((column) => column.length),
    },
    columns: inOrder,
  };
}

/** A section out of its head and of the bytes of its columns. A RangeError when they do not fit each other. */
export function readSection(head: SectionHead, bytes: Uint8Array): Section {
  const {
    language,
    ids,
    titles,
    terms: termCount,
    stems: stemCount,
    compounds: compoundCount,
    passages,
  } = head;
  const columns = cut(bytes, head.columns);
  const written = readSorted(ofLength(columns.writtenShared, termCount), columns.writtenRests);
  const folded = written.map(fold);
  const passageLengths = ofLength(columns.passageLengths, passages);
  const passageCounts = readNumbers(columns.passageCounts, ids.length);
  const postingLengths = readNumbers(columns.postingLengths, termCount);
  const stemOf = undoDifferences(readNumbers(columns.stemOf, termCount));
  if (!stemOf.every((stem) => stem < stemCount)) throw new RangeError('a stem is missing');
  const others = new TextDecoder().decode(columns.otherStems).split('\n');
  const stems = readStems({ lengths: ofLength(columns.stemLengths, stemCount), others }, folded, stemOf);
  const compoundTerms = undoDifferences(readNumbers(columns.compoundTerm, compoundCount));
  const compounds = {
    term: compoundTerms,
    stem: readNumbers(columns.compoundStem, compoundCount),
    isHead: areHeads(compoundTerms),
  };
  if (titles.length !== ids.length) throw new RangeError('a title is missing');
  const fits =
    sum(passageCounts) === passages &&
    sum(postingLengths) === columns.postings.length &&
    compounds.stem.every((stem) => stem < stemCount) &&
    compounds.term.every((term) => term < termCount);
  if (!fits) throw new RangeError('columns do not fit each other');
  return toSection({
    ...{ language, ids, titles, passageCounts, passageLengths, postingLengths },
    shortLengths: Uint16Array.from(readNumbers(columns.shortLengths, ids.length * shortFields)),
    terms: { written, folded, stems, stemOf, compounds },
    guideCounts: readNumbers(columns.guideCounts, termCount),
    postings: columns.postings,
  });
}

function cut(bytes: Uint8Array, lengths: readonly number[]): Columns {
  let start = 0;
  const column = (name: keyof Columns): [typeof name, Uint8Array] => {
    const end = start + (lengths[columnNames.indexOf(name)] ?? 0);
    if (end > bytes.length) throw new RangeError(`the column ${name} is cut off`);
    const cutOut = bytes.subarray(start, end);
    start = end;
    return [name, cutOut];
  };
  return columnsSchema.parse(Object.fromEntries(columnNames.map(column)));
}

/** The last part of each compound is its head. */
function areHeads(terms: Uint32Array): Uint8Array {
  const heads = new Uint8Array(terms.length);
  for (let place = 0; place < terms.length; place += 1) {
    if (terms[place] !== terms[place + 1]) heads[place] = 1;
  }
  return heads;
}

function ofLength(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length !== length) throw new RangeError('a column has another length');
  return bytes;
}

const sum = (numbers: Uint32Array): number => numbers.reduce((total, number) => total + number, 0);
