import { createI18n, type Translate } from '../../shared/i18n/create-i18n.ts';
import { fallbackLanguage } from '../../shared/language.ts';
import { impactText, lineText } from '../../shared/requests/report.ts';
import {
  fieldValue,
  inTheirWords,
  type Fillable,
  type ValueWords,
} from '../../shared/requests/ticket-fields.ts';
import type { TicketLoss } from '../../shared/requests/wire.ts';
import type { TicketDraft } from './ticket-adapter.ts';

/** A ticket's title, with the reference that a person can say on the phone. */
export const ticketTitle = ({ title, reference }: Pick<TicketDraft, 'title' | 'reference'>): string =>
  `${title} [${reference}]`;

function fromWhom({ requester }: TicketDraft, t: Translate): string {
  const { name, email, login, isVerified } = requester;
  // On one line, or a name could pretend to be another fact.
  const who = [name, email, login]
    .filter((part) => part !== undefined)
    .join(', ')
    .replace(/\s+/g, ' ');
  return who === '' || isVerified ? who : `${who} (${t('ticket.unverified')})`;
}

/**
 * All of a request as an agent reads it. It holds what stands in fields too: a field that the system drops takes
 * nothing away.
 */
export function ticketText(draft: TicketDraft, t: Translate): string {
  const { description, lines, category, impact, reference, key } = draft;
  const from = fromWhom(draft, t);
  const facts = [
    ...(category === undefined ? [] : [`${t('ticket.area')}: ${category}`]),
    ...(impact === undefined ? [] : [impactText({ impact }, t)]),
    ...(from === '' ? [] : [`${t('ticket.from')}: ${from}`]),
    `${t('request.reference')}: ${reference}`,
    `${t('ticket.key')}: ${key}`,
  ];
  const listed = (isMeant: (group: string) => boolean): string =>
    lines
      .filter(({ group }) => isMeant(group))
      .map((line) => `- ${lineText(line)}`)
      .join('\n');
  const parts = [
    description.trim(),
    listed((group) => group === 'journey'),
    listed((group) => group !== 'journey'),
    facts.join('\n'),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** What an agent reads when the person adds nothing to "Still not solved". */
export const reopenText = (comment: string): string =>
  comment.trim() === '' ? createI18n(fallbackLanguage).t('ticket.stillNotSolved') : comment;

/** A field of the system and what fills it; `name` is ours. */
export interface FilledField<Id> {
  name: string;
  field: Id;
  value: string;
}

/** What the configured fields are filled with. */
export function filledFields<Id>(
  { category, requester: { email, login, name }, ...draft }: TicketDraft,
  fields: Readonly<Record<string, Id>>,
  words: ValueWords,
): FilledField<Id>[] {
  const fillable: Fillable = { ...draft, area: category, requester: email ?? login ?? name };
  return Object.entries(fields).flatMap(([ours, field]) => {
    const found = fieldValue(fillable, ours);
    return found ? [{ name: ours, field, value: inTheirWords(words, ours, found.value) }] : [];
  });
}

/** Systems write line ends their own way, and cut blanks. */
const asKept = (text: string): string => text.replaceAll('\r\n', '\n').trim();

/** Whether a text came back as it was sent. */
export const isSame = (found: string | undefined, sent: string): boolean =>
  found !== undefined && asKept(found) === asKept(sent);

/** Files that are not there, or not whole; `found` has name and size of each, `keptName` is what the system makes of one. */
export function lostFiles(
  sent: TicketDraft['attachments'],
  found: readonly { name: string; bytes: number }[],
  keptName: (name: string) => string,
): TicketLoss[] {
  const left = [...found];
  return sent.flatMap(({ name, bytes }): TicketLoss[] => {
    const at = left.findIndex((file) => file.name === keptName(name) && file.bytes === bytes.length);
    if (at >= 0) left.splice(at, 1);
    return at >= 0 ? [] : [{ field: name, why: 'dropped-by-server' }];
  });
}
