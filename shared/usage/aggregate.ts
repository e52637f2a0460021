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

/** The local calendar day as `YYYY-MM-DD`, `daysBack` days before the one that `nowMs` is in. */
export function localDay(nowMs: number, daysBack = 0): string {
  const date = new Date(nowMs);
  const day = new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysBack, 12);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${String(day.getFullYear()).padStart(4, '0')}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
