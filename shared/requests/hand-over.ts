import type { Translate } from '../i18n/create-i18n.ts';
import type { TicketWay } from '../packs/organisation.ts';
import { pack } from './packing.ts';
import { report } from './report.ts';
import type { Loss, Request } from './request.ts';
import { ticketLink } from './ticket-links.ts';

/** What handing a request over comes to. The person presses Send where `url` leads. */
export interface HandOver {
  url?: string;
  /** The whole request, for the clipboard and a file. */
  text: string;
  lost: Loss[];
}

/** Outlook and Windows shells cut a mail link above about 2,000 characters. */
const mailCharsMax = 2000;

/** The link, the text, and what the link could not carry. */
export function handOver(request: Request, way: TicketWay, t: Translate): HandOver {
  const text = report(request, t);
  if (way.way === 'clipboard') return { text, lost: [], ...(way.url === undefined ? {} : { url: way.url }) };
  if (way.way === 'mail') {
    const frame = `mailto:${way.to}?subject=&body=`;
    const { subject, body, lost } = pack(request, mailCharsMax - frame.length, t);
    const url = `mailto:${way.to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
    return { url, text, lost };
  }
  // The frame holds both parameter names, hence a space where the body will be.
  const frame = ticketLink(way, '', ' ');
  const { subject, body, lost } = pack(request, Math.max(0, way.maxUrlChars - frame.length), t);
  return { url: ticketLink(way, subject, body), text, lost };
}
