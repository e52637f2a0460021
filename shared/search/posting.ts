import type { ByteWriter } from './bytes.ts';

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

/** Where the posting that begins at `at` ends. */
export function postingEnd(bytes: Uint8Array, at: number): number {
  const kind = ((bytes[at] ?? 0) >> bodyKindShift) & bodyKindMask;
  let end = at + 1;
  if (kind === bodyKind.none || kind === bodyKind.first) return end;
  let left = 1;
  if (kind === bodyKind.several) {
    let count = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[end++] ?? 0;
      count |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    left = count;
  }
  for (; left > 0 && end < bytes.length; left -= 1) {
    while ((bytes[end] ?? 0) > 127) end += 1;
    end += 1;
  }
  return end;
}
