import type { Translate } from '../i18n/create-i18n.ts';
import type { TicketWay } from '../packs/organisation.ts';
import { pack, wellFormed, type Room } from './packing.ts';
import { report } from './report.ts';
import type { Loss, Request } from './request.ts';
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

/** Our value for a custom field: the reference, the area, or a ticked line by its id. */
function fieldValue(request: Request, name: string): string | undefined {
  if (name === 'reference') return request.reference;
  if (name === 'area') return request.area;
  return request.lines.find(({ id, ticked }) => id === name && ticked)?.value;
}

function formLink(request: Request, way: LinkWay, t: Translate): Pick<HandOver, 'lost'> & { url: string } {
  const { subject: title, body: text } = linkForms[way.system];
  const custom: Filled[] = [];
  const apart = new Set<string>();
  const left = (filled: readonly Filled[]): number =>
    way.maxUrlChars - ticketLink(way, [[title, ''], [text, ''], ...filled]).length;
  for (const [name, parameter] of Object.entries(way.fields ?? {})) {
    const value = fieldValue(request, name);
    if (value === undefined) continue;
    const field: Filled = [parameter, wellFormed(value)];
    // Fields come first, but leave most of the link to the person's words.
    if (left([...custom, field]) < way.maxUrlChars / 2) continue;
    custom.push(field);
    apart.add(name);
  }
  const room: Room = { budgetChars: left(custom), encode: encodePart, apart };
  const { subject, body, lost } = pack(request, room, t);
  // An empty text would take the place of a template that the form comes with.
  const said: Filled[] = [[title, subject], ...(body === '' ? [] : [[text, body] as const])];
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
