import type { ContactsView } from '../ipc/views.ts';
import type { Organisation } from '../packs/organisation.ts';
import { openState } from './opening-hours.ts';

/** The ways to people and to a ticket, as they are now. The clipboard works without anyone's configuration. */
export function contactsView(organisation: Organisation, nowMs: number, hasHub = false): ContactsView {
  const { contacts, tickets, holidays, timeZone, answersWithin } = organisation;
  const { phone, chat, mail, desk } = contacts;
  const ways = [
    ...new Set([...(hasHub ? ['hub' as const] : []), ...tickets.map(({ way }) => way), 'clipboard' as const]),
  ];
  return {
    ...(phone && {
      phone: { number: phone.number, hours: openState(phone.hours, holidays, timeZone, nowMs) },
    }),
    ...(chat && { chat: { name: chat.name } }),
    ...(mail && { mail: { to: mail.to } }),
    ...(desk && { desk: { place: desk.place, hours: openState(desk.hours, holidays, timeZone, nowMs) } }),
    ways,
    ...(answersWithin !== undefined && { answersWithin }),
  };
}
