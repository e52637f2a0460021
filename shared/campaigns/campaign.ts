import { z } from 'zod';
import { guideIdSchema } from '../guides/action.ts';
import { osSchema } from '../base-schemas.ts';

export const severitySchema = z.enum(['info', 'warning', 'incident']);
export type Severity = z.infer<typeof severitySchema>;

/** `MM-DD` comes back every year; `YYYY-MM-DD` with an optional `THH:MM` is once. Local time of the machine. */
export const campaignTimeSchema = z
  .string()
  .regex(/^(\d{4}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d)?$/);

/** One entry of IT's year plan; while it is due it is a notice for its audience. */
export const campaignSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  severity: severitySchema,
  title: z.string().min(1).max(120),
  text: z.string().max(400),
  guide: guideIdSchema.optional(),
  from: campaignTimeSchema,
  /** Inclusive day, or the minute it ends. Without it the notice stays until it is removed from the KB. */
  until: campaignTimeSchema.optional(),
  os: z.array(osSchema).optional(),
});
export type Campaign = z.infer<typeof campaignSchema>;
