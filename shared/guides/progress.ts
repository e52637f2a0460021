import { z } from 'zod';
import { guideIdSchema } from './action.ts';
import { stepIdSchema } from './guide.ts';

/** How far a person is in a guide. Ids that an edited guide no longer has are ignored. */
export const progressSchema = z.strictObject({
  guideId: guideIdSchema,
  done: z.array(stepIdSchema).max(200),
  /** Step id -> the id of the answer given there. */
  answers: z.record(stepIdSchema, z.string().max(80)),
  updatedAtMs: z.number(),
});
export type Progress = z.infer<typeof progressSchema>;
