import { dateOf, weekdayOf, type Day, type WeekdayName } from './calendar-day.ts';

export const daysOffKinds = ['weekend', 'holiday', 'closure'] as const;

/** Why nobody works on a day. */
export interface DayOff {
  kind: (typeof daysOffKinds)[number];
  /** The holiday's or the closure's own name; nothing for a weekend. */
  name?: string;
}

/** The working days of one place. */
export interface WorkCalendar {
  /** Nothing on a working day. A holiday on a Sunday is a holiday. */
  dayOff(day: Day): DayOff | undefined;
}

export interface WorkCalendarParts {
  workingDays: readonly WeekdayName[];
  /** A holiday's name. */
  holidayOn(day: Day): string | undefined;
  closures: readonly { isClosed(day: Day): boolean; name: string }[];
}

export function createWorkCalendar({ workingDays, holidayOn, closures }: WorkCalendarParts): WorkCalendar {
  return {
    dayOff(day) {
      const holiday = holidayOn(day);
      if (holiday !== undefined) return { kind: 'holiday', name: holiday };
      const closure = closures.find(({ isClosed }) => isClosed(day));
      if (closure) return { kind: 'closure', name: closure.name };
      return workingDays.includes(weekdayOf(day)) ? undefined : { kind: 'weekend' };
    },
  };
}

/** A place that is closed for longer has no working days: then any day is as good. */
const searchedDaysMax = 400;

function nextWorkingDay(day: Day, step: 1 | -1, calendar: WorkCalendar): Day {
  for (let away = 1; away <= searchedDaysMax; away += 1) {
    if (!calendar.dayOff(day + step * away)) return day + step * away;
  }
  return day + step;
}

export const workingDayAfter = (day: Day, calendar: WorkCalendar): Day => nextWorkingDay(day, 1, calendar);
export const workingDayBefore = (day: Day, calendar: WorkCalendar): Day => nextWorkingDay(day, -1, calendar);

/** `MM-DD` of a day, for closures that come back every year. */
export const monthDayOf = (day: Day): string => dateOf(day).slice(5);
