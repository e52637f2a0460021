import type { Translate } from '../i18n/create-i18n.ts';
import { withoutLines, type LineId } from './line-ids.ts';
import { report } from './report.ts';
import type { Request } from './request.ts';

/** What a phone's camera reads from the screen. */
export interface PhoneText {
  text: string;
  isShortened: boolean;
}

/** Bytes of a code that cameras of older phones still read from a small panel (version 22, low correction). */
const codeBytesMax = 900;

const bytesOf = (text: string): number => encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, '.').length;

/** The longest beginning of a text with which `carry` fits into a code. */
function fitting(text: string, carry: (part: string) => string): PhoneText {
  const whole = carry(text);
  if (bytesOf(whole) <= codeBytesMax) return { text: whole, isShortened: false };
  const characters = Array.from(text);
  let fits = 0;
  let tooLong = characters.length;
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (bytesOf(carry(`${characters.slice(0, middle).join('')}…`)) <= codeBytesMax) fits = middle;
    else tooLong = middle;
  }
  return { text: carry(`${characters.slice(0, fits).join('')}…`), isShortened: true };
}

/** A request for a phone: a mail with its words where the organisation has an address, else the words themselves. */
export function phoneText(
  request: Request,
  t: Translate,
  { mail, linesOff }: { mail: string | undefined; linesOff: readonly LineId[] },
): PhoneText {
  const words = report(withoutLines(request, linesOff), t).replace(/\p{Surrogate}/gu, '\uFFFD');
  if (mail === undefined) return fitting(words, (part) => part);
  const subject = encodeURIComponent(
    `${request.title.replace(/\p{Surrogate}/gu, '\uFFFD')} [${request.reference}]`,
  );
  return fitting(words, (part) => `mailto:${mail}?subject=${subject}&body=${encodeURIComponent(part)}`);
}
