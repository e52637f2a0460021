import { z } from 'zod';
import { languageSchema } from '../base-schemas.ts';
import { attachmentsMax, attachmentTypes } from './attachment.ts';
import { impacts } from './impact.ts';

/** One fact that may go along with a request. What stands here is literally what is sent. */
export const requestLineSchema = z.strictObject({
  id: z.string().min(1).max(80),
  group: z.enum(['journey', 'computer', 'network', 'app']),
  label: z.string().max(120),
  value: z.string().max(600),
  ticked: z.boolean(),
  /** What it is good for, in a sentence for the person: `so that IT sees whether the disk is full`. */
  reason: z.string().max(160).optional(),
});
export type RequestLine = z.infer<typeof requestLineSchema>;

/** How a request goes out. `hub`: the app sends it by itself; the others open something where the person sends it. */
export const wayKindSchema = z.enum(['hub', 'link', 'mail', 'clipboard']);
export type WayKind = z.infer<typeof wayKindSchema>;
export const openedWaySchema = wayKindSchema.exclude(['hub']);
export type OpenedWay = z.infer<typeof openedWaySchema>;

/** The ticket that a request became, as far as the hub told. */
const ticketFields = {
  atMs: z.number(),
  /** Theirs, to ask with. */
  ticket: z.string().max(60).optional(),
  url: z.string().max(500).optional(),
};

/** "Still not solved": goes to the ticket that is there already. */
export const reopenedSchema = z.strictObject({
  /** By which the hub knows that it has it already. */
  id: z.uuidv7(),
  comment: z.string().max(4000),
  /** What it was before, and is again when the person takes this back. */
  was: z.enum(['answered', 'solved']),
  ...ticketFields,
});

/** Why a request was refused, where the app knows and has words of its own; else the other side's are shown. */
export const refusalCauseSchema = z.enum(['too-large', 'file-missing', 'not-sendable', 'not-there']);
export type RefusalCause = z.infer<typeof refusalCauseSchema>;

/** What waits for its turn in the outbox. */
const waitingFields = {
  atMs: z.number(),
  /** The hub may have it: its answer got lost. It can't be changed or taken back until the hub has answered. */
  mayHaveArrived: z.literal(true).optional(),
  reopened: reopenedSchema.optional(),
};

export const requestStateSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('draft') }),
  /** Opened in the person's browser or mail program; only they know whether they pressed Send there. */
  z.strictObject({ kind: z.literal('handed-over'), way: openedWaySchema, atMs: z.number() }),
  z.strictObject({
    kind: z.literal('sent'),
    way: openedWaySchema,
    atMs: z.number(),
    ticket: z.string().max(60).optional(),
  }),
  z.strictObject({
    kind: z.literal('needs-attention'),
    reason: z.enum(['not-sent', 'could-not-open', 'refused']),
    atMs: z.number(),
    cause: refusalCauseSchema.optional(),
    /** What the other side said. */
    detail: z.string().max(500).optional(),
    reopened: reopenedSchema.optional(),
  }),
  /** On the disk, and goes by itself. */
  z.strictObject({ kind: z.literal('queued'), ...waitingFields }),
  /** On its way at this moment, or when the app ended. */
  z.strictObject({ kind: z.literal('sending'), ...waitingFields }),
  z.strictObject({
    kind: z.literal('received'),
    ...ticketFields,
    /** Until the ticket has it: what the ticket system refuses later is not lost. */
    reopened: reopenedSchema.optional(),
  }),
  z.strictObject({ kind: z.literal('answered'), ...ticketFields }),
  z.strictObject({ kind: z.literal('solved'), ...ticketFields }),
]);
export type RequestState = z.infer<typeof requestStateSchema>;

export const impactSchema = z.enum(impacts);

/** A file that goes along; its bytes are kept beside the outbox under their hash. */
export const keptAttachmentSchema = z.strictObject({
  id: z.uuid(),
  name: z.string().min(1).max(120),
  type: z.enum(attachmentTypes),
  sizeBytes: z.number().int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type KeptAttachment = z.infer<typeof keptAttachmentSchema>;

/** What the employee sends. Kept in the outbox until they say that it is done with. */
export const requestSchema = z.strictObject({
  id: z.uuid(),
  /** Short, speakable, on the ticket and on screen: `ZL-7K3QX`. */
  reference: z.string().regex(/^ZL-[0-9A-HJKMNP-TV-Z]{5}$/),
  createdAtMs: z.number(),
  updatedAtMs: z.number(),
  /** One more with every change: clocks are set back, this is not. */
  revision: z.number().int().nonnegative().optional(),
  language: languageSchema,
  title: z.string().max(80),
  description: z.string().max(4000),
  area: z.string().max(40).optional(),
  /** Whom it keeps from working, where the person said so. */
  impact: impactSchema.optional(),
  lines: z.array(requestLineSchema).max(60),
  attachments: z.array(keptAttachmentSchema).max(attachmentsMax).optional(),
  state: requestStateSchema,
  /** "Still not solved" while it is being written: not sent, and to be found again. */
  comment: z.string().max(4000).optional(),
  /** The idempotency key, where it is not the id: what was refused keeps its own. */
  key: z.uuidv7().optional(),
  /** What the ticket does not have of it, as the hub told. */
  notCarried: z.array(z.string().max(120)).max(100).optional(),
});
export type Request = z.infer<typeof requestSchema>;

/** The part of a request that a person edits on the request screen. */
export const requestEditSchema = requestSchema.pick({ title: true, description: true }).extend({
  /** Ids of the lines that go along. */
  ticked: z.array(z.string()).max(60),
  /** Nothing: not said, or not any more. */
  impact: impactSchema.optional(),
  /** Nothing: it does not go along. */
  area: requestSchema.shape.area,
});
export type RequestEdit = z.infer<typeof requestEditSchema>;

/** What a way could not carry, told to the person before they go. */
export const lossSchema = z.strictObject({
  field: z.string(),
  why: z.enum(['too-long', 'not-carried']),
});
export type Loss = z.infer<typeof lossSchema>;
