import { z } from 'zod';
import { audienceSchema } from '../campaigns/campaign.ts';
import { guideIdSchema } from '../guides/action.ts';
import { signalIdSchema } from './signal.ts';

const monthDay = z.string().regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);

const comparison = z.union([
  z.strictObject({ signal: signalIdSchema, is: z.union([z.string(), z.number(), z.boolean()]) }),
  z.strictObject({ signal: signalIdSchema, below: z.number() }),
  z.strictObject({ signal: signalIdSchema, above: z.number() }),
  z.strictObject({ signal: signalIdSchema, 'at-least': z.number() }),
  z.strictObject({ signal: signalIdSchema, 'at-most': z.number() }),
]);
export type Comparison = z.infer<typeof comparison>;

/** Inclusive, and may run over the turn of the year: `12-15` to `01-10`. */
export const seasonSchema = z.strictObject({ from: monthDay, to: monthDay });
export type Season = z.infer<typeof seasonSchema>;

export type Condition =
  Comparison | { season: Season } | { all: Condition[] } | { any: Condition[] } | { not: Condition };

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    comparison,
    z.strictObject({ season: seasonSchema }),
    z.strictObject({ all: z.array(conditionSchema).min(1) }),
    z.strictObject({ any: z.array(conditionSchema).min(1) }),
    z.strictObject({ not: conditionSchema }),
  ]),
);

/** Whom a rule is for; all that is said must hold, and a site or group that nobody told is none of those named. */
export const ruleAudienceSchema = audienceSchema.pick({
  os: true,
  sites: true,
  groups: true,
  languages: true,
});

/** IT's rule: when it holds, `guide` is offered with `reason`, in which `{{signal.id}}` stands for its value. */
export const ruleSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  guide: guideIdSchema,
  when: conditionSchema,
  audience: ruleAudienceSchema.optional(),
  reason: z.string().min(1).max(120),
  weight: z.number().int().min(1).max(100),
  /** How long the rule rests after its guide has solved something; without it for the rest of the day. */
  coolDownDays: z.number().int().min(1).max(365).optional(),
});
export type Rule = z.infer<typeof ruleSchema>;
