import { z } from 'zod';
import { guideIdSchema } from '../guides/action.ts';

/** What happened in this sitting, in order. It stays on the machine unless a person sends it with a request. */
export const journeyEventSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('searched'),
    text: z.string().max(200),
    found: z.number().int(),
    atMs: z.number(),
  }),
  z.strictObject({ kind: z.literal('opened'), guide: guideIdSchema, atMs: z.number() }),
  /** `step` is the title of the step that is now current; `number` counts the visible steps from 1. */
  z.strictObject({
    kind: z.literal('reached'),
    guide: guideIdSchema,
    number: z.number().int(),
    step: z.string(),
    atMs: z.number(),
  }),
  z.strictObject({
    kind: z.literal('answered'),
    guide: guideIdSchema,
    solved: z.boolean(),
    atMs: z.number(),
  }),
]);
export type JourneyEvent = z.infer<typeof journeyEventSchema>;
