import {
  dateOf,
  dayOf,
  daysIn,
  weekdayOf,
  type Day,
  type DayRange,
} from '../../shared/campaigns/calendar-day.ts';
import { clockOf, isOnce } from '../../shared/campaigns/calendar-rule.ts';
import { ruleDays, type RuleContext } from '../../shared/campaigns/calendar-rule-days.ts';
import { workingDayAfter, workingDayBefore } from '../../shared/campaigns/calendar-work.ts';
import type { CampaignWindow } from '../../shared/campaigns/campaign.ts';
import type { NoticesSource, PlanEntry } from '../publish/notices.ts';
import type { Place } from './places.ts';

/** One time that an entry is due at a place. */
export interface PlannedOccurrence {
  first: Day;
  /** Nothing for one that stays until it is withdrawn. */
  last: Day | undefined;
  windows: CampaignWindow[];
}

/** Around a range lies what decides about it: the longest break, and the last or next occurrence of a yearly entry. */
const aroundDays = 400;
/** An entry that ends by a rule ends within the year after. */
const endWithinDays = 370;
/** An end that is written as a date may lie further off. */
const endOnceWithinDays = 20 * endWithinDays;
/** Entries that lean on each other lie within four years: longer than the longest span, and than a chain of them. */
const leanWithinDays = 4 * 366;

/** When entries are due at a place: every occurrence that touches `range`, in order. */
export function expandAt(
  place: Place,
  all: NoticesSource,
  range: DayRange,
): (entry: PlanEntry) => PlannedOccurrence[] {
  const context = ruleContext(place, all, range);
  return (entry) =>
    occurrencesIn(entry, range, context).flatMap(({ first, last }) => {
      const windows = windowsOf(entry, { first, last: last ?? range.last }, last === undefined).filter(
        ({ from, until }) =>
          from.slice(0, 10) <= dateOf(range.last) &&
          (until === undefined || until > `${dateOf(range.first)}T00:00`),
      );
      return windows.length > 0 ? [{ first, last, windows }] : [];
    });
}

/** The first and the last day of every occurrence that touches `range`; whatever the range, they are the same ones. */
function occurrencesIn(
  entry: PlanEntry,
  range: DayRange,
  context: RuleContext,
): Omit<PlannedOccurrence, 'windows'>[] {
  const begun = starts(entry, { first: earliestStart(entry, range), last: range.last + aroundDays }, context);
  return begun.flatMap((first, index) => {
    if (first > range.last) return [];
    const end = lastDay(entry, first, context);
    if (end === 'never') return [];
    const next = begun[index + 1];
    // Two occurrences of one entry at once would be one notice with two names.
    const last = next !== undefined && (end === undefined || end >= next) ? next - 1 : end;
    return last === undefined || last >= range.first ? [{ first, last }] : [];
  });
}

/** What began before this day is over when the range begins. */
function earliestStart({ from, until, lasts }: PlanEntry, range: DayRange): Day {
  // It may stay for years, until somebody withdraws it.
  if (isOnce(from)) return Math.min(range.first, dayOf(from)) - aroundDays;
  if (until !== undefined && isOnce(until)) return range.first - leanWithinDays;
  // As many working days take less than twice as many days.
  return range.first - aroundDays - 2 * (lasts?.count ?? 0);
}

/** Rules at a place. Each entry that others lean on is reckoned once; in a circle, which `check` refuses, it has no days. */
function ruleContext({ calendar, terms }: Place, all: NoticesSource, range: DayRange): RuleContext {
  const around = { first: range.first - leanWithinDays, last: range.last + leanWithinDays };
  const known = new Map<string, readonly DayRange[]>();
  const context: RuleContext = {
    calendar,
    terms,
    occurrencesOf(id) {
      const before = known.get(id);
      if (before) return before;
      known.set(id, []);
      const entry = all.find((candidate) => candidate.id === id);
      const occurrences = entry ? occurrencesIn(entry, around, context) : [];
      const found = occurrences.map(({ first, last }) => ({ first, last: last ?? first }));
      known.set(id, found);
      return found;
    },
  };
  return context;
}

function starts({ from, 'day-off': dayOff }: PlanEntry, range: DayRange, context: RuleContext): Day[] {
  const { calendar } = context;
  // A first day that moves may come from outside the range, by no more than the longest break.
  const wide = dayOff === undefined ? range : { first: range.first - 60, last: range.last + 60 };
  const days = ruleDays(from, wide, context).flatMap((day) => {
    if (dayOff === undefined || !calendar.dayOff(day)) return [day];
    if (dayOff === 'skip') return [];
    return [dayOff === 'next-working-day' ? workingDayAfter(day, calendar) : workingDayBefore(day, calendar)];
  });
  return [...new Set(days)].sort((a, b) => a - b).filter((day) => day >= range.first && day <= range.last);
}

/** The last day of the occurrence that begins on `first`; nothing when it stays, `never` when its end comes not. */
function lastDay(
  { from, until, lasts }: PlanEntry,
  first: Day,
  context: RuleContext,
): Day | undefined | 'never' {
  if (until !== undefined) {
    const days = ruleDays(
      until,
      { first, last: first + (isOnce(until) ? endOnceWithinDays : endWithinDays) },
      context,
    );
    const end = days.find((day) => endsAfter(day, first, clockOf(until), clockOf(from)));
    return end ?? 'never';
  }
  if (lasts?.working) {
    let last = context.calendar.dayOff(first) ? workingDayAfter(first, context.calendar) : first;
    for (let count = 1; count < lasts.count; count += 1) last = workingDayAfter(last, context.calendar);
    return last;
  }
  if (lasts) return first + lasts.count - 1;
  return isOnce(from) ? undefined : first;
}

/** An end on the first day itself counts when its hour is later. */
const endsAfter = (day: Day, first: Day, until: string | undefined, from: string | undefined): boolean =>
  day > first || until === undefined || until > (from ?? '00:00');

function windowsOf(entry: PlanEntry, { first, last }: DayRange, isOpen: boolean): CampaignWindow[] {
  const { from, until, days, between } = entry;
  const begin = `${dateOf(first)}T${clockOf(from) ?? '00:00'}`;
  const endClock = until === undefined ? undefined : clockOf(until);
  const end = endClock === undefined ? `${dateOf(last + 1)}T00:00` : `${dateOf(last)}T${endClock}`;
  if (!days && between === undefined) return [{ from: begin, ...(!isOpen && { until: end }) }];
  const [opens = '00:00', closes] = between?.split('-') ?? [];
  return daysIn({ first, last })
    .filter((day) => !days || days.includes(weekdayOf(day)))
    .map((day) => ({
      from: later(begin, `${dateOf(day)}T${opens}`),
      until: earlier(
        isOpen ? '9999' : end,
        closes === undefined ? `${dateOf(day + 1)}T00:00` : `${dateOf(day)}T${closes}`,
      ),
      of: dateOf(first),
    }))
    .filter((window) => window.from < window.until);
}

const later = (a: string, b: string): string => (a > b ? a : b);
const earlier = (a: string, b: string): string => (a < b ? a : b);
