import {
  dateOf,
  dayOf,
  dayOn,
  daysIn,
  orthodoxEaster,
  weekdayOf,
  westernEaster,
  yearsIn,
  type Day,
  type DayRange,
} from './calendar-day.ts';
import { isOnce, type CalendarRule, type Span } from './calendar-rule.ts';
import { workingDayAfter, workingDayBefore, type WorkCalendar } from './calendar-work.ts';

/** A school term where somebody works. */
export interface SchoolTerm extends DayRange {
  name: string;
}

/** What calendar rules are reckoned in: one place. */
export interface RuleContext {
  calendar: WorkCalendar;
  terms: readonly SchoolTerm[];
  /** The occurrences of another entry at this place, years before and after; an open end is its first day. */
  occurrencesOf(entryId: string): readonly DayRange[];
}

/** So far from its Easter a day can lie. */
const easterReachDays = 120;

/** The days within `range` that a calendar rule names at a place, in order, each once. */
export function ruleDays(rule: CalendarRule, range: DayRange, context: RuleContext): Day[] {
  const days = namedDays(rule, range, context).filter((day) => day >= range.first && day <= range.last);
  return [...new Set(days)].sort((a, b) => a - b);
}

function namedDays(rule: CalendarRule, range: DayRange, context: RuleContext): Day[] {
  if (typeof rule === 'string') return isOnce(rule) ? [dayOf(rule)] : yearlyDays(rule, range);
  if ('nth' in rule) return nthWeekdays(rule, range);
  if ('easter' in rule) {
    const easter = rule.church === 'orthodox' ? orthodoxEaster : westernEaster;
    // A hundred days from Easter may lie in the year before or after.
    const years = yearsIn({ first: range.first - easterReachDays, last: range.last + easterReachDays });
    return years.map((year) => easter(year) + rule.easter);
  }
  if ('after-break' in rule) return daysAfterBreaks(rule['after-break'], range, context.calendar);
  if ('school' in rule) {
    const { school, term } = rule;
    return context.terms
      .filter(({ name }) => term === undefined || term === name)
      .map(({ first, last }) => (school === 'first-day' ? first : last));
  }
  if ('before' in rule) {
    return context.occurrencesOf(rule.before).map(({ first }) => moved(first, -1, rule.by, context.calendar));
  }
  return context.occurrencesOf(rule.after).map(({ last }) => moved(last, 1, rule.by, context.calendar));
}

function yearlyDays(monthDay: string, range: DayRange): Day[] {
  const [month = 1, dayOfMonth = 1] = monthDay.slice(0, 5).split('-').map(Number);
  return yearsIn(range).map((year) => dayOn(year, month, dayOfMonth));
}

function nthWeekdays(rule: Extract<CalendarRule, { nth: unknown }>, range: DayRange): Day[] {
  const months = rule.month === undefined ? undefined : [rule.month].flat();
  const matching = (day: Day): boolean => {
    const [, month = 0, dayOfMonth = 0] = dateOf(day).split('-').map(Number);
    if (months && !months.includes(month)) return false;
    if (rule.nth === 'last') return Number(dateOf(day + 7).slice(5, 7)) !== month;
    return Math.ceil(dayOfMonth / 7) === rule.nth;
  };
  const first = daysIn({ first: range.first, last: range.first + 6 }).find(
    (day) => weekdayOf(day) === rule.weekday,
  );
  if (first === undefined) return [];
  const weeks = Math.max(0, Math.floor((range.last - first) / 7) + 1);
  return Array.from({ length: weeks }, (_, index) => first + 7 * index).filter(matching);
}

/** The working days in `range` that follow a run of at least `lengthMin` days off. */
function daysAfterBreaks(lengthMin: number, range: DayRange, calendar: WorkCalendar): Day[] {
  return daysIn(range).filter((day) => {
    if (calendar.dayOff(day)) return false;
    return daysIn({ first: day - lengthMin, last: day - 1 }).every((before) => calendar.dayOff(before));
  });
}

/** So many days, or working days, from a day. */
function moved(day: Day, direction: 1 | -1, { count, working }: Span, calendar: WorkCalendar): Day {
  if (!working) return day + direction * count;
  const next = direction === 1 ? workingDayAfter : workingDayBefore;
  return Array.from({ length: count }).reduce<Day>((at) => next(at, calendar), day);
}
