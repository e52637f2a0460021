import type { Activity } from '../app-state.ts';
import type { Signal } from './signal.ts';

/** Days of the week, 0 for Sunday. */
const mondayToFriday: readonly number[] = [1, 2, 3, 4, 5];
const names = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** Monday to Friday, or every day but those that the organisation keeps quiet from midnight to midnight. */
export const workdaysBeside = (
  quietDays: readonly (typeof names)[number][] | undefined,
): readonly number[] =>
  quietDays && quietDays.length > 0
    ? names.flatMap((name, day) => (quietDays.includes(name) ? [] : [day]))
    : mondayToFriday;

const dayMs = 24 * 60 * 60_000;
/** A long weekend is one working day less, and nobody forgets a password over it. */
const missedDays = 2;

/** The local calendar day as a count: days differ by one whatever the clocks do in between. */
function localDay(ms: number): number {
  const date = new Date(ms);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / dayMs;
}

/** The count's day 0 was a Thursday. */
const weekday = (day: number): number => (((day + 4) % 7) + 7) % 7;

/** Working days of whole absence between two days, neither of them counted. */
function workdaysBetween(left: number, back: number, workdays: readonly number[]): number {
  const days = Math.max(0, back - left - 1);
  return Array.from({ length: days }, (_, at) => left + 1 + at).filter((day) =>
    workdays.includes(weekday(day)),
  ).length;
}

/**
 * Whether today is this person's first working day after an absence of two working days or more, however briefly the
 * machine was looked at on the Sunday before. Public holidays are days off like others: whoever had them was away.
 */
export function firstWorkdayAfterAbsence(
  { lastActiveMs, absence }: Activity,
  nowMs: number,
  workdays: readonly number[] = mondayToFriday,
): Signal['reading'] {
  if (lastActiveMs === undefined) return { kind: 'unknown', reason: 'not-read-yet' };
  if (workdays.length === 0) return { kind: 'unknown', reason: 'not-supported' };
  if (!absence) return { kind: 'known', value: false };
  const [left, back] = [localDay(absence.leftAtMs), localDay(absence.backAtMs)];
  let first = back;
  while (!workdays.includes(weekday(first))) first += 1;
  const isFirst = localDay(nowMs) === first && workdaysBetween(left, first, workdays) >= missedDays;
  return { kind: 'known', value: isFirst };
}
