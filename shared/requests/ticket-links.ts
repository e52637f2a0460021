import type { TicketSystem, TicketWay } from '../packs/organisation.ts';

export type LinkWay = Extract<TicketWay, { way: 'link' }>;

/** How one system's form is filled by a link: its path, and which parameter carries what. */
export interface LinkForm {
  /** The form's path below the configured address. */
  path(way: LinkWay): string;
  subject: string;
  body: string;
  /** Parameters besides subject and body, such as queue or project. Never one that submits the form. */
  fixed(way: LinkWay): Readonly<Record<string, string>>;
  /** Whether parameters stand in the part after `#`, or in one of their own (ServiceNow). */
  encode?(way: LinkWay, subject: string, body: string): string;
}

const part = (text: string): string => encodeURIComponent(text);

/** ServiceNow's own query language inside one parameter: `^` separates, so it must not stand in a value. */
const serviceNowValue = (text: string): string => text.replaceAll('^', ' ');

/** Facts of each system's form; docs/ticket-systems.md has the source and how far each was tried. */
export const linkForms: Readonly<Record<TicketSystem, LinkForm>> = {
  'request-tracker': {
    path: () => '/SelfService/Create.html',
    subject: 'Subject',
    body: 'Content',
    fixed: ({ queue }) => ({ Queue: queue ?? 'General' }),
  },
  redmine: {
    path: ({ queue }) => `/projects/${part(queue ?? 'helpdesk')}/issues/new`,
    subject: 'issue[subject]',
    body: 'issue[description]',
    fixed: () => ({}),
  },
  znuny: {
    path: () => '/otrs/customer.pl',
    subject: 'Subject',
    body: 'Body',
    fixed: ({ queue }) => ({ Action: 'CustomerTicketMessage', ...(queue === undefined ? {} : { Dest: queue }) }),
  },
  zendesk: {
    path: () => '/hc/requests/new',
    subject: 'tf_subject',
    body: 'tf_description',
    fixed: ({ queue }) => (queue === undefined ? {} : { ticket_form_id: queue }),
  },
  'jira-service-management': {
    // The queue is `<portal>/group/<group>/create/<request type>`, as the portal's own address shows it.
    path: ({ queue }) => `/servicedesk/customer/portal/${(queue ?? '1').split('/').map(part).join('/')}`,
    subject: 'summary',
    body: 'description',
    fixed: () => ({}),
  },
  servicenow: {
    path: () => '/incident.do',
    subject: 'short_description',
    body: 'description',
    fixed: () => ({ sys_id: '-1' }),
    encode: (_way, subject, body) =>
      `sysparm_query=${part(`short_description=${serviceNowValue(subject)}^description=${serviceNowValue(body)}`)}`,
  },
  github: {
    path: () => '/issues/new',
    subject: 'title',
    body: 'body',
    fixed: ({ queue }) => (queue === undefined ? {} : { labels: queue }),
  },
  gitlab: {
    path: () => '/-/issues/new',
    subject: 'issue[title]',
    body: 'issue[description]',
    fixed: () => ({ 'issue[confidential]': 'true' }),
  },
};

const parameters = (values: Readonly<Record<string, string>>): string[] =>
  Object.entries(values).map(([name, value]) => `${part(name)}=${part(value)}`);

/** The link to a filled form. It fills, it never sends. */
export function ticketLink(way: LinkWay, subject: string, body: string): string {
  const form = linkForms[way.system];
  const filled = form.encode
    ? [form.encode(way, subject, body)]
    : parameters({ [form.subject]: subject, ...(body === '' ? {} : { [form.body]: body }) });
  const query = [...parameters(form.fixed(way)), ...filled].join('&');
  return `${way.url.replace(/\/+$/, '')}${form.path(way)}?${query}`;
}
