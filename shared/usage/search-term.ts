import { redact } from '../requests/redact.ts';

const wordsMax = 6;
const charsMax = 80;

/** A number of four digits and more, a path, an address, a host: what tells a person or a machine apart. */
const tellsApart = /\d{4,}|\d\.\d+\.\d|[\\/@]|:\/\/|\b[\w-]+\.[a-z]{2,}\b/iu;

/**
 * What of a search that found nothing may be counted for the editors: a few plain words in lower case. Everything that
 * could name somebody or something is dropped whole, not blanked; the hub shows a term only when enough machines share
 * it.
 */
export function countableTerm(text: string): string | undefined {
  const term = text.normalize('NFC').replace(/\p{C}/gu, ' ').replace(/\s+/gu, ' ').trim().toLowerCase();
  if (term.length < 2 || term.length > charsMax || term.split(' ').length > wordsMax) return undefined;
  // The redaction reads capitals in some secrets.
  if (tellsApart.test(term) || redact(text) !== text || redact(term) !== term) return undefined;
  return term;
}
