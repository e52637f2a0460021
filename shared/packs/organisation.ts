import { z } from 'zod';
import { hubUrlSchema } from '../delivery/hub-place.ts';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Opening hours of one or more weekdays, in the organisation's time zone. */
export const hoursSchema = z.strictObject({ days: z.array(z.enum(weekdays)).min(1), from: clock, to: clock });
export type Hours = z.infer<typeof hoursSchema>;

/** Systems with a known prefilled link; `clipboard` opens their form with the text on the clipboard. */
export const ticketSystemSchema = z.enum([
  'request-tracker',
  'redmine',
  'znuny',
  'zendesk',
  'jira-service-management',
  'servicenow',
  'github',
  'gitlab',
]);
export type TicketSystem = z.infer<typeof ticketSystemSchema>;

/** A way to hand a request over, in the organisation's order of preference. */
export const ticketWaySchema = z.discriminatedUnion('way', [
  z.strictObject({
    way: z.literal('link'),
    system: ticketSystemSchema,
    url: z.string(),
    /** Queue, project, portal or repository, as the system names it. */
    queue: z.string().optional(),
    /** Our field name -> the system's parameter, for custom fields. */
    fields: z.record(z.string(), z.string()).optional(),
    /** Our words for a field's values -> the system's: `{ area: { network: 'Network & VPN' } }`. */
    values: z.record(z.string(), z.record(z.string(), z.string())).optional(),
    /** Parameters that are the same in every link, such as a tracker or a template. */
    presets: z.record(z.string(), z.string()).optional(),
    /** Whether the form's text is written in a rich text editor. Default: as the system comes. */
    richText: z.boolean().optional(),
    /** Longest link, in encoded characters. Default 2000: Zendesk and Windows shells cut above it. */
    maxUrlChars: z.number().int().min(500).max(16_000).default(2000),
  }),
  z.strictObject({ way: z.literal('mail'), to: z.string() }),
  z.strictObject({ way: z.literal('clipboard'), url: z.string().optional() }),
]);
export type TicketWay = z.infer<typeof ticketWaySchema>;

/** Who the organisation is, in one language. Ways and contacts without a target were left out by the compiler. */
export const organisationSchema = z.strictObject({
  name: z.string().min(1),
  timeZone: z.string(),
  holidays: z.array(z.iso.date()),
  linkHosts: z.array(z.string()),
  contacts: z.strictObject({
    phone: z.strictObject({ number: z.string(), hours: z.array(hoursSchema) }).optional(),
    chat: z.strictObject({ url: z.string(), name: z.string() }).optional(),
    mail: z.strictObject({ to: z.string() }).optional(),
    desk: z.strictObject({ place: z.string(), hours: z.array(hoursSchema) }).optional(),
  }),
  tickets: z.array(ticketWaySchema),
  /** The hub that takes requests; machines talk to it when their policy has its key. */
  hub: hubUrlSchema.optional(),
  answersWithin: z.string().optional(),
});
export type Organisation = z.infer<typeof organisationSchema>;
