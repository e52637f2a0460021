import type { Language } from '../language.ts';
import { startsOf } from './groups.ts';
import { shortFields } from './posting.ts';
import { toTerms, type TermColumns, type Terms } from './terms.ts';

/** What is kept of the guides in one language. Guides are numbered in the order of their ids. */
export interface SectionColumns {
  language: Language;
  ids: readonly string[];
  titles: readonly string[];
  /** Words in title, words and summary, guide after guide. */
  shortLengths: Uint16Array;
  /** Guide -> how many passages its body has. */
  passageCounts: Uint32Array;
  /** Passage -> how many words it has. */
  passageLengths: Uint8Array;
  terms: TermColumns;
  /** Term -> in how many guides it is, and how many bytes its postings take. */
  guideCounts: Uint32Array;
  postingLengths: Uint32Array;
  /** Term after term: for each guide its distance from the one before, then its posting. */
  postings: Uint8Array;
}

/** The guides of one language, ready to be asked. Never changed once it is there. */
export interface Section extends Omit<SectionColumns, 'terms'> {
  terms: Terms;
  postingStarts: Uint32Array;
  passageStarts: Uint32Array;
  passageGuides: Uint32Array;
  /** What a word in a short field of a guide counts, by its weight and how long the field is. */
  shortWeights: Float32Array;
  /** What a word in a passage counts. */
  passageWeights: Float32Array;
}

/*
 * BM25F (Zaragoza et al., TREC-13, 2004): what the author chose to say in few words says more than the running text,
 * and a word counts less in a long field. Title and body are as in the usual parameters; words and summary are lists
 * and single sentences, whose length says little.
 */
const shortFieldWeights = [4, 3, 2];
const shortFieldSlopes = [0.6, 0.3, 0.3];
const passageSlope = 0.5;

export function toSection(columns: SectionColumns): Section {
  const { shortLengths, passageCounts, passageLengths, postingLengths } = columns;
  const passageStarts = startsOf(passageCounts);
  const passageGuides = new Uint32Array(passageLengths.length);
  for (let guide = 0; guide < passageCounts.length; guide += 1) {
    passageGuides.fill(guide, passageStarts[guide], passageStarts[guide + 1]);
  }
  return {
    ...columns,
    terms: toTerms(columns.terms),
    postingStarts: startsOf(postingLengths),
    passageStarts,
    passageGuides,
    shortWeights: weightsOf(shortLengths, shortFieldWeights, shortFieldSlopes),
    passageWeights: weightsOf(passageLengths, [1], [passageSlope]),
  };
}

/** `weight / (1 - slope + slope * length / average)` for fields that take turns. */
function weightsOf(
  lengths: Uint16Array | Uint8Array,
  weights: readonly number[],
  slopes: readonly number[],
): Float32Array {
  const fields = weights.length;
  const counts = weights.map(() => 0);
  const sums = weights.map(() => 0);
  for (let place = 0; place < lengths.length; place += 1) {
    const field = place % fields;
    const length = lengths[place] ?? 0;
    // Guides without the field say nothing about how long it is.
    if (length === 0) continue;
    counts[field] = (counts[field] ?? 0) + 1;
    sums[field] = (sums[field] ?? 0) + length;
  }
  const averages = sums.map((sum, field) => Math.max(1, sum / Math.max(1, counts[field] ?? 0)));
  const worth = new Float32Array(lengths.length);
  for (let place = 0; place < lengths.length; place += 1) {
    const field = place % fields;
    const slope = slopes[field] ?? 0;
    worth[place] =
      (weights[field] ?? 0) / (1 - slope + (slope * (lengths[place] ?? 0)) / (averages[field] ?? 1));
  }
  return worth;
}

/** No guides in a language. */
export const emptySection = (language: Language): Section =>
  toSection({
    language,
    ids: [],
    titles: [],
    shortLengths: new Uint16Array(0),
    passageCounts: new Uint32Array(0),
    passageLengths: new Uint8Array(0),
    terms: {
      written: [],
      folded: [],
      stems: [],
      stemOf: new Uint32Array(0),
      compounds: { term: new Uint32Array(0), stem: new Uint32Array(0), isHead: new Uint8Array(0) },
    },
    guideCounts: new Uint32Array(0),
    postingLengths: new Uint32Array(0),
    postings: new Uint8Array(0),
  });

/** Where the three weights of a guide's short fields begin. */
export const shortPlace = (guide: number): number => guide * shortFields;
