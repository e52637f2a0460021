import type { AnalysedGuide } from './analyse-guide.ts';
import { createByteWriter, readNumber, type ByteWriter } from './bytes.ts';
import { incomingPostings, type Incoming } from './incoming.ts';
import { numberGuides } from './number-guides.ts';
import { skipPosting } from './posting.ts';
import { relateTerms, termsPerTurn, type TermInUse } from './relate-terms.ts';
import { toSection, type Section } from './section.ts';
import { compareTerms } from './terms.ts';

/**
 * A section without some guides and with others. Everything but the postings is made anew from the terms that are left,
 * so it is the same section, byte for byte, in whatever order its guides came and went.
 */
export function* rebuildSection(
  before: Section,
  removed: ReadonlySet<string>,
  added: readonly AnalysedGuide[],
): Generator<void, Section> {
  const { ofOld, ofAdded, columns } = numberGuides(before, removed, added);
  const incoming = incomingPostings(added, ofAdded);
  yield;
  const used: TermInUse[] = [];
  const postingLengths: number[] = [];
  const postings = createByteWriter(before.postings.length + 1024);
  let turn = 0;
  for (const { term, oldTerm, postings: added } of bothTerms(before, incoming)) {
    const start = postings.length;
    const guides = mergePostings(postings, { before, oldTerm, ofOld }, { incoming, postings: added });
    if (guides > 0) {
      used.push({ ...term, guides });
      postingLengths.push(postings.length - start);
    }
    turn += 1;
    if (turn % termsPerTurn === 0) yield;
  }
  return toSection({
    language: before.language,
    ...columns,
    terms: yield* relateTerms(used, before.language),
    guideCounts: Uint32Array.from(used, ({ guides }) => guides),
    postingLengths: Uint32Array.from(postingLengths),
    postings: postings.done().slice(),
  });
}

interface MergedTerm {
  term: Omit<TermInUse, 'guides'>;
  oldTerm: number | undefined;
  postings: Uint32Array;
}

const noPostings = new Uint32Array(0);

/** The terms of both, in order, each once. */
function* bothTerms({ terms: old }: Section, { terms }: Incoming): Generator<MergedTerm> {
  let oldTerm = 0;
  let place = 0;
  for (;;) {
    const written = old.written[oldTerm];
    const next = terms[place];
    if (written === undefined && !next) return;
    const folded = old.folded[oldTerm] ?? '';
    const order =
      written === undefined ? 1 : next ? compareTerms(folded, written, next.folded, next.written) : -1;
    if (written !== undefined && order <= 0) {
      const stem = old.stems[old.stemOf[oldTerm] ?? 0];
      const postings = order === 0 ? next?.postings : undefined;
      yield { term: { written, folded, stem }, oldTerm, postings: postings ?? noPostings };
      oldTerm += 1;
    } else if (next) {
      const { postings, ...term } = next;
      yield { term: { ...term, stem: undefined }, oldTerm: undefined, postings };
    }
    if (order >= 0) place += 1;
  }
}

interface OldPostings {
  before: Section;
  oldTerm: number | undefined;
  ofOld: Int32Array;
}

/** Writes one term's postings in the order of their guides; in how many guides it is. */
function mergePostings(
  writer: ByteWriter,
  { before, oldTerm, ofOld }: OldPostings,
  { incoming, postings }: { incoming: Incoming; postings: Uint32Array },
): number {
  let guides = 0;
  let last = -1;
  const write = (guide: number, bytes: Uint8Array, start: number, end: number): void => {
    writer.number(guide - last - 1);
    writer.range(bytes, start, end);
    last = guide;
    guides += 1;
  };
  let place = 0;
  const writeIncomingUpTo = (guide: number): void => {
    for (; place < postings.length; place += 1) {
      const posting = postings[place] ?? 0;
      const number = incoming.guideOf[posting] ?? 0;
      if (number >= guide) return;
      const { bytes, start, end } = incoming.bytesOf(posting);
      write(number, bytes, start, end);
    }
  };
  if (oldTerm !== undefined) {
    const { postings: bytes, postingStarts } = before;
    const end = postingStarts[oldTerm + 1] ?? 0;
    let guide = -1;
    const cursor = { at: postingStarts[oldTerm] ?? 0 };
    while (cursor.at < end) {
      guide += readNumber(bytes, cursor) + 1;
      const start = cursor.at;
      skipPosting(bytes, cursor);
      const number = ofOld[guide] ?? -1;
      if (number < 0) continue;
      writeIncomingUpTo(number);
      write(number, bytes, start, cursor.at);
    }
  }
  writeIncomingUpTo(Infinity);
  return guides;
}
