import { z } from 'zod';
import { campaignSchema, type Campaign } from '../../shared/campaigns/campaign.ts';
import type { Language } from '../../shared/language.ts';
import type { Remedies } from './check-shape.ts';
import type { Report } from './mistake.ts';
import { sourceText, textIn } from './source-text.ts';
import type { YamlFile } from './yaml-file.ts';

/** `notices.yaml` as editors write it. */
export const noticesSourceSchema = z
  .array(campaignSchema.extend({ title: sourceText(120), text: sourceText(400) }))
  .max(500);
export type NoticesSource = z.infer<typeof noticesSourceSchema>;

const times = "write MM-DD for every year, or YYYY-MM-DD, with THH:MM if needed: '2026-12-24T08:00'";

export const noticeRemedies: Remedies = {
  '': 'write a list; a notice has id, severity, title, text, from, and if wanted guide, until, os',
  id: 'use lower-case words with hyphens',
  severity: 'use info, warning or incident',
  title: 'write one text, or one per language with at least en, at most 120 characters',
  text: 'write one text, or one per language with at least en, at most 400 characters',
  guide: "write a guide's id, or leave it out",
  from: times,
  until: times,
  os: 'write a list of windows, macos, linux',
};

const isYearly = (time: string): boolean => /^\d\d-\d\d(T|$)/.test(time);

/** Whether the calendar has this day. A yearly 29 February counts: it comes in leap years. */
function isRealDay(time: string): boolean {
  const [day = ''] = (isYearly(time) ? `2024-${time}` : time).split('T');
  const atMs = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(day);
}

/** Dates that do not exist, and times that end before they begin. */
export function checkNotices(source: NoticesSource, yaml: YamlFile, report: Report): void {
  source.forEach(({ from, until }, index) => {
    for (const [key, time] of Object.entries({ from, until })) {
      if (time === undefined || isRealDay(time)) continue;
      report.error(yaml.lineOf([index, key]), `\`${key}\` names a day that does not exist: ${time}`, times);
    }
    if (until === undefined) return;
    const line = yaml.lineOf([index, 'until']);
    if (isYearly(from) !== isYearly(until)) {
      report.error(line, '`from` and `until` are of two kinds', 'write both with a year, or both without');
    } else if (!isYearly(from) && until.slice(0, from.length) < from.slice(0, until.length)) {
      report.error(line, 'the notice ends before it begins', 'let `until` be later than `from`');
    }
  });
}

/** The notices as one language's pack holds them. */
export const toCampaigns = (source: NoticesSource, language: Language): Campaign[] =>
  source.map((notice) => ({
    ...notice,
    title: textIn(notice.title, language),
    text: textIn(notice.text, language),
  }));
