import type { AnalysedGuide } from './analyse-guide.ts';
import { fold } from './fold.ts';
import { groupBy, membersOf, type Groups } from './groups.ts';
import { compareTerms } from './terms.ts';

/** The postings of guides that come into a section, by their terms. */
export interface Incoming {
  /** In the order in which a section numbers its terms. */
  terms: readonly { written: string; folded: string; postings: Uint32Array }[];
  /** Posting -> its guide's number in the section, and its bytes. */
  guideOf: Uint32Array;
  bytesOf(posting: number): { bytes: Uint8Array; start: number; end: number };
}

/** `numbers[place]` is the number that the guide at this place of `added` gets. */
export function incomingPostings(added: readonly AnalysedGuide[], numbers: readonly number[]): Incoming {
  const inOrder = added.map((guide, place) => ({ guide, number: numbers[place] ?? 0 }));
  inOrder.sort((a, b) => a.number - b.number);
  const total = added.reduce((sum, { terms }) => sum + terms.length, 0);
  const termNumbers = new Map<string, number>();
  const termOf = new Uint32Array(total);
  const guideOf = new Uint32Array(total);
  const ownerOf = new Uint32Array(total);
  const placeOf = new Uint32Array(total);
  let posting = 0;
  inOrder.forEach(({ guide, number }, owner) => {
    guide.terms.forEach((term, place) => {
      let known = termNumbers.get(term);
      if (known === undefined) termNumbers.set(term, (known = termNumbers.size));
      termOf[posting] = known;
      guideOf[posting] = number;
      ownerOf[posting] = owner;
      placeOf[posting] = place;
      posting += 1;
    });
  });
  const groups = groupBy(termOf, termNumbers.size);
  return {
    terms: inTermOrder(termNumbers, groups),
    guideOf,
    bytesOf: (number) => {
      const guide = inOrder[ownerOf[number] ?? 0]?.guide;
      const place = placeOf[number] ?? 0;
      const bytes = guide?.postings ?? new Uint8Array(0);
      return { bytes, start: guide?.starts[place] ?? 0, end: guide?.starts[place + 1] ?? 0 };
    },
  };
}

const inTermOrder = (termNumbers: ReadonlyMap<string, number>, groups: Groups): Incoming['terms'] =>
  Array.from(termNumbers, ([written, number]) => ({
    written,
    folded: fold(written),
    postings: membersOf(groups, number),
  })).sort((a, b) => compareTerms(a.folded, a.written, b.folded, b.written));
