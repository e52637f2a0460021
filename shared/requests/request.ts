import { z } from 'zod';
import { languageSchema } from '../base-schemas.ts';

/** One fact that may go along with a request. What stands here is literally what is sent. */
export const requestLineSchema = z.strictObject({
  id: z.string().min(1).max(80),
  group: z.enum(['journey', 'computer', 'network', 'app']),
  label: z.string().max(120),
  value: z.string().max(600),
  ticked: z.boolean(),
});
export type RequestLine = z.infer<typeof requestLineSchema>;

export const wayKindSchema = z.enum(['link', 'mail', 'clipboard']);
export type WayKind = z.infer<typeof wayKindSchema>;

export const requestStateSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('draft') }),
  /** Opened in the person's browser or mail program; only they know whether they pressed Send there. */
  z.strictObject({ kind: z.literal('handed-over'), way: wayKindSchema, atMs: z.number() }),
  z.strictObject({
    kind: z.literal('sent'),
    way: wayKindSchema,
    atMs: z.number(),
    ticket: z.string().max(60).optional(),
  }),
  z.strictObject({
    kind: z.literal('needs-attention'),
    reason: z.enum(['not-sent', 'could-not-open']),
    atMs: z.number(),
  }),
]);
export type RequestState = z.infer<typeof requestStateSchema>;

/** What the employee sends. Kept in the outbox until they say that it is done with. */
export const requestSchema = z.strictObject({
  id: z.uuid(),
  /** Short, speakable, on the ticket and on screen: `ZL-7K3QX`. */
  reference: z.string().regex(/^ZL-[0-9A-HJKMNP-TV-Z]{5}$/),
  createdAtMs: z.number(),
  updatedAtMs: z.number(),
  language: languageSchema,
  title: z.string().max(80),
  description: z.string().max(4000),
  area: z.string().max(40).optional(),
  lines: z.array(requestLineSchema).max(60),
  state: requestStateSchema,
});
export type Request = z.infer<typeof requestSchema>;

/** The part of a request that a person edits on the request screen. */
export const requestEditSchema = requestSchema.pick({ title: true, description: true }).extend({
  /** Ids of the lines that go along. */
  ticked: z.array(z.string()).max(60),
});
export type RequestEdit = z.infer<typeof requestEditSchema>;

/** What a way could not carry, told to the person before they go. */
export const lossSchema = z.strictObject({
  field: z.string(),
  why: z.enum(['too-long', 'not-carried']),
});
export type Loss = z.infer<typeof lossSchema>;
