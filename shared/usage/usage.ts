import { z } from 'zod';
import { languageSchema } from '../base-schemas.ts';

/** The closed set of things that are counted. No event carries text, a name, or an id of a person or machine. */
export const usageEvents = [
  'searches',
  'found',
  'opened',
  'solved',
  'notSolved',
  'suggestionsOpened',
  'noticesOpened',
  'requests',
] as const;
export const usageEventSchema = z.enum(usageEvents);
export type UsageEvent = z.infer<typeof usageEventSchema>;

/** One day's counts: all there is, and all that could ever be sent. */
export const usageDaySchema = z.strictObject({
  day: z.iso.date(),
  app: z.string(),
  lang: languageSchema,
  counts: z.partialRecord(usageEventSchema, z.number().int().nonnegative()),
});
export type UsageDay = z.infer<typeof usageDaySchema>;
