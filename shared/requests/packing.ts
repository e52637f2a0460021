import type { Translate } from '../i18n/create-i18n.ts';
import { tickedLines } from './report.ts';
import type { Loss, Request } from './request.ts';

/** A request cut to what a link can hold. */
export interface Packed {
  subject: string;
  body: string;
  lost: Loss[];
}

/** The room a text takes in a link, in characters: an umlaut is six, a new line three. */
export const encodedLength = (text: string): number => encodeURIComponent(text).length;

/** The longest beginning of a text that fits, without cutting a character in two. */
export function fitEncoded(text: string, budgetChars: number): string {
  let kept = '';
  let used = 0;
  for (const character of text) {
    const size = encodedLength(character);
    if (used + size > budgetChars) break;
    kept += character;
    used += size;
  }
  return kept;
}

/** A lone half of a character pair can't be encoded; it is written as the replacement character. */
const wellFormed = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD');

/**
 * Fills a budget of encoded characters in the order of worth: title and reference, the person's words, then each line;
 * what did not fit is named, and the text says that the rest is on the clipboard.
 */
export function pack(request: Request, budgetChars: number, t: Translate): Packed {
  const lost: Loss[] = [];
  const subject = fitEncoded(wellFormed(`${request.title} [${request.reference}]`.trim()), Math.floor(budgetChars / 2));
  let left = budgetChars - encodedLength(subject);
  const parts: string[] = [];
  const rest = t('request.restOnClipboard');
  const reserved = encodedLength(`\n\n${rest}`);

  const description = wellFormed(request.description.trim());
  const lines = tickedLines(request).map((line) => wellFormed(`- ${line}`));
  const whole = [description, ...lines].filter((part) => part !== '').join('\n');
  if (encodedLength(whole) <= left) return { subject, body: whole, lost };

  left -= reserved;
  const words = fitEncoded(description, Math.max(0, left));
  if (words !== '') parts.push(words);
  left -= encodedLength(words);
  if (words !== description) lost.push({ field: 'description', why: 'too-long' });
  for (const [n, line] of lines.entries()) {
    const size = encodedLength(`\n${line}`);
    if (size > left) {
      lost.push(...tickedLines(request).slice(n).map((field): Loss => ({ field, why: 'too-long' })));
      break;
    }
    parts.push(line);
    left -= size;
  }
  const body = left >= 0 ? [...parts, '', rest].join('\n') : parts.join('\n');
  return { subject, body, lost };
}
