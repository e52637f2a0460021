import type { Translate } from '../i18n/create-i18n.ts';
import { impactText, lineText, tickedLines } from './report.ts';
import type { Loss, Request } from './request.ts';

/** A request cut to what a link can hold. */
export interface Packed {
  subject: string;
  body: string;
  lost: Loss[];
}

export interface Room {
  /** Encoded characters that subject and body may take together. */
  budgetChars: number;
  /** How the link writes a text: an umlaut is six characters there, a new line three or six. */
  encode(text: string): string;
  /** What travels in a field of its own: ids of lines, `impact`. */
  apart?: ReadonlySet<string>;
}

/** A lone half of a character pair can't be encoded; it is written as the replacement character. */
export const wellFormed = (text: string): string =>
  text.replace(/\p{Surrogate}/gu, '\uFFFD').replace(/\r\n?/g, '\n');

/** The longest beginning of a text that fits, without cutting a character in two. */
export function fitEncoded(text: string, room: Room): string {
  let kept = '';
  let used = 0;
  for (const character of text) {
    used += room.encode(character).length;
    if (used > room.budgetChars) break;
    kept += character;
  }
  return kept;
}

/** Title and reference; a title in a costly script is cut so that the reference and some room for words remain. */
function packSubject(request: Request, room: Room): string {
  const reference = `[${request.reference}]`;
  const title = wellFormed(request.title.trim());
  const budgetChars = Math.floor(room.budgetChars / 2) - room.encode(` ${reference}`).length;
  return budgetChars < 0 ? '' : `${fitEncoded(title, { ...room, budgetChars })} ${reference}`.trim();
}

/**
 * Fills a budget of encoded characters in the order of worth: title and reference, whom it stops, the person's words,
 * then each line; what did not fit is named, and the text says that the rest is on the clipboard.
 */
export function pack(request: Request, room: Room, t: Translate): Packed {
  const size = (text: string): number => room.encode(text).length;
  const subject = packSubject(request, room);
  const lost: Loss[] = [];
  const lose = (field: string): void => void lost.push({ field, why: 'too-long' });
  if (!subject.startsWith(wellFormed(request.title.trim()))) lose(request.title);

  const impact = room.apart?.has('impact') ? '' : impactText(request, t);
  const description = [impact, wellFormed(request.description.trim())]
    .filter((part) => part !== '')
    .join('\n');
  const lines = tickedLines(request).filter((line) => !room.apart?.has(line.id));
  const written = lines.map((line) => wellFormed(`- ${lineText(line)}`));
  const whole = [...(description === '' ? [] : [description]), ...written].join('\n');
  let left = room.budgetChars - size(subject);
  if (lost.length === 0 && size(whole) <= left) return { subject, body: whole, lost };

  const rest = t('request.restOnClipboard');
  left -= size(`\n\n${rest}`);
  if (left < 0) {
    if (description !== '') lose('description');
    lines.forEach((line) => lose(lineText(line)));
    return { subject, body: '', lost };
  }
  const words = fitEncoded(description, { ...room, budgetChars: left });
  if (words !== description) lose('description');
  const parts = words === '' ? [] : [words];
  left -= size(words);
  for (const [n, line] of lines.entries()) {
    const text = written[n] ?? '';
    const cost = size(`\n${text}`);
    // A long line makes way for the shorter ones behind it.
    if (cost > left) lose(lineText(line));
    else {
      parts.push(text);
      left -= cost;
    }
  }
  return { subject, body: [...parts, '', rest].join('\n').trim(), lost };
}
