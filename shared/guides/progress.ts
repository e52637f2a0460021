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

/** A machine's trouble of two weeks ago is another one by now: the guide begins at its first step. */
const keptMs = 14 * 24 * 60 * 60_000;

/** Whether someone would still go on where they were. */
export const isCurrent = (progress: Progress, nowMs: number): boolean =>
  nowMs - progress.updatedAtMs < keptMs;
