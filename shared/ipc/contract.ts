import { z } from 'zod';
import { actionSchema, guideIdSchema } from '../guides/action.ts';
import { areaIdSchema } from '../guides/guide.ts';
import { progressSchema } from '../guides/progress.ts';
import { syncHealths } from '../packs/sync-health.ts';
import { attachmentBytesMax } from '../requests/attachment.ts';
import {
  keptAttachmentSchema,
  lossSchema,
  requestEditSchema,
  requestSchema,
  wayKindSchema,
} from '../requests/request.ts';
import { usageReportSchema } from '../requests/wire.ts';
import { chosenSettingsSchema } from '../settings.ts';
import { givenRatingSchema, ratingSchema } from '../usage/rating.ts';
import { usageDaySchema } from '../usage/usage.ts';
import type { CallChannel, PushChannel } from './channels.ts';
import { screenSourceIdSchema, screenSourceSchema, takenSchema } from './screenshot.ts';
import { guideRefSchema, guideViewSchema, placeSchema, snapshotSchema } from './views.ts';

const nothing = z.strictObject({});
const done = z.strictObject({});
/** One occurrence of a campaign: its id, and the day it begins. */
const noticeId = z.strictObject({ id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}@\d{4}-\d{2}-\d{2}$/) });
const requestId = z.strictObject({ id: z.uuid() });
const ratedGuide = z.strictObject({ guide: guideIdSchema });
const query = z.string().max(500);

/** How opening something outside the panel ended. `in-words`: this system has no page to open; show the path. */
const openedSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('opened') }),
  z.strictObject({ kind: z.literal('in-words') }),
]);

/** Every call: what goes in and what comes back. Types on both sides, and the tests' payloads, derive from here. */
export const contract = {
  'snapshot.get': { input: nothing, output: snapshotSchema },
  /** One keystroke. The panel drops answers whose `sequence` is not its newest. */
  'search.query': {
    input: z.strictObject({ text: query, sequence: z.number().int().nonnegative() }),
    output: z.strictObject({
      sequence: z.number().int(),
      hits: z.array(guideRefSchema),
      /** Words that no guide has, and what was looked for in their place. */
      meant: z.array(z.strictObject({ typed: z.string(), meant: z.string() })),
      guideCount: z.number(),
    }),
  },
  /** The person paused or left the search: this is what they searched for (journey and counts, not per keystroke). */
  'search.settled': { input: z.strictObject({ text: query, found: z.number().int() }), output: done },
  'area.list': {
    input: z.strictObject({ id: areaIdSchema }),
    output: z.strictObject({ guides: z.array(guideRefSchema) }),
  },
  'guide.open': { input: z.strictObject({ id: guideIdSchema }), output: guideViewSchema },
  'guide.progress': { input: z.strictObject({ progress: progressSchema }), output: done },
  /** "Did this solve it?" A no answers with two other guides that may fit better, each with its reason. */
  'guide.answer': {
    input: z.strictObject({ id: guideIdSchema, solved: z.boolean() }),
    output: z.strictObject({
      alternatives: z.array(
        z.strictObject({
          guide: guideRefSchema,
          reason: z.enum(['search', 'linked', 'same-area', 'suggested']),
        }),
      ),
    }),
  },
  /** Whether to ask what somebody thinks of a guide; asking is remembered. `given`: said already, and still changeable. */
  'rating.ask': {
    input: ratedGuide,
    output: z.strictObject({ isAsked: z.boolean(), given: z.exactOptional(ratingSchema) }),
  },
  /** Answers what is kept of it, and is what IT gets. */
  'rating.give': {
    input: ratedGuide.extend({ rating: givenRatingSchema }),
    output: z.strictObject({ given: ratingSchema }),
  },
  'rating.takeBack': { input: ratedGuide, output: done },
  'guide.star': { input: z.strictObject({ id: guideIdSchema, starred: z.boolean() }), output: done },
  /** Only what the named guide really contains, or it is refused. */
  'action.open': {
    input: z.strictObject({ guide: guideIdSchema, action: actionSchema }),
    output: openedSchema,
  },
  'contact.open': {
    input: z.strictObject({ contact: z.enum(['phone', 'chat', 'mail']) }),
    output: openedSchema,
  },
  'notice.dismiss': { input: noticeId, output: done },
  /** Held until a time that is told: `untilMs`. */
  'notice.later': { input: noticeId, output: z.strictObject({ untilMs: z.number() }) },
  /** Undo of dismiss and later. */
  'notice.restore': { input: noticeId, output: done },
  /** These stand on the screen: the person needs no message about them any more. */
  'notice.seen': { input: z.strictObject({ ids: z.array(noticeId.shape.id).max(500) }), output: done },
  /** "That's mine, too", kept in the outbox; `leave` takes it back while it has not been sent. */
  'notice.join': { input: noticeId, output: done },
  'notice.leave': { input: noticeId, output: done },
  'suggestion.open': { input: z.strictObject({ rule: z.string().max(64) }), output: done },
  /** "Welcome back" is not shown again before the next absence; `restore` takes that back. */
  'welcome.putAway': { input: nothing, output: done },
  'welcome.restore': { input: nothing, output: done },
  /** A new draft from what happened in this sitting. */
  'request.start': {
    input: z.strictObject({ guide: guideIdSchema.optional(), search: query.optional() }),
    output: requestSchema,
  },
  'request.get': { input: requestId, output: requestSchema },
  'request.edit': { input: requestId.extend({ edit: requestEditSchema }), output: requestSchema },
  /** "Still not solved" as far as it is written: kept, not sent. */
  'request.note': { input: requestId.extend({ comment: z.string().max(4000) }), output: requestSchema },
  /** The panel goes out of sight meanwhile. Without a source: of the display that the panel is on. */
  'screenshot.take': {
    input: z.strictObject({ source: screenSourceIdSchema.optional() }),
    output: takenSchema,
  },
  'screenshot.sources': {
    input: nothing,
    output: z.strictObject({ sources: z.array(screenSourceSchema) }),
  },
  /** The bytes are on the disk before the request names them. */
  'request.attach': {
    input: requestId.extend({
      name: z.string().min(1).max(500),
      base64: z.base64().max(Math.ceil(attachmentBytesMax / 3) * 4),
    }),
    output: requestSchema,
  },
  'request.detach': { input: requestId.extend({ file: z.uuid() }), output: requestSchema },
  /** Undo of `detach`. */
  'request.attachAgain': { input: requestId.extend({ file: keptAttachmentSchema }), output: requestSchema },
  /** Journal first, then open. `lost` says what the way could not carry; the whole text is on the clipboard. */
  'request.handOver': {
    input: requestId.extend({ way: wayKindSchema }),
    output: z.strictObject({
      request: requestSchema,
      lost: z.array(lossSchema),
      file: z.string().optional(),
    }),
  },
  /** Takes back what has not left yet: the draft is there again. */
  'request.cancel': { input: requestId, output: requestSchema },
  /** "Still not solved", in the person's words, to the ticket that is there. */
  'request.reopen': {
    input: requestId.extend({ comment: z.string().trim().min(1).max(4000) }),
    output: requestSchema,
  },
  'request.openTicket': { input: requestId, output: openedSchema },
  /** What may make the request needless: guides, known outages and own requests, by what is written so far. */
  'request.offers': {
    input: requestId.extend({ text: z.string().max(5000) }),
    output: z.strictObject({
      guides: z.array(guideRefSchema).max(3),
      outages: z.array(noticeId.shape.id),
      requests: z.array(z.uuid()),
    }),
  },
  /** "Did you send it?" */
  'request.confirm': {
    input: requestId.extend({ sent: z.boolean(), ticket: z.string().max(60).optional() }),
    output: requestSchema,
  },
  'request.remove': { input: requestId, output: done },
  'request.restore': { input: requestId, output: done },
  /** Opens the person's browser; what comes of it is in the snapshot. */
  'signIn.start': { input: nothing, output: openedSchema },
  'signIn.out': { input: nothing, output: done },
  'settings.change': { input: z.strictObject({ change: chosenSettingsSchema }), output: snapshotSchema },
  'privacy.get': {
    input: nothing,
    output: z.strictObject({
      requestsSent: z.number(),
      /** Today's and earlier counts, exactly as kept. */
      usage: z.array(usageDaySchema),
      /** The same days exactly as the hub gets them, but for an id made up for each; only where there is a hub. */
      reports: z.array(usageReportSchema.omit({ id: true })).optional(),
    }),
  },
  'history.clear': { input: nothing, output: done },
  'diagnostics.preview': { input: nothing, output: z.strictObject({ text: z.string() }) },
  /** Saves exactly what the preview showed; `cancelled` when the person closed the dialog. */
  'diagnostics.save': {
    input: z.strictObject({ text: z.string().max(500_000) }),
    output: z.strictObject({ outcome: z.enum(['saved', 'cancelled']) }),
  },
  /** Looks for newer guides and answers how that went; whatever it is, the guides that are there work. */
  'sync.check': { input: nothing, output: z.strictObject({ health: z.enum(syncHealths) }) },
  'panel.hide': { input: nothing, output: done },
  'panel.pin': { input: z.strictObject({ pinned: z.boolean() }), output: done },
  /** Somebody in the middle of something keeps the panel open on blur: it happens in other windows. */
  'panel.busy': {
    input: z.strictObject({ busy: z.enum(['guide', 'request', 'dialog', 'none']) }),
    output: done,
  },
} satisfies Record<CallChannel, { input: z.ZodType; output: z.ZodType }>;

export type Input<C extends CallChannel> = z.infer<(typeof contract)[C]['input']>;
export type Output<C extends CallChannel> = z.infer<(typeof contract)[C]['output']>;

/** Why a call was refused. Screens have a sentence for each. */
export const refusalSchema = z.strictObject({
  kind: z.enum([
    'foreign-sender',
    'bad-payload',
    'no-such-guide',
    'no-such-area',
    'no-such-request',
    'not-in-guide',
    'not-allowed',
    'too-many-files',
    'files-too-large',
    'could-not-open',
    'could-not-save',
    'set-by-organisation',
    'failed',
  ]),
  detail: z.string(),
});
export type Refusal = z.infer<typeof refusalSchema>;

export const pushContract = {
  'snapshot.changed': snapshotSchema,
  'panel.navigate': placeSchema,
  'panel.shown': z.strictObject({ focusSearch: z.boolean() }),
} satisfies Record<PushChannel, z.ZodType>;
export type Push<C extends PushChannel> = z.infer<(typeof pushContract)[C]>;
