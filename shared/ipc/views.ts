import { z } from 'zod';
import { languageSchema, osSchema } from '../base-schemas.ts';
import { severitySchema } from '../campaigns/campaign.ts';
import { guideIdSchema } from '../guides/action.ts';
import { areaIdSchema, guideSchema } from '../guides/guide.ts';
import { progressSchema } from '../guides/progress.ts';
import { areaIcons } from '../packs/pack.ts';
import { syncHealths } from '../packs/sync-health.ts';
import { managedSchema } from '../policy/policy.ts';
import { requestSchema, wayKindSchema } from '../requests/request.ts';
import { settingsSchema } from '../settings.ts';

/** A guide as lists show it. */
export const guideRefSchema = z.strictObject({
  id: guideIdSchema,
  title: z.string(),
  area: areaIdSchema,
  areaTitle: z.string(),
  icon: z.enum(areaIcons),
  minutes: z.number(),
  worksOffline: z.boolean(),
  language: languageSchema,
  /** Half-open character ranges of the title that matched a search. */
  titleRanges: z.array(z.tuple([z.number(), z.number()])).optional(),
});
export type GuideRef = z.infer<typeof guideRefSchema>;

export const areaViewSchema = z.strictObject({
  id: areaIdSchema,
  title: z.string(),
  icon: z.enum(areaIcons),
  guideCount: z.number(),
});
export type AreaView = z.infer<typeof areaViewSchema>;

/** A guide offered because of the machine's state or the date, with its reason in words. */
export const suggestionViewSchema = z.strictObject({
  rule: z.string(),
  guide: guideRefSchema,
  reason: z.string(),
});
export type SuggestionView = z.infer<typeof suggestionViewSchema>;

export const noticeViewSchema = z.strictObject({
  id: z.string(),
  severity: severitySchema,
  title: z.string(),
  text: z.string(),
  guide: guideIdSchema.optional(),
  /** When IT means to tell more about an outage. */
  nextUpdateAtMs: z.number().optional(),
  /** "That's mine, too": whether it can be said, and when it was; nothing has been sent yet. */
  joinable: z.boolean().optional(),
  joinedAtMs: z.number().optional(),
  /** The hub has it: it can't be taken back any more. */
  joinIsSent: z.boolean().optional(),
  /** How many said it, and when the hub counted. */
  affected: z.strictObject({ people: z.number(), countedAtMs: z.number() }).optional(),
});
export type NoticeView = z.infer<typeof noticeViewSchema>;

/** Whether a contact answers now; `nextChangeMs` is when that changes, if it is known. */
export const openStateSchema = z.strictObject({
  open: z.boolean(),
  /** Local clock time of the next change in the organisation's zone, `HH:MM`. */
  changesAt: z.string().optional(),
  /** Days from today to that change: 0 today, 1 tomorrow ... */
  inDays: z.number().int().optional(),
  /** ISO date of that change, for a weekday name. */
  changesOn: z.iso.date().optional(),
});
export type OpenState = z.infer<typeof openStateSchema>;

export const contactsViewSchema = z.strictObject({
  phone: z.strictObject({ number: z.string(), hours: openStateSchema }).optional(),
  chat: z.strictObject({ name: z.string() }).optional(),
  mail: z.strictObject({ to: z.string() }).optional(),
  desk: z.strictObject({ place: z.string(), hours: openStateSchema }).optional(),
  /** Ways to hand a request over, best first. Never empty: the clipboard always works. */
  ways: z.array(wayKindSchema).min(1),
  answersWithin: z.string().optional(),
});
export type ContactsView = z.infer<typeof contactsViewSchema>;

export const hotkeyViewSchema = z.strictObject({
  accelerator: z.string(),
  /** `refused`: another program has it; `off`: switched off; `unsupported`: this desktop has none (Wayland). */
  status: z.enum(['registered', 'refused', 'off', 'unsupported']),
});
export type HotkeyView = z.infer<typeof hotkeyViewSchema>;

/** Something that is not right with the app itself, told once and plainly, with a way out. */
export const problemSchema = z.strictObject({
  kind: z.enum([
    'hotkey-refused',
    'no-tray-host',
    'kb-unusable',
    'state-recovered',
    'could-not-save',
    'settings-ignored',
    'policy-ignored',
  ]),
  /** File name or key for the message; never a full path with the person's name. */
  detail: z.string(),
});
export type Problem = z.infer<typeof problemSchema>;

/** Where the guides come from, and how getting newer ones goes. */
export const syncViewSchema = z.strictObject({
  state: z.enum(['idle', 'checking']),
  /** Of a check that takes long enough to be watched. */
  progress: z.strictObject({ doneBytes: z.number(), totalBytes: z.number() }).optional(),
  /** `embedded`: the guides that came with the app are the newest there are. */
  source: z.enum(['embedded', 'preview', 'central']),
  /** The central knowledge base's server by name; missing where none is set up. */
  server: z.string().optional(),
  contentFromMs: z.number(),
  /** When all was well last. */
  checkedAtMs: z.number().optional(),
  health: z.enum(syncHealths),
});
export type SyncView = z.infer<typeof syncViewSchema>;

/** Whether the person is signed in, where IT asks for it. */
export const signInViewSchema = z.strictObject({
  /** Where they sign in. */
  server: z.string(),
  /** `waiting`: their browser has it. */
  state: z.enum(['out', 'waiting', 'in']),
  /** How the server names them. */
  as: z.string().optional(),
  /** Whether it outlives the app's end: only where the computer can keep a secret. */
  isKept: z.boolean().optional(),
  /** How the last one ended. */
  why: z.enum(['ended', 'not-accepted', 'failed', 'unreachable', 'unfinished']).optional(),
});
export type SignInView = z.infer<typeof signInViewSchema>;

/** The organisation's hub, and why nothing goes there at the moment. */
export const hubViewSchema = z.strictObject({
  server: z.string(),
  /** The name under which the machine sends. */
  sentAs: z.string(),
  /** Missing where nobody signs in. */
  signIn: signInViewSchema.optional(),
  holdup: z
    .strictObject({
      why: z.enum(['network', 'hub', 'disk', 'sign-in']),
      sinceMs: z.number(),
      nextTryAtMs: z.number().optional(),
    })
    .optional(),
});
export type HubView = z.infer<typeof hubViewSchema>;

/** All that the panel shows without asking: main's state at one revision. */
export const snapshotSchema = z.strictObject({
  revision: z.number().int(),
  version: z.string(),
  os: osSchema,
  language: languageSchema,
  nowMs: z.number(),
  settings: settingsSchema,
  /** What IT has decided: settings that can't be changed, and the rest of its policy. */
  managed: managedSchema,
  hotkey: hotkeyViewSchema,
  defaultHotkey: z.string(),
  problems: z.array(problemSchema),
  organisationName: z.string(),
  areas: z.array(areaViewSchema),
  guideCount: z.number(),
  mostAsked: z.array(guideRefSchema),
  recent: z.array(guideRefSchema),
  starred: z.array(guideRefSchema),
  /** Guides begun and not finished, newest first. */
  inProgress: z.array(guideRefSchema),
  notices: z.array(noticeViewSchema),
  /** What an absence asks for, on one card; empty for who has not been away, or has put it away. */
  welcomeBack: z.array(suggestionViewSchema),
  suggestions: z.array(suggestionViewSchema),
  contacts: contactsViewSchema,
  requests: z.array(requestSchema),
  /** Missing where requests go by other ways only. */
  hub: hubViewSchema.optional(),
  sync: syncViewSchema,
  /** Guides that the person has opened, and that IT has changed or withdrawn since. */
  outdated: z.array(z.strictObject({ id: guideIdSchema, change: z.enum(['changed', 'withdrawn']) })),
  panel: z.strictObject({ pinned: z.boolean(), pinnedBy: z.enum(['person', 'guide', 'request', 'none']) }),
});
export type Snapshot = z.infer<typeof snapshotSchema>;

export const guideViewSchema = z.strictObject({
  guide: guideSchema,
  areaTitle: z.string(),
  starred: z.boolean(),
  progress: progressSchema,
});
export type GuideView = z.infer<typeof guideViewSchema>;

/** Where the panel can be sent by the tray menu, a deep link or the command line. */
export const placeSchema = z.discriminatedUnion('screen', [
  z.strictObject({ screen: z.literal('home') }),
  z.strictObject({ screen: z.literal('guide'), id: guideIdSchema }),
  z.strictObject({ screen: z.literal('help') }),
  z.strictObject({ screen: z.literal('requests') }),
  z.strictObject({ screen: z.literal('request'), id: z.uuid() }),
  z.strictObject({ screen: z.literal('settings') }),
  z.strictObject({ screen: z.literal('privacy') }),
]);
export type Place = z.infer<typeof placeSchema>;
