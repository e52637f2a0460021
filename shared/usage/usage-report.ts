import { dayCountMax, ratingsMax, type UsageReport } from '../requests/wire.ts';
import { usageEvents, type UsageDay } from './usage.ts';
import type { UsageNote } from './usage-note.ts';

const termsMax = 50;
const guidesMax = 200;
const countMax = 1000;

type RatedNote = Extract<UsageNote, { kind: 'rated' }>;

function counted<T>(keys: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const key of keys) counts.set(key, Math.min((counts.get(key) ?? 0) + 1, countMax));
  return counts;
}

/** Whether something was noted on a day, under the version of the app and the language that it is counted by. */
export const isOfDay = (note: UsageNote, { day, app, lang }: Omit<UsageDay, 'counts'>): boolean =>
  note.day === day && note.app === app && note.lang === lang;

/** The ratings that stand: the newest with each id, without those that were taken back. */
export function ratingsIn(notes: readonly UsageNote[]): RatedNote[] {
  const standing = new Map<string, RatedNote>();
  for (const note of notes)
    if (note.kind === 'rated') standing.set(note.id, note);
    else if (note.kind === 'unrated') standing.delete(note.id);
  return [...standing.values()];
}

/** One day of counts as the hub gets it: what the person sees under "what leaves this machine" is this very object. */
export function usageReport(id: string, day: UsageDay, notes: readonly UsageNote[]): UsageReport {
  const ofDay = notes.filter((note) => isOfDay(note, day));
  const terms = counted(ofDay.flatMap((note) => (note.kind === 'not-found' ? [note.term] : [])));
  const answers = ofDay.flatMap((note) => (note.kind === 'answered' ? [note] : []));
  const solved = counted(answers.flatMap((one) => (one.solved ? [one.guide] : [])));
  const notSolved = counted(answers.flatMap((one) => (one.solved ? [] : [one.guide])));
  return {
    id,
    ...day,
    counts: Object.fromEntries(
      usageEvents.flatMap((event) => {
        const count = day.counts[event];
        return count === undefined ? [] : [[event, Math.min(count, dayCountMax)]];
      }),
    ),
    terms: [...terms].slice(0, termsMax).map(([term, count]) => ({ term, count })),
    guides: [...new Set(answers.map(({ guide }) => guide))]
      .slice(0, guidesMax)
      .map((guide) => ({ guide, solved: solved.get(guide) ?? 0, notSolved: notSolved.get(guide) ?? 0 })),
    ratings: ratingsIn(ofDay)
      .slice(0, ratingsMax)
      .map(({ kind: _kind, day: _day, app: _app, lang: _lang, ...rating }) => rating),
  };
}

/** The counted days, and those on which a guide was rated and nothing counted: midnight or a new language came between. */
export function daysToReport(days: readonly UsageDay[], notes: readonly UsageNote[]): UsageDay[] {
  const all = [...days];
  for (const rated of ratingsIn(notes)) {
    const { day, app, lang } = rated;
    if (!all.some((other) => isOfDay(rated, other))) all.push({ day, app, lang, counts: {} });
  }
  return all.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/** Every day as the hub gets it, or got it, without the id that is made up for each when it goes. */
export const reportsOf = (
  days: readonly UsageDay[],
  notes: readonly UsageNote[],
): Omit<UsageReport, 'id'>[] =>
  daysToReport(days, notes).map((day) => {
    const { id: _id, ...report } = usageReport('', day, notes);
    return report;
  });
