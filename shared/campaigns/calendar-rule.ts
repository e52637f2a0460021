import { z } from 'zod';
import { campaignIdSchema } from './campaign.ts';
import { weekdayNames } from './calendar-day.ts';

/** `MM-DD` comes back every year; `YYYY-MM-DD` of this century, with an optional `THH:MM`, is once. */
export const dateRuleSchema = z
  .string()
  .regex(/^(20\d{2}-)?(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d)?$/);

/** So many days: `3 days`, `1 working day`. */
export interface Span {
  count: number;
  working: boolean;
}

export const spanSchema = z
  .string()
  .regex(/^[1-9]\d{0,2} (working )?days?$/)
  .transform((written): Span => ({
    count: Number.parseInt(written, 10),
    working: written.includes('working'),
  }));

const month = z.number().int().min(1).max(12);

/** The last Sunday of March; without months, of every month. */
const nthWeekdaySchema = z.strictObject({
  nth: z.union([z.number().int().min(1).max(5), z.literal('last')]),
  weekday: z.enum(weekdayNames),
  month: z.union([month, z.array(month).min(1).max(12)]).optional(),
});
/** Days from Easter Sunday; before it when below zero. */
const easterSchema = z.strictObject({
  easter: z.number().int().min(-120).max(120),
  church: z.enum(['western', 'orthodox']).optional(),
});
/** The first working day after at least so many days on which nobody works. */
const afterBreakSchema = z.strictObject({ 'after-break': z.number().int().min(1).max(60) });
/** Before the first or after the last day of another entry. */
const beforeSchema = z.strictObject({ before: campaignIdSchema, by: spanSchema });
const afterSchema = z.strictObject({ after: campaignIdSchema, by: spanSchema });
/** A day of the school terms in `school-terms.yaml`. */
const schoolSchema = z.strictObject({
  school: z.enum(['first-day', 'last-day']),
  term: z.string().min(1).max(60).optional(),
});

/** The days of the year that people in IT think in. */
export const calendarRuleSchema = z.union([
  dateRuleSchema,
  nthWeekdaySchema,
  easterSchema,
  afterBreakSchema,
  beforeSchema,
  afterSchema,
  schoolSchema,
]);
export type CalendarRule = z.infer<typeof calendarRuleSchema>;

/** A date that comes once, so not again next year. */
export const isOnce = (rule: CalendarRule): rule is string =>
  typeof rule === 'string' && /^\d{4}-/.test(rule);

/** `HH:MM` where the rule is a date with a time. */
export const clockOf = (rule: CalendarRule): string | undefined =>
  typeof rule === 'string' ? rule.split('T')[1] : undefined;

/** The entry that a rule leans on. */
export function anchorOf(rule: CalendarRule): string | undefined {
  if (typeof rule === 'string') return undefined;
  if ('before' in rule) return rule.before;
  return 'after' in rule ? rule.after : undefined;
}
