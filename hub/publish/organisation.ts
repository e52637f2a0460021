import type { Language } from '../../shared/language.ts';
import type { Organisation, TicketWay } from '../../shared/packs/organisation.ts';
import { checkLink, toLink } from './ticket-link-source.ts';
import { webAction } from './link-target.ts';
import type { Report } from './mistake.ts';
import type { OrganisationSource } from './organisation-source.ts';
import { textIn } from './source-text.ts';
import type { YamlFile } from './yaml-file.ts';

const hidden = (report: Report, line: number, what: string, remedy: string): void =>
  report.warning(line, `${what} has no target, so it is hidden`, remedy);

/** What the shape alone can't tell: addresses the app would refuse to open, ways and contacts without a target. */
export function checkOrganisation(source: OrganisationSource, yaml: YamlFile, report: Report): void {
  const hosts = source['link-hosts'];
  const checkUrl = (url: string, ...path: PropertyKey[]): void => {
    const action = url === '' ? undefined : webAction(url, hosts);
    if (action?.kind === 'problem') report.error(yaml.lineOf(path), action.problem, action.remedy);
  };
  for (const [name, url] of Object.entries(source.links)) checkUrl(url, 'links', name);
  const { phone, chat, mail, desk } = source.contacts;
  if (chat) checkUrl(chat.url, 'contacts', 'chat', 'url');
  const contacts = { phone: phone?.number, chat: chat?.url, mail: mail?.to, desk: desk?.place };
  for (const [name, target] of Object.entries(contacts)) {
    if (target === '')
      hidden(report, yaml.lineOf(['contacts', name]), `the contact "${name}"`, 'fill it in, or remove it');
  }
  source.tickets.forEach((way, index) => {
    const path = ['tickets', index];
    if ('url' in way && way.url !== undefined) checkUrl(way.url, ...path, 'url');
    if (way.way === 'link' && way.url !== '') checkLink(way, (key) => yaml.lineOf([...path, key]), report);
    if (!hasTarget(way))
      hidden(report, yaml.lineOf(path), `the way "${way.way}"`, 'fill in its url or to, or remove it');
  });
  if (source.tickets.every((way) => !hasTarget(way))) {
    report.warning(
      yaml.lineOf(['tickets']),
      'no way to send a request',
      'add one: people can only copy the text',
    );
  }
}

const hasTarget = (way: OrganisationSource['tickets'][number]): boolean =>
  way.way === 'clipboard' || (way.way === 'mail' ? way.to : way.url) !== '';

/** The organisation as one language's pack holds it. */
export function toOrganisation(source: OrganisationSource, language: Language): Organisation {
  const { phone, chat, mail, desk } = source.contacts;
  const within = source['answers-within'];
  return {
    name: source.name,
    timeZone: source['time-zone'],
    holidays: [...new Set(source.holidays)].sort(),
    linkHosts: source['link-hosts'],
    contacts: {
      ...(phone && phone.number !== '' && { phone }),
      ...(chat && chat.url !== '' && { chat: { url: chat.url, name: textIn(chat.name, language) } }),
      ...(mail && mail.to !== '' && { mail }),
      ...(desk && desk.place !== '' && { desk: { place: textIn(desk.place, language), hours: desk.hours } }),
    },
    tickets: source.tickets.filter(hasTarget).map(toWay),
    ...(source.hub !== undefined && { hub: source.hub }),
    ...(within !== undefined && { answersWithin: textIn(within, language) }),
  };
}

function toWay(source: OrganisationSource['tickets'][number]): TicketWay {
  switch (source.way) {
    case 'link':
      return toLink(source);
    case 'mail':
      return { way: 'mail', to: source.to };
    case 'clipboard':
      return { way: 'clipboard', ...(source.url !== undefined && source.url !== '' && { url: source.url }) };
  }
}
