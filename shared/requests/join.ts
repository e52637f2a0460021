import { z } from 'zod';
import { noticeKeySchema } from '../campaigns/told.ts';

/** "That's mine, too": a person joined an outage. Kept in the outbox until the hub has it. */
export const joinSchema = z.strictObject({
  /** By which the hub knows that it has it already. */
  id: z.uuid(),
  notice: noticeKeySchema,
  atMs: z.number().int().nonnegative(),
});
export type Join = z.infer<typeof joinSchema>;

/** A join as the outbox keeps it. */
export const keptJoinSchema = joinSchema.extend({
  /** Since the hub has it, it can't be taken back. */
  sentAtMs: z.number().optional(),
});
export type KeptJoin = z.infer<typeof keptJoinSchema>;
