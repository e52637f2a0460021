import { z } from 'zod';
import type { TicketStatus } from './ticket-adapter.ts';

/** Where the ticket system is. Credentials have their own keys: an address is copied and logged. */
export const systemUrlSchema = z
  .url({ protocol: /^https?$/ })
  .refine((url) => URL.canParse(url) && new URL(url).username === '', 'must not hold credentials');

/** Our names of fields: `reference`, `area`, `impact`, `journey`, `machine`, or a line's id. */
export const fieldNameSchema = z.string().regex(/^[\w.:-]{1,80}$/);

/** Our words for a field's values -> the system's. */
export const valuesSchema = z.record(fieldNameSchema, z.record(z.string(), z.string())).default({});

/** Their statuses -> ours. */
export const statusesSchema = z.record(z.string(), z.enum(['open', 'answered', 'solved']));
export type StatusWords = Readonly<Record<string, TicketStatus>>;

export const timeoutMsSchema = z.number().int().min(1000).max(600_000).optional();
