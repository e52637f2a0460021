import { z } from 'zod';
import { guideIdSchema, isLinkHost } from '../../shared/guides/action.ts';
import { isMailAddress, isPhoneNumber } from '../../shared/guides/address.ts';
import { hubUrlSchema } from '../../shared/delivery/hub-place.ts';
import { checkMinutesSchema } from '../../shared/packs/catalog.ts';
import { ticketSystemSchema, weekdays } from '../../shared/packs/organisation.ts';
import type { Remedies } from './check-shape.ts';
import { sourceText } from './source-text.ts';

type Weekday = (typeof weekdays)[number];

/** `mon`, `mon-fri` (also over the weekend: `sat-mon`) or a list of either, as single days in week order. */
export function expandDays(written: string | readonly string[]): Weekday[] | undefined {
  const days = new Set<string>();
  for (const part of (typeof written === 'string' ? written.split(',') : written).map((text) =>
    text.trim(),
  )) {
    const [from = '', to = from, ...rest] = part.split('-');
    const start = weekdays.findIndex((day) => day === from);
    const end = weekdays.findIndex((day) => day === to);
    if (start < 0 || end < 0 || rest.length > 0) return undefined;
    const length = ((end - start + weekdays.length) % weekdays.length) + 1;
    for (let step = 0; step < length; step += 1) days.add(weekdays[(start + step) % weekdays.length] ?? '');
  }
  return weekdays.filter((day) => days.has(day));
}

const daysSchema = z.union([z.string(), z.array(z.string())]).transform((written, context) => {
  const days = expandDays(written);
  if (days && days.length > 0) return days;
  context.addIssue({ code: 'custom', message: 'names no weekdays' });
  return z.NEVER;
});
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const hours = z
  .array(
    z
      .strictObject({ days: daysSchema, from: clock, to: clock })
      .refine(({ from, to }) => from < to, { error: 'must end after they begin' }),
  )
  .max(30);

/** An empty text is a target that is not filled in yet: its way is hidden. */
const filled = (isRight: (text: string) => boolean, error: string) =>
  z
    .string()
    .trim()
    .max(2000)
    .refine((text) => text === '' || isRight(text), { error });
const phoneNumber = filled(isPhoneNumber, 'is not a phone number');
const mailAddress = filled(isMailAddress, 'is not one mail address');
const url = z.string().trim().max(2000);

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const fieldName = z.string().regex(/^[\w.:-]{1,80}$/);
const ticketWay = z.discriminatedUnion('way', [
  z.strictObject({
    way: z.literal('link'),
    system: ticketSystemSchema,
    url,
    queue: z.string().max(200).optional(),
    fields: z.record(fieldName, z.string().trim().min(1).max(200)).optional(),
    values: z.record(fieldName, z.record(z.string().max(80), z.string().max(200))).optional(),
    presets: z.record(z.string().trim().min(1).max(200), z.string().max(500)).optional(),
    'rich-text': z.boolean().optional(),
    'max-url-chars': z.number().int().min(500).max(16_000).optional(),
  }),
  z.strictObject({ way: z.literal('mail'), to: mailAddress }),
  z.strictObject({ way: z.literal('clipboard'), url: url.optional() }),
]);

// A changed guide can wait an hour; that something is down, people should hear while it matters.
const checkMinutes = z.strictObject({
  guides: checkMinutesSchema.shape.guides.default(60),
  incidents: checkMinutesSchema.shape.incidents.default(9),
});

/** `organisation.yaml` as editors write it. */
export const organisationSourceSchema = z.strictObject({
  name: z.string().trim().min(1).max(120),
  'time-zone': z.string().refine(isTimeZone, { error: 'is not a time zone' }),
  holidays: z.array(z.iso.date()).max(2000).default([]),
  links: z.record(z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/), url).default({}),
  'link-hosts': z
    .array(z.string().trim().toLowerCase().refine(isLinkHost, { error: 'is not a host' }))
    .max(1000)
    .default([]),
  contacts: z
    .strictObject({
      phone: z.strictObject({ number: phoneNumber, hours: hours.default([]) }).optional(),
      chat: z.strictObject({ url, name: sourceText(60) }).optional(),
      mail: z.strictObject({ to: mailAddress }).optional(),
      desk: z
        .strictObject({ place: z.union([z.literal(''), sourceText(200)]), hours: hours.default([]) })
        .optional(),
    })
    .default({}),
  tickets: z.array(ticketWay).max(10).default([]),
  hub: hubUrlSchema.optional(),
  'answers-within': sourceText(120).optional(),
  'most-asked': z.array(guideIdSchema).max(12).default([]),
  'check-minutes': checkMinutes.prefault({}),
});
export type OrganisationSource = z.infer<typeof organisationSourceSchema>;

export const organisationRemedies: Remedies = {
  '': 'the keys are: name, time-zone, holidays, links, link-hosts, contacts, tickets, hub, answers-within, most-asked, check-minutes',
  name: 'write the organisation as people call it',
  'time-zone': 'write an IANA name: Europe/Oslo',
  holidays: 'write a list of dates: [2026-12-24, 2026-12-25]',
  links: 'write one name and address per line: password-page: https://password.example.org',
  'link-hosts': "write hosts without https:// and path: [password.example.org, '*.example.org']",
  contacts: 'contacts are phone, chat, mail and desk',
  'contacts.phone': "write number: '5500', in quotes, and hours",
  'contacts.chat': 'write { url: https://chat.example.org, name: Teams }',
  'contacts.mail': 'write { to: help@example.org }',
  'contacts.desk': 'write place and hours',
  'contacts.phone.hours': "write - { days: mon-fri, from: '08:00', to: '16:00' }",
  'contacts.desk.hours': "write - { days: mon-fri, from: '08:00', to: '16:00' }",
  tickets:
    'a way is link (system, url, queue, fields, values, presets, rich-text, max-url-chars), mail (to) or clipboard (url)',
  'tickets.system': `use one of: ${ticketSystemSchema.options.join(', ')}`,
  'tickets.fields':
    "write our name and the form's parameter: { reference: CustomField-3 }; ours are reference, area, impact, journey, machine, or the id of a line",
  'tickets.values': 'write our word and theirs for a field: { area: { network: Network & VPN } }',
  'tickets.presets':
    "write the form's parameter and its value: { 'issue[tracker_id]': '3' }, numbers in quotes",
  hub: 'write the address of your hub: https://hub.example.org',
  'answers-within': 'write one text, or one per language with at least en',
  'most-asked': 'write a list of at most 12 guide ids',
  'check-minutes': 'write { guides: 60, incidents: 9 }',
  'check-minutes.guides': 'write minutes from 15 to 10080 (a week); 60 is usual',
  'check-minutes.incidents': 'write minutes from 5 to 1440 (a day); 9 is usual',
};
