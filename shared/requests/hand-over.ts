import type { Translate } from '../i18n/create-i18n.ts';
import type { TicketWay } from '../packs/organisation.ts';
import { pack, wellFormed, type Room } from './packing.ts';
import { report, tickedLines } from './report.ts';
import type { Loss, Request } from './request.ts';
import { fieldValue, inTheirWords } from './ticket-fields.ts';
import { encodePart, linkForms, ticketLink, type Filled, type LinkWay } from './ticket-links.ts';

/** What handing a request over comes to. The person presses Send where `url` leads. */
export interface HandOver {
  url?: string;
  /** The whole request, for the clipboard and a file. */
  text: string;
  lost: Loss[];
}

/** Outlook and Windows shells cut a mail link above about 2,000 characters. */
const mailCharsMax = 2000;

/** A new line in a mail link is CR LF (RFC 6068). */
const encodeForMail = (text: string): string => encodePart(text.replaceAll('\n', '\r\n'));

function mailLink(request: Request, to: string, t: Translate): Pick<HandOver, 'lost'> & { url: string } {
  const link = (subject: string, body: string): string =>
    `mailto:${to}?subject=${encodeForMail(subject)}&body=${encodeForMail(body)}`;
  const room: Room = { budgetChars: mailCharsMax - link('', '').length, encode: encodeForMail };
  const { subject, body, lost } = pack(request, room, t);
  return { url: link(subject, body), lost };
}

/** A rich text editor reads what it is filled with as HTML: `<` would swallow words, and new lines are nothing. */
const forRichText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>');

function formLink(request: Request, way: LinkWay, t: Translate): Pick<HandOver, 'lost'> & { url: string } {
  const { subject: title, body: text, richText = false } = linkForms[way.system];
  const custom: Filled[] = [];
  const apart = new Set<string>();
  const fillable = { ...request, lines: tickedLines(request) };
  const left = (filled: readonly Filled[]): number =>
    way.maxUrlChars - ticketLink(way, [[title, ''], [text, ''], ...filled]).length;
  for (const [name, parameter] of Object.entries(way.fields ?? {})) {
    const found = fieldValue(fillable, name);
    if (!found) continue;
    const field: Filled = [parameter, wellFormed(inTheirWords(way.values, name, found.value))];
    // Fields come first, but leave most of the link to the person's words.
    if (left([...custom, field]) < way.maxUrlChars / 2) continue;
    custom.push(field);
    for (const id of [name, ...found.lines]) apart.add(id);
  }
  const asForm = (way.richText ?? richText) ? forRichText : (body: string) => body;
  const encode = (body: string): string => encodePart(asForm(body));
  const { subject, body, lost } = pack(request, { budgetChars: left(custom), encode, apart }, t);
  // An empty text would take the place of a template that the form comes with.
  const said: Filled[] = [[title, subject], ...(body === '' ? [] : [[text, asForm(body)] as const])];
  return { url: ticketLink(way, [...said, ...custom]), lost };
}

/** The link, the text, and what the link could not carry. */
export function handOver(request: Request, way: TicketWay, t: Translate): HandOver {
  const text = report(request, t);
  switch (way.way) {
    case 'clipboard':
      return { text, lost: [], ...(way.url === undefined ? {} : { url: way.url }) };
    case 'mail':
      return { text, ...mailLink(request, way.to, t) };
    case 'link':
      return { text, ...formLink(request, way, t) };
  }
}
