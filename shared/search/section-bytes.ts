import { z } from 'zod';
import { languageSchema } from '../base-schemas.ts';
import { differences, readNumbers, undoDifferences, writeNumbers } from './bytes.ts';
import { shortFields } from './posting.ts';
import { toSection, type Section } from './section.ts';

/** Columns in the order in which they are kept. */
const columnNames = [
  'shortLengths',
  'passageCounts',
  'passageLengths',
  'written',
  'folded',
  'stems',
  'stemOf',
  'compoundTerm',
  'compoundStem',
  'compoundHead',
  'guideCounts',
  'postingLengths',
  'postings',
] as const;
type Columns = Record<(typeof columnNames)[number], Uint8Array>;

const count = z.number().int().nonnegative();

/** What an index says of a section in words; its columns follow as bytes. */
export const sectionHeadSchema = z.strictObject({
  language: languageSchema,
  ids: z.array(z.string()),
  titles: z.array(z.string()),
  terms: count,
  compounds: count,
  passages: count,
  /** How many bytes each column takes. */
  columns: z.array(count).length(columnNames.length),
});
export type SectionHead = z.infer<typeof sectionHeadSchema>;

const encoder = new TextEncoder();
const lines = (texts: readonly string[]): Uint8Array => encoder.encode(texts.join('\n'));

export function writeSection(section: Section): { head: SectionHead; columns: Uint8Array[] } {
  const { terms, language, ids, titles } = section;
  const { term, stem, isHead } = terms.compounds;
  const columns: Columns = {
    shortLengths: writeNumbers(section.shortLengths),
    passageCounts: writeNumbers(section.passageCounts),
    passageLengths: section.passageLengths,
    written: lines(terms.written),
    // Most words are the same when they are folded.
    folded: lines(terms.folded.map((folded, place) => (folded === terms.written[place] ? '' : folded))),
    stems: lines(terms.stems),
    stemOf: writeNumbers(differences(terms.stemOf)),
    compoundTerm: writeNumbers(differences(term)),
    compoundStem: writeNumbers(stem),
    compoundHead: isHead,
    guideCounts: writeNumbers(section.guideCounts),
    postingLengths: writeNumbers(section.postingLengths),
    postings: section.postings,
  };
  const inOrder = columnNames.map((name) => columns[name]);
  return {
    head: {
      ...{ language, ids: [...ids], titles: [...titles] },
      terms: terms.written.length,
      compounds: term.length,
      passages: section.passageLengths.length,
      columns: inOrder.map((column) => column.length),
    },
    columns: inOrder,
  };
}

/** A section out of its head and of the bytes of its columns. A RangeError when they do not fit each other. */
export function readSection(head: SectionHead, bytes: Uint8Array): Section {
  const { language, ids, titles, terms: termCount, compounds: compoundCount, passages } = head;
  const columns = cut(bytes, head.columns);
  const written = linesOf(columns.written, termCount);
  const stems = linesOf(columns.stems);
  const passageLengths = ofLength(columns.passageLengths, passages);
  const passageCounts = readNumbers(columns.passageCounts, ids.length);
  const postingLengths = readNumbers(columns.postingLengths, termCount);
  const stemOf = undoDifferences(readNumbers(columns.stemOf, termCount));
  const compounds = {
    term: undoDifferences(readNumbers(columns.compoundTerm, compoundCount)),
    stem: readNumbers(columns.compoundStem, compoundCount),
    isHead: ofLength(columns.compoundHead, compoundCount),
  };
  if (titles.length !== ids.length) throw new RangeError('a title is missing');
  const fits =
    sum(passageCounts) === passages &&
    sum(postingLengths) === columns.postings.length &&
    [stemOf, compounds.stem].every((numbers) => numbers.every((stem) => stem < stems.length)) &&
    compounds.term.every((term) => term < termCount);
  if (!fits) throw new RangeError('columns do not fit each other');
  return toSection({
    ...{ language, ids, titles, passageCounts, passageLengths, postingLengths },
    shortLengths: Uint16Array.from(readNumbers(columns.shortLengths, ids.length * shortFields)),
    terms: {
      ...{ written, stems, stemOf, compounds },
      folded: linesOf(columns.folded, termCount).map((folded, place) => folded || (written[place] ?? '')),
    },
    guideCounts: readNumbers(columns.guideCounts, termCount),
    postings: columns.postings,
  });
}

function cut(bytes: Uint8Array, lengths: readonly number[]): Columns {
  let start = 0;
  const column = (name: (typeof columnNames)[number]): Uint8Array => {
    const length = lengths[columnNames.indexOf(name)] ?? 0;
    start += length;
    if (start > bytes.length) throw new RangeError(`the column ${name} is cut off`);
    return bytes.subarray(start - length, start);
  };
  return {
    shortLengths: column('shortLengths'),
    passageCounts: column('passageCounts'),
    passageLengths: column('passageLengths'),
    written: column('written'),
    folded: column('folded'),
    stems: column('stems'),
    stemOf: column('stemOf'),
    compoundTerm: column('compoundTerm'),
    compoundStem: column('compoundStem'),
    compoundHead: column('compoundHead'),
    guideCounts: column('guideCounts'),
    postingLengths: column('postingLengths'),
    postings: column('postings'),
  };
}

function linesOf(bytes: Uint8Array, expected?: number): string[] {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  const found = text === '' && expected !== 1 ? [] : text.split('\n');
  if (expected !== undefined && found.length !== expected) throw new RangeError('a word is missing');
  return found;
}

function ofLength(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.length !== length) throw new RangeError('a column has another length');
  return bytes;
}

const sum = (numbers: Uint32Array): number => numbers.reduce((total, number) => total + number, 0);
