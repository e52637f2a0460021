import {
  calendarRemedies,
  calendarSourceSchema,
  checkCalendar,
  checkSchoolTerms,
  schoolTermRemedies,
  schoolTermsSourceSchema,
} from '../plan/calendar-source.ts';
import type { PlaceSources } from '../plan/places.ts';
import type { PublicHolidays } from '../plan/public-holidays.ts';
import { checkNotices } from './check-notices.ts';
import { noticeRemedies, noticesSourceSchema, type NoticesSource } from './notices.ts';
import type { ReadYaml } from './read-yaml-parts.ts';
import type { YamlFile } from './yaml-file.ts';

/** The files that hold entries of the year plan: what is known a year ahead, and what happens today. */
export const noticeFiles = ['year-plan.yaml', 'notices.yaml'] as const;

export interface PlanParts {
  notices: NoticesSource;
  places: PlaceSources;
  /** The entries by the file they stand in. */
  files: { file: (typeof noticeFiles)[number]; value: NoticesSource; yaml: YamlFile }[];
}

/** Reads the year plan, the notices, and the calendars that they are reckoned in. */
export function readPlanParts(read: ReadYaml, holidays: PublicHolidays | undefined): PlanParts {
  const calendar = read('calendar.yaml', calendarSourceSchema, calendarRemedies);
  if (calendar) checkCalendar(calendar.value, calendar.yaml, calendar.report, holidays);
  const terms = read('school-terms.yaml', schoolTermsSourceSchema, schoolTermRemedies);
  if (terms) checkSchoolTerms(terms.value, terms.yaml, terms.report, calendar?.value);
  const files = noticeFiles.flatMap((file) => {
    const found = read(file, noticesSourceSchema, noticeRemedies);
    return found ? [{ file, ...found }] : [];
  });
  const notices = files.flatMap(({ value }) => value);
  const termNames = (terms?.value ?? []).map(({ name }) => name);
  for (const [nth, { value, yaml, report }] of files.entries()) {
    checkNotices(value, yaml, report, { all: notices, calendar: calendar?.value, termNames });
    const before = files.slice(0, nth).flatMap((file) => file.value);
    value.forEach(({ id }, index) => {
      if (!before.some((entry) => entry.id === id)) return;
      const problem = `the id "${id}" is used in year-plan.yaml, too`;
      report.error(yaml.lineOf([index, 'id']), problem, 'give each an id of its own');
    });
  }
  return { notices, places: { calendar: calendar?.value, terms: terms?.value ?? [], holidays }, files };
}
