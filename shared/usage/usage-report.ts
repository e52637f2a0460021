import type { UsageReport } from '../requests/wire.ts';
import type { UsageDay } from './usage.ts';
import type { UsageNote } from './usage-note.ts';

const termsMax = 50;
const guidesMax = 200;
const countMax = 1000;

function counted<T>(keys: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const key of keys) counts.set(key, Math.min((counts.get(key) ?? 0) + 1, countMax));
  return counts;
}

/** One day of counts as the hub gets it: what the person sees under "what leaves this machine" is this very object. */
export function usageReport(id: string, day: UsageDay, notes: readonly UsageNote[]): UsageReport {
  const ofDay = notes.filter(
    (note) => note.day === day.day && note.lang === day.lang && note.app === day.app,
  );
  const terms = counted(ofDay.flatMap((note) => (note.kind === 'not-found' ? [note.term] : [])));
  const answers = ofDay.flatMap((note) => (note.kind === 'answered' ? [note] : []));
  const solved = counted(answers.flatMap((one) => (one.solved ? [one.guide] : [])));
  const notSolved = counted(answers.flatMap((one) => (one.solved ? [] : [one.guide])));
  return {
    id,
    ...day,
    terms: [...terms].slice(0, termsMax).map(([term, count]) => ({ term, count })),
    guides: [...new Set(answers.map(({ guide }) => guide))]
      .slice(0, guidesMax)
      .map((guide) => ({ guide, solved: solved.get(guide) ?? 0, notSolved: notSolved.get(guide) ?? 0 })),
    ratings: [],
  };
}

/** Every day as the hub gets it, or got it, without the id that is made up for each when it goes. */
export const reportsOf = (
  days: readonly UsageDay[],
  notes: readonly UsageNote[],
): Omit<UsageReport, 'id'>[] =>
  days.map((day) => {
    const { id: _id, ...report } = usageReport('', day, notes);
    return report;
  });
