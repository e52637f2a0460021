import { z } from 'zod';
import { quietHoursSchema } from '../campaigns/quiet-hours.ts';
import { signalIdSchema } from '../context/signal.ts';
import { hubUrlSchema } from '../delivery/hub-place.ts';
import { signInPlaceSchema } from '../delivery/sign-in-place.ts';
import { knowledgeBaseSchema } from '../packs/knowledge-base.ts';
import { lineIds } from '../requests/line-ids.ts';
import {
  chosenSettingsSchema,
  defaultSettings,
  settingKeys,
  type SettingKey,
  type Settings,
} from '../settings.ts';

export const lineIdSchema = z.enum(lineIds);
const nameSchema = z.string().trim().min(1).max(100);

/** What IT sets on a machine: any setting by force, defaults of their own, who sits there, and what is left in peace. */
export const policySchema = z.strictObject({
  forced: chosenSettingsSchema.default({}),
  defaults: chosenSettingsSchema.default({}),
  /** The central knowledge base; without one the guides are those that came with the app. */
  knowledgeBase: z.exactOptional(knowledgeBaseSchema),
  /** For audiences of notices and for rules, as the year plan names them. */
  site: z.exactOptional(nameSchema),
  group: z.exactOptional(nameSchema),
  /** ISO 3166 alpha-2, for the public holidays of the year plan. */
  country: z.exactOptional(z.string().regex(/^[A-Z]{2}$/)),
  /** Facts about the machine that are not even asked for. */
  signalsOff: z.exactOptional(z.array(signalIdSchema)),
  /** Lines that no request carries, whatever a person ticks. */
  requestLinesOff: z.exactOptional(z.array(lineIdSchema)),
  quietHours: z.exactOptional(quietHoursSchema),
  /** How many notices may interrupt a person in a week. */
  weeklyNoticeBudget: z.exactOptional(z.number().int().min(1).max(50)),
  /** The organisation's hub, which takes requests; it counts more than the one that the knowledge base names. */
  hub: z.exactOptional(hubUrlSchema),
  /** With it a machine enrols at the hub, once. It is shown nowhere. */
  hubKey: z.exactOptional(z.string().trim().min(16).max(200)),
  /** Where people sign in before a request goes to the hub. */
  signIn: z.exactOptional(signInPlaceSchema),
});
export type Policy = z.infer<typeof policySchema>;

export const emptyPolicy: Policy = { forced: {}, defaults: {} };

type Section = 'forced' | 'defaults';

/** One thing that IT can decide, by its path in the policy. */
export type PolicyKey = `${Section}.${SettingKey}` | Exclude<keyof Policy, Section>;

export const policyKeys = (Object.keys(policySchema.shape) as (keyof Policy)[]).flatMap(
  (part): PolicyKey[] =>
    part === 'forced' || part === 'defaults' ? settingKeys.map((key) => `${part}.${key}` as const) : [part],
);

/** Where a machine can find a policy, the one that counts most first. */
export const policyPlaces = [
  'registry-machine',
  'managed-machine',
  'file',
  'registry-user',
  'managed-user',
] as const;
export type PolicyPlace = (typeof policyPlaces)[number];

/** A policy out of several places, and where each of its keys came from. */
export interface MergedPolicy {
  policy: Policy;
  places: Partial<Record<PolicyKey, PolicyPlace>>;
}

/** What a panel shows of a policy beside the settings: values, and where every key came from. */
export const managedSchema = z.strictObject({
  values: policySchema.omit({ forced: true, defaults: true, knowledgeBase: true, hubKey: true }),
  places: z.partialRecord(z.enum(policyKeys), z.enum(policyPlaces)),
});
export type Managed = z.infer<typeof managedSchema>;

/** A policy as the panel shows it: whom to trust for guides is long, and the hub's key is nobody's to read. */
export function managedView({ policy, places }: MergedPolicy): Managed {
  const {
    forced: _forced,
    defaults: _defaults,
    knowledgeBase: _knowledgeBase,
    hubKey: _hubKey,
    ...values
  } = policy;
  return { values, places };
}

const keysIn = ({ forced, defaults, ...others }: Policy): PolicyKey[] => [
  ...settingKeys.filter((key) => forced[key] !== undefined).map((key) => `forced.${key}` as const),
  ...settingKeys.filter((key) => defaults[key] !== undefined).map((key) => `defaults.${key}` as const),
  ...(Object.keys(others) as (keyof typeof others)[]),
];

/** Key by key what counts most: a place that says nothing about a key leaves it to the next. */
export function mergePolicies(found: readonly { place: PolicyPlace; policy: Policy }[]): MergedPolicy {
  const leastFirst = [...found].sort((a, b) => policyPlaces.indexOf(b.place) - policyPlaces.indexOf(a.place));
  return leastFirst.reduce<MergedPolicy>(
    (merged, { place, policy }) => ({
      policy: {
        ...merged.policy,
        ...policy,
        forced: { ...merged.policy.forced, ...policy.forced },
        defaults: { ...merged.policy.defaults, ...policy.defaults },
      },
      places: { ...merged.places, ...Object.fromEntries(keysIn(policy).map((key) => [key, place])) },
    }),
    { policy: emptyPolicy, places: {} },
  );
}

/** Policy over settings over policy defaults over ours; `forced` names what a person can't change, and who says so. */
export function effectiveSettings(
  chosen: Partial<Settings>,
  { policy, places }: MergedPolicy,
): { settings: Settings; forced: Partial<Record<SettingKey, PolicyPlace>> } {
  const forced: Partial<Record<SettingKey, PolicyPlace>> = {};
  for (const key of settingKeys) {
    const place = places[`forced.${key}`];
    if (place !== undefined) forced[key] = place;
  }
  return { settings: { ...defaultSettings, ...policy.defaults, ...chosen, ...policy.forced }, forced };
}
