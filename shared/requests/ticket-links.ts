import type { TicketSystem, TicketWay } from '../packs/organisation.ts';

export type LinkWay = Extract<TicketWay, { way: 'link' }>;

/** A parameter of a form and what it is filled with. */
export type Filled = readonly [parameter: string, value: string];

/** How one system's form is filled by a link: its path, and which parameter carries what. */
export interface LinkForm {
  /** The form's path below the configured address. */
  path(way: LinkWay): string;
  subject: string;
  body: string;
  /** Parameters besides what the person says, such as the queue. Never one that submits the form. */
  fixed(way: LinkWay): readonly Filled[];
  /** What fills the form, where it is not one parameter each. */
  query?(filled: readonly Filled[]): string;
  /** The form's text is written in a rich text editor, unless its administrator chose otherwise. */
  richText?: boolean;
  /** Above this the system, as it is usually set up, refuses the link or fills nothing. */
  urlCharsMax?: number;
}

/** Parameters that press a form's button. No link of ours carries one, whatever the organisation wrote. */
export const sends = (parameter: string): boolean =>
  /submit|subaction|confirm|commit|_method|sysverb|sys_action|^save|^next$|^continue$/i.test(parameter);

/** For the value of a parameter. Browsers write `'` as `%27`, so it counts as three characters here too. */
export const encodePart = (text: string): string => encodeURIComponent(text).replaceAll("'", '%27');

const encodePath = (path: string): string => path.split('/').map(encodePart).join('/');

const parameters = (filled: readonly Filled[]): string =>
  filled.map(([parameter, value]) => `${encodePart(parameter)}=${encodePart(value)}`).join('&');

/** Facts of each system's form; docs/ticket-systems.md has the source and how far each was tried. */
export const linkForms: Readonly<Record<TicketSystem, LinkForm>> = {
  'request-tracker': {
    path: () => '/SelfService/Create.html',
    richText: true,
    urlCharsMax: 8190,
    subject: 'Subject',
    body: 'Content',
    fixed: ({ queue }) => [['Queue', queue ?? 'General']],
  },
  redmine: {
    path: ({ queue }) => `/projects/${encodePart(queue ?? 'helpdesk')}/issues/new`,
    urlCharsMax: 10_240,
    subject: 'issue[subject]',
    body: 'issue[description]',
    fixed: () => [],
  },
  znuny: {
    path: () => '/otrs/customer.pl',
    richText: true,
    urlCharsMax: 8190,
    subject: 'Subject',
    body: 'Body',
    fixed: ({ queue }) => [
      ['Action', 'CustomerTicketMessage'],
      ...(queue === undefined ? [] : [['Dest', queue] as const]),
    ],
  },
  zendesk: {
    path: () => '/hc/requests/new',
    urlCharsMax: 2048,
    subject: 'tf_subject',
    body: 'tf_description',
    fixed: ({ queue }) => (queue === undefined ? [] : [['ticket_form_id', queue]]),
  },
  'jira-service-management': {
    // The queue is `<portal>/group/<group>/create/<request type>`, as the portal's own address shows it.
    path: ({ queue }) => `/servicedesk/customer/portal/${encodePath(queue ?? '1')}`,
    subject: 'summary',
    body: 'description',
    fixed: () => [],
  },
  servicenow: {
    path: () => '/incident.do',
    subject: 'short_description',
    body: 'description',
    fixed: () => [['sys_id', '-1']],
    // One parameter in a language of its own, where `^` separates: it must not stand in a value.
    query: (filled) =>
      `sysparm_query=${encodePart(filled.map(([name, value]) => `${name}=${value.replaceAll('^', ' ')}`).join('^'))}`,
  },
  github: {
    path: ({ queue }) => `${queue === undefined ? '' : `/${encodePath(queue)}`}/issues/new`,
    urlCharsMax: 8190,
    subject: 'title',
    body: 'body',
    fixed: () => [],
  },
  gitlab: {
    path: ({ queue }) => `${queue === undefined ? '' : `/${encodePath(queue)}`}/-/issues/new`,
    subject: 'issue[title]',
    body: 'issue[description]',
    fixed: () => [['issue[confidential]', 'true']],
  },
};

/** The link to a filled form. It fills, it never sends. */
export function ticketLink(way: LinkWay, filled: readonly Filled[]): string {
  const form = linkForms[way.system];
  const presets = Object.entries(way.presets ?? {}).filter(([parameter]) => !sends(parameter));
  const query = [
    parameters(form.fixed(way)),
    (form.query ?? parameters)([...presets, ...filled.filter(([parameter]) => !sends(parameter))]),
  ].filter((part) => part !== '');
  return `${way.url.replace(/\/+$/, '')}${form.path(way)}?${query.join('&')}`;
}
