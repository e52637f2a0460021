import { readNumber, type ByteWriter, type Cursor } from './bytes.ts';

/*
 * Where one term is in one guide. A byte says in which short fields it is and whether it is in the body; most are in
 * the one passage of a short guide, and take that byte alone. Else passages follow, as distances with how often.
 */

export const inTitle = 1;
export const inWords = 2;
export const inSummary = 4;
export const shortFields = 3;

export const bodyKind = { none: 0, first: 1, one: 2, several: 3 } as const;
export const bodyKindShift = 3;
export const bodyKindMask = 3;
export const firstTimesShift = 5;

/** Whether a word is there five times or fifty says the same. */
export const timesMax = 4;

export interface Posting {
  /** Bits of the short fields. */
  fields: number;
  /** Passages in order, each with how often the term is there. */
  passages: { passage: number; times: number }[];
}

export function writePosting(writer: ByteWriter, { fields, passages }: Posting): void {
  const [first] = passages;
  if (!first) return writer.number(fields | (bodyKind.none << bodyKindShift));
  if (passages.length > 1) {
    writer.number(fields | (bodyKind.several << bodyKindShift));
    writer.number(passages.length);
  } else if (first.passage > 0) {
    writer.number(fields | (bodyKind.one << bodyKindShift));
  } else {
    const times = Math.min(first.times, timesMax) - 1;
    return writer.number(fields | (bodyKind.first << bodyKindShift) | (times << firstTimesShift));
  }
  let before = 0;
  for (const { passage, times } of passages) {
    writer.number(((passage - before) << 2) | (Math.min(times, timesMax) - 1));
    before = passage;
  }
}

/** Moves a cursor from the beginning of a posting to its end. */
export function skipPosting(bytes: Uint8Array, cursor: Cursor): void {
  const kind = ((bytes[cursor.at] ?? 0) >> bodyKindShift) & bodyKindMask;
  cursor.at += 1;
  if (kind === bodyKind.none || kind === bodyKind.first) return;
  const passages = kind === bodyKind.several ? readNumber(bytes, cursor) : 1;
  for (let left = passages; left > 0 && cursor.at < bytes.length; left -= 1) readNumber(bytes, cursor);
}
