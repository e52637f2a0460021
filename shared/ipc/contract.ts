import { z } from 'zod';
import { actionSchema, guideIdSchema } from '../guides/action.ts';
import { areaIdSchema } from '../guides/guide.ts';
import { progressSchema } from '../guides/progress.ts';
import { syncHealths } from '../packs/sync-health.ts';
import { lossSchema, requestEditSchema, requestSchema, wayKindSchema } from '../requests/request.ts';
import { chosenSettingsSchema } from '../settings.ts';
import { usageDaySchema } from '../usage/usage.ts';
import type { CallChannel, PushChannel } from './channels.ts';
import { guideRefSchema, guideViewSchema, placeSchema, snapshotSchema } from './views.ts';

const nothing = z.strictObject({});
const done = z.strictObject({});
/** One occurrence of a campaign: its id, and the day it begins. */
const noticeId = z.strictObject({ id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}@\d{4}-\d{2}-\d{2}$/) });
const requestId = z.strictObject({ id: z.uuid() });
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
  /** Journal first, then open. `lost` says what the way could not carry; the whole text is on the clipboard. */
  'request.handOver': {
    input: requestId.extend({ way: wayKindSchema }),
    output: z.strictObject({
      request: requestSchema,
      lost: z.array(lossSchema),
      file: z.string().optional(),
    }),
  },
  /** "Did you send it?" */
  'request.confirm': {
    input: requestId.extend({ sent: z.boolean(), ticket: z.string().max(60).optional() }),
    output: requestSchema,
  },
  'request.remove': { input: requestId, output: done },
  'request.restore': { input: requestId, output: done },
  'settings.change': { input: z.strictObject({ change: chosenSettingsSchema }), output: snapshotSchema },
  'privacy.get': {
    input: nothing,
    output: z.strictObject({
      requestsSent: z.number(),
      /** Today's and earlier counts, exactly as kept. Nothing is uploaded. */
      usage: z.array(usageDaySchema),
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
  /** A guide in progress or a dialog keeps the panel open on blur: steps happen in other windows. */
  'panel.busy': { input: z.strictObject({ busy: z.enum(['guide', 'dialog', 'none']) }), output: done },
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
