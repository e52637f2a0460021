import { z } from 'zod';
import { languageSchema } from '../base-schemas.ts';
import { noticeKeySchema } from '../campaigns/told.ts';
import { guideIdSchema } from '../guides/action.ts';
import { ratingShape } from '../usage/rating.ts';
import { usageDaySchema, usageEventSchema } from '../usage/usage.ts';
import { attachmentBytesMax, attachmentsMax, attachmentTypes } from './attachment.ts';
import { impactSchema, requestLineSchema } from './request.ts';

// What travels between a machine and the hub, and nothing else does: both sides parse it with these schemas.

/** Carries the person's access token where the hub asks for a sign-in (`sign-in-needed`). */
export const signInHeader = 'zeroline-sign-in';

/** Of a whole request as JSON: files in base64, and the rest. */
export const requestBytesMax = Math.ceil((attachmentBytesMax * 4) / 3) + 256 * 1024;

const fileName = z
  .string()
  .min(1)
  .max(120)
  .regex(/^[^\p{C}/\\:]+$/u)
  .refine((name) => !name.startsWith('.'));

export const attachmentSchema = z.strictObject({
  name: fileName,
  type: z.enum(attachmentTypes),
  base64: z.base64().min(1),
});
export type Attachment = z.infer<typeof attachmentSchema>;

/** Who the machine says it is. Where the hub checks sign-ins, it takes these from the token instead. */
export const requesterSchema = z.strictObject({
  name: z.string().min(1).max(120).optional(),
  email: z.email().max(254).optional(),
  login: z.string().min(1).max(120).optional(),
});
export type Requester = z.infer<typeof requesterSchema>;

/** A line of the request that the person left ticked: what was not ticked does not travel. */
export const sentLineSchema = requestLineSchema.omit({ ticked: true, reason: true });
export type SentLine = z.infer<typeof sentLineSchema>;

/** Size of the bytes that a base64 text stands for. */
export const base64Bytes = (base64: string): number =>
  (base64.length / 4) * 3 - (base64.endsWith('==') ? 2 : base64.endsWith('=') ? 1 : 0);

/** `POST /v1/requests`, with `Idempotency-Key: <id>`. Everything in it was on the person's screen. */
export const sentRequestSchema = z.strictObject({
  /** UUIDv7, made with the draft: the idempotency key, from the machine to the field in the ticket. */
  id: z.uuidv7(),
  /** Short, speakable, on the ticket and on screen: `ZL-7K3QX`. */
  reference: z.string().regex(/^ZL-[0-9A-HJKMNP-TV-Z]{5}$/),
  createdAtMs: z.number().int().nonnegative(),
  language: languageSchema,
  title: z.string().trim().min(1).max(80),
  description: z.string().max(4000),
  /** Area of the guide that failed. */
  category: z.string().min(1).max(80).optional(),
  impact: impactSchema.optional(),
  requester: requesterSchema,
  lines: z.array(sentLineSchema).max(60),
  attachments: z
    .array(attachmentSchema)
    .max(attachmentsMax)
    .refine(
      (files) => files.reduce((sum, { base64 }) => sum + base64Bytes(base64), 0) <= attachmentBytesMax,
      `All files together may have ${attachmentBytesMax / 1024 / 1024} MB.`,
    ),
});
export type SentRequest = z.infer<typeof sentRequestSchema>;

/** What did not reach the ticket, or not as it was sent. */
export const ticketLossSchema = z.strictObject({
  field: z.string().max(120),
  why: z.enum(['too-long', 'no-such-field', 'value-not-allowed', 'not-carried', 'dropped-by-server']),
});
export type TicketLoss = z.infer<typeof ticketLossSchema>;

const ticketFields = { number: z.string().min(1).max(60), url: z.url().max(500).optional() };

export const deliveryStateSchema = z.discriminatedUnion('kind', [
  /** The hub has it on disk; the ticket system does not have it yet. */
  z.strictObject({
    kind: z.literal('queued'),
    /** After a try that led to nothing. */
    nextTryAtMs: z.number().optional(),
    /** When it is a ticket already and "Still not solved" is on its way. */
    ...z.strictObject(ticketFields).partial().shape,
  }),
  z.strictObject({ kind: z.literal('delivered'), ...ticketFields }),
  z.strictObject({ kind: z.literal('answered'), ...ticketFields }),
  z.strictObject({ kind: z.literal('solved'), ...ticketFields }),
  /** The ticket system does not take it as it is; trying again changes nothing. */
  z.strictObject({
    kind: z.literal('needs-attention'),
    reason: z.string().max(500),
    ...z.strictObject(ticketFields).partial().shape,
  }),
]);
export type DeliveryState = z.infer<typeof deliveryStateSchema>;

/** Answer of `POST /v1/requests` (202), `GET /v1/requests/:id` (200) and `POST /v1/requests/:id/reopen` (202). */
export const requestStatusSchema = z.strictObject({
  id: z.uuidv7(),
  state: deliveryStateSchema,
  lost: z.array(ticketLossSchema).max(100),
  updatedAtMs: z.number(),
});
export type RequestStatus = z.infer<typeof requestStatusSchema>;

/** How many requests one question may be about. */
export const statusesMax = 50;

/** `GET /v1/requests?ids=ID,ID`: those of them that this machine sent. */
export const requestStatusesSchema = z.strictObject({
  requests: z.array(requestStatusSchema).max(statusesMax),
});

/** `POST /v1/requests/:id/reopen`: "Still not solved". The id makes a repeated call harmless. */
export const reopenSchema = z.strictObject({
  id: z.uuidv7(),
  comment: z
    .string()
    .max(4000)
    .refine((text) => !text.includes('\0'), 'No text has the character NUL.'),
});
export type Reopen = z.infer<typeof reopenSchema>;

/** `POST /v1/installs`: the key of the policy for a token of this machine's own. */
export const enrolmentKeySchema = z.string().min(16).max(200);
export const enrolSchema = z.strictObject({ enrolmentKey: enrolmentKeySchema });
export const enrolledSchema = z.strictObject({ install: z.uuid(), token: z.string().min(43).max(100) });
export type Enrolled = z.infer<typeof enrolledSchema>;

/** Ratings in one day's report. */
export const ratingsMax = 50;
/** More of one kind in a day no person does: it would drown what everybody else did. */
export const dayCountMax = 10_000;

/** IT reads it on a terminal: nothing that steers one. */
const countedTerm = z
  .string()
  .min(2)
  .max(80)
  .regex(/^[^\p{C}]+$/u);

/** `POST /v1/usage`: one day of one machine in counts. A second one with the same id counts nothing. */
export const usageReportSchema = z.strictObject({
  id: z.uuid(),
  ...usageDaySchema.shape,
  app: z
    .string()
    .max(40)
    .regex(/^[^\p{C}]*$/u),
  counts: z.partialRecord(usageEventSchema, z.number().int().min(0).max(dayCountMax)),
  /** Searches that found nothing, already filtered on the machine. Shown only when enough machines share one. */
  terms: z.array(z.strictObject({ term: countedTerm, count: z.number().int().min(1).max(1000) })).max(50),
  guides: z
    .array(
      z.strictObject({
        guide: guideIdSchema,
        solved: z.number().int().min(0).max(1000),
        notSolved: z.number().int().min(0).max(1000),
      }),
    )
    .max(200),
  /** Given by the person with a click, together with the words they chose to send. Each id is counted once. */
  ratings: z.array(z.strictObject({ id: z.uuid(), guide: guideIdSchema, ...ratingShape })).max(ratingsMax),
});
export type UsageReport = z.infer<typeof usageReportSchema>;

/** `GET /v1/incidents`: how many machines said "That's mine, too", and when the hub counted. */
export const incidentCountsSchema = z.strictObject({
  countedAtMs: z.number(),
  incidents: z
    .array(
      z.strictObject({
        notice: noticeKeySchema,
        people: z.number().int().nonnegative(),
        lastJoinAtMs: z.number(),
      }),
    )
    .max(1000),
});
export type IncidentCounts = z.infer<typeof incidentCountsSchema>;

/** Every answer of the hub that is no success. */
export const hubRefusalSchema = z.strictObject({
  kind: z.enum([
    'unknown-path',
    'malformed',
    'too-large',
    'not-enrolled',
    'sign-in-needed',
    'too-many',
    'other-body',
    'not-found',
    'not-now',
    'unavailable',
  ]),
  detail: z.string(),
});
export type HubRefusal = z.infer<typeof hubRefusalSchema>;
