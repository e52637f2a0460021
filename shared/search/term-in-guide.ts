import { readNumber } from './bytes.ts';
import {
  bodyKind,
  bodyKindMask,
  bodyKindShift,
  inSummary,
  inTitle,
  inWords,
  skipPosting,
} from './posting.ts';
import type { Section } from './section.ts';

export type FieldName = 'title' | 'words' | 'summary' | 'body';

/** The fields of a guide in which a term is. */
export function fieldsOf({ postings, postingStarts }: Section, term: number, guide: number): FieldName[] {
  const end = postingStarts[term + 1] ?? 0;
  const cursor = { at: postingStarts[term] ?? 0 };
  let number = -1;
  while (cursor.at < end && number < guide) {
    number += readNumber(postings, cursor) + 1;
    if (number === guide) return fieldsIn(postings[cursor.at] ?? 0);
    skipPosting(postings, cursor);
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
