import { z } from 'zod';
import { noticeKeySchema, toldSchema } from './campaigns/told.ts';
import { guideIdSchema } from './guides/action.ts';
import { progressSchema } from './guides/progress.ts';
import { problemSchema, type Problem } from './ipc/views.ts';
import { syncRefusalKinds } from './packs/sync-refusal.ts';
import { toldOfRequestSchema } from './requests/news.ts';
import { chosenSettingsSchema, readSettings } from './settings.ts';
import { askedForRatingSchema } from './usage/rating.ts';

/** How many guides "recent" remembers. */
export const recentGuidesMax = 12;

/** When the machine was last in use, and the absence before this sitting. */
export const activitySchema = z.strictObject({
  lastActiveMs: z.number().optional(),
  /** Whole days of that absence; missing beside `backAtMs` when the clock made it absurd. */
  awayDays: z.number().int().nonnegative().optional(),
  /** When the absence ended. */
  backAtMs: z.number().optional(),
  /** How far the clock had been when it was set back. */
  clockWasAtMs: z.number().optional(),
  /** The last absence, kept for longer than "welcome back" fits: from the last sign of life before it to the first after. */
  absence: z.strictObject({ leftAtMs: z.number(), backAtMs: z.number() }).optional(),
});
export type Activity = z.infer<typeof activitySchema>;

const syncRecordSchema = z.strictObject({
  lastGoodMs: z.exactOptional(z.number()),
  refusal: z.exactOptional(z.strictObject({ kind: z.enum(syncRefusalKinds), atMs: z.number() })),
  isWaiting: z.exactOptional(z.boolean()),
});

/** What the app remembers about its use on this machine, apart from requests and counts. */
export const stateSchema = z.strictObject({
  /** Only what the person chose; the rest follows policy and defaults. */
  settings: chosenSettingsSchema,
  notices: z.strictObject({
    dismissed: z.array(noticeKeySchema),
    /** Notice key -> when it may come back. */
    later: z.record(noticeKeySchema, z.number()),
    /** What the person heard of already, oldest first. */
    told: z.array(toldSchema),
  }),
  /** Made up on this machine and never sent: which machines are in a pilot follows from it. */
  installId: z.exactOptional(z.uuid()),
  starred: z.array(guideIdSchema),
  /** Newest first, at most `recentGuidesMax`. */
  recent: z.array(guideIdSchema),
  progress: z.record(guideIdSchema, progressSchema),
  /** Guide id -> when it last solved something; suggestions rest on it. */
  solvedAtMs: z.record(guideIdSchema, z.number()),
  /** Guide id -> when it was last asked whether the guide was good. */
  askedForRating: z.record(guideIdSchema, askedForRatingSchema),
  /** Request id -> the state that the person is to be told of, when it does not disturb. */
  requestNews: z.record(z.uuid(), z.string().max(40)),
  /** Request id -> what the person was told of it. Missing: a version wrote this that did not remember it. */
  requestsTold: z.exactOptional(z.record(z.uuid(), toldOfRequestSchema)),
  activity: activitySchema,
  /** How the last checks for newer guides went. */
  sync: syncRecordSchema,
  /** Kinds of problems with the app that the person was told of. */
  told: z.array(problemSchema.shape.kind),
  panelOpenedOnce: z.boolean(),
  /** The return (when it was) whose "welcome back" the person has put away. */
  welcomePutAway: z.exactOptional(z.number()),
  /** When this machine last had a camera. */
  cameraSeenAtMs: z.exactOptional(z.number()),
});
export type State = z.infer<typeof stateSchema>;

export const emptyState: State = {
  settings: {},
  notices: { dismissed: [], later: {}, told: [] },
  starred: [],
  recent: [],
  progress: {},
  solvedAtMs: {},
  askedForRating: {},
  requestNews: {},
  activity: {},
  sync: {},
  told: [],
  panelOpenedOnce: false,
};

const isObject = (raw: unknown): raw is Record<string, unknown> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw);

/**
 * State out of whatever a file held. Every setting, guide and notice stands for itself: a bad one is left out alone,
 * and each part that lost something is named once.
 */
export function readState(raw: unknown): { state: State; problems: Problem[] } {
  const lossy = new Set<string>();
  const source = isObject(raw) ? raw : {};
  if (!isObject(raw)) lossy.add('everything');
  for (const key of Object.keys(source)) if (!Object.hasOwn(stateSchema.shape, key)) lossy.add(key);

  function part<T>(name: string, schema: z.ZodType<T>, value: unknown, otherwise: T): T {
    if (value === undefined) return otherwise;
    const parsed = schema.safeParse(value);
    if (!parsed.success) lossy.add(name);
    return parsed.success ? parsed.data : otherwise;
  }
  function list<T>(name: string, item: z.ZodType<T>, value: unknown): T[] {
    return part(name, z.array(z.unknown()), value, []).flatMap((one) => {
      const parsed = item.safeParse(one);
      if (!parsed.success) lossy.add(name);
      return parsed.success ? [parsed.data] : [];
    });
  }
  function entries<T>(
    name: string,
    key: z.ZodType<string>,
    item: z.ZodType<T>,
    value: unknown,
  ): Record<string, T> {
    const pairs = list(name, z.tuple([key, item]), isObject(value) ? Object.entries(value) : value);
    return Object.fromEntries(pairs);
  }

  const settings = readSettings(source.settings);
  const welcomePutAway = part('welcomePutAway', z.number().optional(), source.welcomePutAway, undefined);
  const cameraSeenAtMs = part('cameraSeenAtMs', z.number().optional(), source.cameraSeenAtMs, undefined);
  const installId = part('installId', z.uuid().optional(), source.installId, undefined);
  if (source.settings !== undefined && !isObject(source.settings)) lossy.add('settings');
  const notices = part('notices', z.record(z.string(), z.unknown()), source.notices, {});
  const state: State = {
    settings: settings.settings,
    notices: {
      dismissed: list('notices', noticeKeySchema, notices.dismissed),
      later: entries('notices', noticeKeySchema, z.number(), notices.later),
      told: list('notices', toldSchema, notices.told),
    },
    ...(installId === undefined ? {} : { installId }),
    ...(welcomePutAway === undefined ? {} : { welcomePutAway }),
    ...(cameraSeenAtMs === undefined ? {} : { cameraSeenAtMs }),
    starred: list('starred', guideIdSchema, source.starred),
    recent: list('recent', guideIdSchema, source.recent).slice(0, recentGuidesMax),
    progress: entries('progress', guideIdSchema, progressSchema, source.progress),
    solvedAtMs: entries('solvedAtMs', guideIdSchema, z.number(), source.solvedAtMs),
    askedForRating: entries('askedForRating', guideIdSchema, askedForRatingSchema, source.askedForRating),
    requestNews: entries('requestNews', z.uuid(), z.string().max(40), source.requestNews),
    ...(source.requestsTold === undefined
      ? {}
      : { requestsTold: entries('requestsTold', z.uuid(), toldOfRequestSchema, source.requestsTold) }),
    activity: part('activity', activitySchema, source.activity, {}),
    sync: part('sync', syncRecordSchema, source.sync, {}),
    told: list('told', problemSchema.shape.kind, source.told),
    panelOpenedOnce: part('panelOpenedOnce', z.boolean(), source.panelOpenedOnce, false),
  };
  return {
    state,
    problems: [
      ...settings.problems.map(({ key }): Problem => ({ kind: 'settings-ignored', detail: key })),
      ...[...lossy].map((name): Problem => ({ kind: 'state-recovered', detail: name })),
    ],
  };
}
