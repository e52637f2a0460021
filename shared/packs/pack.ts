import { z } from 'zod';
import { campaignSchema } from '../campaigns/campaign.ts';
import { ruleSchema } from '../context/rule.ts';
import { areaIdSchema, guideSchema } from '../guides/guide.ts';
import { guideIdSchema } from '../guides/action.ts';
import { languageSchema } from '../base-schemas.ts';
import { organisationSchema } from './organisation.ts';
import { mergedSynonymsSchema, noSynonyms } from '../search/synonyms.ts';

export const areaIcons = [
  'key',
  'globe',
  'mail',
  'video',
  'printer',
  'laptop',
  'shield',
  'phone',
  'folder',
  'users',
  'wrench',
  'book',
] as const;

export const areaSchema = z.strictObject({
  id: areaIdSchema,
  icon: z.enum(areaIcons),
  title: z.string().min(1),
});
export type Area = z.infer<typeof areaSchema>;

/** The form of packs this app reads. A pack with a higher one needs a newer app. */
export const packFormat = 1;

/**
 * One language of a knowledge base, as machines hold it: `<lang>.json` beside `images/`. A guide that is missing in
 * the language is there in English; `guide.language` says so.
 */
export const packSchema = z.strictObject({
  format: z.literal(packFormat),
  language: languageSchema,
  /** When the newest source changed; what "Guides from ..." shows. */
  contentFromMs: z.number(),
  organisation: organisationSchema,
  areas: z.array(areaSchema),
  guides: z.array(guideSchema),
  /** Guide ids in the order "most asked" shows them. */
  mostAsked: z.array(guideIdSchema),
  rules: z.array(ruleSchema),
  /** What people call things in this language; packs made before there were any have none. */
  synonyms: mergedSynonymsSchema.default(noSynonyms),
  campaigns: z.array(campaignSchema),
});
export type Pack = z.infer<typeof packSchema>;

/** A pack without its guides and notices: what changes seldom, and what a machine holds in memory. */
export const packHeadSchema = packSchema.omit({ guides: true, campaigns: true });
export type PackHead = z.infer<typeof packHeadSchema>;

/**
 * What a notices or incidents file of the central knowledge base holds. An entry in a form that only newer apps know is
 * left out, and the others are there: no new kind of notice keeps an outage from older apps.
 */
export const campaignsSchema = z
  .array(z.unknown())
  .max(500)
  .transform((entries) =>
    entries.flatMap((entry) => {
      const { data } = campaignSchema.safeParse(entry);
      return data ? [data] : [];
    }),
  );

/** Why a pack can't be used. What is there already stays in use. */
export interface PackRefusal {
  kind: 'missing' | 'not-json' | 'needs-newer-app' | 'invalid';
  /** File and place, and what to do about it, in English for logs and diagnostics. */
  detail: string;
}
