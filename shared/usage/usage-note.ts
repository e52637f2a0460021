import { z } from 'zod';
import { languageSchema } from '../base-schemas.ts';
import { guideIdSchema } from '../guides/action.ts';
import { ratingShape } from './rating.ts';

const ofDay = { day: z.iso.date(), app: z.string(), lang: languageSchema };

/** What a count alone does not tell the editors: which guide helped, what it lacks, and which words found nothing. */
export const usageNoteSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('answered'), guide: guideIdSchema, solved: z.boolean(), ...ofDay }),
  /** Already filtered; see `countableTerm`. */
  z.strictObject({ kind: z.literal('not-found'), term: z.string().min(2).max(80), ...ofDay }),
  /** What the person said of a guide. A later one with the same id takes its place. */
  z.strictObject({ kind: z.literal('rated'), id: z.uuid(), guide: guideIdSchema, ...ratingShape, ...ofDay }),
  /** The rating with this id was taken back. */
  z.strictObject({ kind: z.literal('unrated'), id: z.uuid(), ...ofDay }),
  /** This day went to the hub, or is about to go, under this id. */
  z.strictObject({ kind: z.literal('report'), id: z.uuid(), isSent: z.boolean(), ...ofDay }),
]);
export type UsageNote = z.infer<typeof usageNoteSchema>;
