import { groupBy, type Groups } from './groups.ts';

/**
 * The words of all guides in one language: what is known, what its inflections are, and which words are made of which.
 * Terms are numbered in the order of their folded form, then of their written one; stems in theirs.
 */
export interface Terms {
  written: readonly string[];
  folded: readonly string[];
  stems: readonly string[];
  /** Term -> its stem. */
  stemOf: Uint32Array;
  /** Stem -> terms, its family. */
  families: Groups;
  /** Words made of others; in the order of their terms, then of their parts. */
  compounds: Compounds;
  /** Stem -> places in `compounds` where it is a part. */
  partOf: Groups;
  /** For each term, a bit for every letter in it. */
  letters: Uint32Array;
}

/** One place for each part of each compound. */
export interface Compounds {
  term: Uint32Array;
  stem: Uint32Array;
  /** 1 for the last part, which says what the thing is; the others say of which kind. */
  isHead: Uint8Array;
}

export type TermColumns = Pick<Terms, 'written' | 'folded' | 'stems' | 'stemOf' | 'compounds'>;

/** Terms out of what is kept of them. */
export function toTerms(columns: TermColumns): Terms {
  const { folded, stems, stemOf, compounds } = columns;
  return {
    ...columns,
    families: groupBy(stemOf, stems.length),
    partOf: groupBy(compounds.stem, stems.length),
    letters: allLetters(folded),
  };
}

function allLetters(folded: readonly string[]): Uint32Array {
  const letters = new Uint32Array(folded.length);
  for (let term = 0; term < folded.length; term += 1) letters[term] = lettersOf(folded[term] ?? '');
  return letters;
}

/** A bit for each different letter: words of few different bits only can be misspellings of each other. */
export function lettersOf(folded: string): number {
  let bits = 0;
  for (let at = 0; at < folded.length; at += 1) bits |= 1 << (folded.charCodeAt(at) & 31);
  return bits >>> 0;
}

/** The first place in sorted texts that is not before `text`. */
export function lowerBound(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Terms from the first up to the second number. */
export type TermRange = readonly [start: number, end: number];

const lastCharacter = '\uffff';

/** Terms of just this folded form, which differ in their accents. */
export function termsFolded({ folded }: Terms, text: string): TermRange {
  const start = lowerBound(folded, text);
  let end = start;
  while (folded[end] === text) end += 1;
  return [start, end];
}

/** Terms that begin like this, folded. */
export const termsFrom = ({ folded }: Terms, prefix: string): TermRange => [
  lowerBound(folded, prefix),
  lowerBound(folded, prefix + lastCharacter),
];

/** The number of a stem, or undefined when no term has it. */
export function findStem({ stems }: Terms, stem: string): number | undefined {
  const place = lowerBound(stems, stem);
  return stems[place] === stem ? place : undefined;
}

export const compareTerms = (
  folded: string,
  written: string,
  otherFolded: string,
  otherWritten: string,
): number => {
  if (folded !== otherFolded) return folded < otherFolded ? -1 : 1;
  if (written === otherWritten) return 0;
  return written < otherWritten ? -1 : 1;
};
