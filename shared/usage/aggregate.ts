import { localDate } from '../local-date.ts';
import type { UsageDay } from './usage.ts';

/** How many days are kept, today included. */
export const usageDaysKept = 30;

/** Counts of the same day, app version and language added up, oldest day first; days before `fromDay` left out. */
export function addUpDays(days: readonly UsageDay[], fromDay: string): UsageDay[] {
  const sums = new Map<string, UsageDay>();
  for (const day of days) {
    if (day.day < fromDay) continue;
    const key = `${day.day} ${day.app} ${day.lang}`;
    const counts = { ...sums.get(key)?.counts };
    for (const [event, count] of Object.entries(day.counts)) {
      const known = event as keyof UsageDay['counts'];
      counts[known] = (counts[known] ?? 0) + count;
    }
    sums.set(key, { day: day.day, app: day.app, lang: day.lang, counts });
  }
  return [...sums.values()].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/** The oldest day that is still kept at a moment, `YYYY-MM-DD`. */
export function firstKeptDay(nowMs: number): string {
  const now = new Date(nowMs);
  // Noon: a day with 23 or 25 hours doesn't shift the count.
  return localDate(
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - usageDaysKept + 1, 12).getTime(),
  );
}
