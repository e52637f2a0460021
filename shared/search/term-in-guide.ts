import { bodyKind, bodyKindMask, bodyKindShift, inSummary, inTitle, inWords, postingEnd } from './posting.ts';
import type { Section } from './section.ts';

export type FieldName = 'title' | 'words' | 'summary' | 'body';

/** The fields of a guide in which a term is. */
export function fieldsOf({ postings, postingStarts }: Section, term: number, guide: number): FieldName[] {
  const end = postingStarts[term + 1] ?? 0;
  let number = -1;
  let at = postingStarts[term] ?? 0;
  while (at < end && number < guide) {
    let gap = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = postings[at++] ?? 0;
      gap |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    number += gap + 1;
    if (number === guide) return fieldsIn(postings[at] ?? 0);
    at = postingEnd(postings, at);
  }
  return [];
}

function fieldsIn(head: number): FieldName[] {
  const fields: FieldName[] = [];
  if (head & inTitle) fields.push('title');
  if (head & inWords) fields.push('words');
  if (head & inSummary) fields.push('summary');
  if (((head >> bodyKindShift) & bodyKindMask) !== bodyKind.none) fields.push('body');
  return fields;
}
