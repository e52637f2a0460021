import { z } from 'zod';
import { languageSchema } from '../base-schemas.ts';
import { guideIdSchema } from '../guides/action.ts';

const ofDay = { day: z.iso.date(), app: z.string(), lang: languageSchema };

/** What a count alone does not tell the editors: which guide helped, and which words found nothing. */
export const usageNoteSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('answered'), guide: guideIdSchema, solved: z.boolean(), ...ofDay }),
  /** Already filtered; see `countableTerm`. */
  z.strictObject({ kind: z.literal('not-found'), term: z.string().min(2).max(80), ...ofDay }),
  /** This day went to the hub, or is about to go, under this id. */
  z.strictObject({ kind: z.literal('report'), id: z.uuid(), isSent: z.boolean(), ...ofDay }),
]);
export type UsageNote = z.infer<typeof usageNoteSchema>;
