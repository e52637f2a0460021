import { z } from 'zod';
import { languageSchema, osSchema } from '../base-schemas.ts';
import { actionSchema, guideIdSchema } from './action.ts';

/** A step's id within its guide; stable across edits, so that progress survives them. */
export const stepIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
export const areaIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

/** A run of text. The tree is closed: what is not listed here cannot be rendered. */
export const inlineSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string() }),
  z.strictObject({ type: z.literal('strong'), text: z.string() }),
  z.strictObject({ type: z.literal('emphasis'), text: z.string() }),
  z.strictObject({ type: z.literal('code'), text: z.string() }),
  z.strictObject({ type: z.literal('link'), text: z.string(), action: actionSchema }),
]);
export type Inline = z.infer<typeof inlineSchema>;

export const blockSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('paragraph'), inlines: z.array(inlineSchema) }),
  z.strictObject({ type: z.literal('list'), ordered: z.boolean(), items: z.array(z.array(inlineSchema)) }),
  z.strictObject({
    type: z.literal('image'),
    /** File name in the pack's `images/`, named after its content: `<sha256, 16 hex>.svg|png`. */
    file: z.string().regex(/^[a-f0-9]{16}\.(svg|png)$/),
    alt: z.string().min(1),
    widthPx: z.number().int().positive(),
    heightPx: z.number().int().positive(),
  }),
  z.strictObject({ type: z.literal('button'), label: z.string().min(1), action: actionSchema }),
]);
export type Block = z.infer<typeof blockSchema>;

/** Where an answer or a step's end leads: another step, another guide, or the end of this one. */
export const targetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('step'), id: stepIdSchema }),
  z.strictObject({ kind: z.literal('guide'), id: guideIdSchema }),
  z.strictObject({ kind: z.literal('solved') }),
  z.strictObject({ kind: z.literal('not-solved') }),
]);
export type Target = z.infer<typeof targetSchema>;

export const optionSchema = z.strictObject({
  /** Stable within the question: the target's name, with `-2` ... when two answers lead to the same place. */
  id: z.string().min(1).max(80),
  text: z.string().min(1),
  to: targetSchema,
});

export const stepSchema = z.strictObject({
  id: stepIdSchema,
  title: z.array(inlineSchema).min(1),
  os: z.array(osSchema).optional(),
  body: z.array(blockSchema),
  /** A question whose answers lead on. */
  ask: z.strictObject({ question: z.string().min(1), options: z.array(optionSchema).min(2) }).optional(),
  /** Where this step leads when not to the one below it. */
  next: targetSchema.optional(),
});
export type Step = z.infer<typeof stepSchema>;

export const guideSchema = z.strictObject({
  id: guideIdSchema,
  language: languageSchema,
  /** The question, in the user's words. */
  title: z.string().min(1).max(120),
  summary: z.string().max(300),
  area: areaIdSchema,
  /** What people call it; searched, never shown. */
  words: z.array(z.string()),
  appliesTo: z.array(osSchema).min(1),
  owner: z.string().min(1),
  /** ISO date of the last review. */
  reviewed: z.iso.date(),
  minutes: z.number().int().min(1).max(120),
  worksOffline: z.boolean(),
  steps: z.array(stepSchema).min(1),
  /** How to check that it worked. */
  check: z.array(blockSchema),
  /** When to give up, and whom to tell. */
  giveUp: z.array(blockSchema),
});
export type Guide = z.infer<typeof guideSchema>;
