import { z } from 'zod';
import {
  audienceSchema,
  campaignIdSchema,
  localTimeSchema,
  severities,
  type Severity,
} from '../../shared/campaigns/campaign.ts';
import { calendarRuleSchema, spanSchema } from '../../shared/campaigns/calendar-rule.ts';
import { osSchema } from '../../shared/base-schemas.ts';
import { guideIdSchema } from '../../shared/guides/action.ts';
import { weekdaysSchema } from '../plan/calendar-source.ts';
import type { Remedies } from './check-shape.ts';
import { sourceText } from './source-text.ts';

const betweenSchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$/)
  .refine((written) => written.slice(0, 5) < written.slice(6), { error: 'must end after it begins' });

/** What `info` and `warning` are called now. */
export const oldSeverities = { info: 'quiet', warning: 'banner' } as const;

const entrySchema = z.strictObject({
  id: campaignIdSchema,
  severity: z.enum([...severities, 'info', 'warning']),
  title: sourceText(120),
  text: sourceText(400),
  guide: guideIdSchema.optional(),
  from: calendarRuleSchema,
  /** The last day, or the minute it ends. */
  until: calendarRuleSchema.optional(),
  lasts: spanSchema.optional(),
  /** Where it goes when its first day is one on which nobody works. */
  'day-off': z.enum(['next-working-day', 'working-day-before', 'skip']).optional(),
  days: weekdaysSchema.optional(),
  between: betweenSchema.optional(),
  audience: audienceSchema.omit({ countrySites: true, orUnknownCountry: true }).optional(),
  os: z.array(osSchema).optional(),
  'next-update-at': localTimeSchema.optional(),
  joinable: z.boolean().optional(),
});
/** One entry of the year plan as editors write it. */
export type PlanEntry = z.infer<typeof entrySchema>;

/** `year-plan.yaml` and `notices.yaml` as editors write them: one form, two files for two paces. */
export const noticesSourceSchema = z.array(entrySchema).max(500);
export type NoticesSource = z.infer<typeof noticesSourceSchema>;

export const severityOf = ({ severity }: Pick<PlanEntry, 'severity'>): Severity =>
  severity === 'info' || severity === 'warning' ? oldSeverities[severity] : severity;

/** Who an entry is for; `os` beside it is how it was written before there was more to say. */
export function audienceOf({ audience, os }: Pick<PlanEntry, 'audience' | 'os'>): PlanEntry['audience'] {
  return os && os.length > 0 && !audience?.os ? { ...audience, os } : audience;
}

const times =
  "write MM-DD for every year, or YYYY-MM-DD from 2000 to 2099, with THH:MM if needed: '2026-12-24T08:00'";
const rules =
  `${times}; or a rule: { nth: last, weekday: sun, month: 3 }, { easter: -7 }, { after-break: 5 }, ` +
  '{ before: another-id, by: 3 working days }, { after: another-id, by: 1 day }, { school: first-day }';

export const noticeRemedies: Remedies = {
  '': 'write a list; a notice has id, severity, title, text, from, and if wanted guide, until or lasts, day-off, days, between, audience, next-update-at, joinable',
  id: 'use lower-case words with hyphens',
  severity: `use ${severities.slice(0, -1).join(', ')} or incident`,
  title: 'write one text, or one per language with at least en, at most 120 characters',
  text: 'write one text, or one per language with at least en, at most 400 characters',
  guide: "write a guide's id, or leave it out",
  from: rules,
  until: rules,
  'from.by': 'write 3 days, or 3 working days',
  lasts: 'write 3 days, or 3 working days',
  'day-off': 'use next-working-day, working-day-before or skip',
  days: 'write mon-fri',
  between: "write '08:00-10:00', in quotes",
  audience: 'write { os, sites, groups, countries, languages: lists; percent: 1 to 100 }',
  'audience.countries': 'write a list of two letters: [NO, SE]',
  'audience.languages': 'write a list: [nb, sv]',
  'audience.percent': 'write a whole number from 1 to 100',
  os: 'write a list of windows, macos, linux',
  'next-update-at': "write YYYY-MM-DDTHH:MM: '2026-11-22T11:00'",
  joinable: 'write true or false',
};
