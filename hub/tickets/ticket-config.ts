import { z } from 'zod';
import type { TicketStatus } from './ticket-adapter.ts';

/** Where the ticket system is. Credentials have their own keys: an address is copied and logged. */
export const systemUrlSchema = z
  .url({ protocol: /^https?$/ })
  .refine((url) => URL.canParse(url) && new URL(url).username === '', 'must not hold credentials');

/** Our names of fields: `reference`, `area`, `impact`, `journey`, `machine`, or a line's id. */
export const fieldNameSchema = z.string().regex(/^[\w.:-]{1,80}$/);

export const timeoutMsSchema = z.number().int().min(1000).max(600_000).optional();

/** What IT may say of every system that has fields and statuses. Which statuses are usual, each system knows itself. */
export const systemShape = (usual: {
  statuses: Readonly<Record<string, TicketStatus>>;
  reopenAs: string;
}) => ({
  /** Our words for a field's values -> the system's. */
  values: z.record(fieldNameSchema, z.record(z.string(), z.string())).default({}),
  /** Their statuses -> ours. */
  statuses: z.record(z.string(), z.enum(['open', 'answered', 'solved'])).default(usual.statuses),
  /** What a ticket becomes again when the person says "still not solved". */
  reopenAs: z.string().min(1).default(usual.reopenAs),
  timeoutMs: timeoutMsSchema,
});
