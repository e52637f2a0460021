import { anchorOf, isOnce, type CalendarRule } from '../../shared/campaigns/calendar-rule.ts';
import { checkSites, type CalendarSource } from '../plan/calendar-source.ts';
import { isRealDate } from '../plan/real-date.ts';
import type { Report } from './mistake.ts';
import { audienceOf, oldSeverities, type NoticesSource, type PlanEntry } from './notices.ts';
import type { YamlFile } from './yaml-file.ts';

/** What an entry can lean on. */
export interface NoticeSurroundings {
  /** The entries of both files. */
  all: NoticesSource;
  calendar: CalendarSource | undefined;
  termNames: readonly string[];
}

/** Dates that do not exist, times that end before they begin, and rules that lead nowhere. */
export function checkNotices(
  source: NoticesSource,
  yaml: YamlFile,
  report: Report,
  around: NoticeSurroundings,
): void {
  source.forEach((entry, index) => {
    const lineOf = (...path: PropertyKey[]): number => yaml.lineOf([index, ...path]);
    checkDates(entry, lineOf, report);
    for (const key of ['from', 'until'] as const) {
      const rule = entry[key];
      if (rule !== undefined) checkRule(entry, rule, lineOf(key), report, around);
    }
    const { severity } = entry;
    if (severity === 'info' || severity === 'warning') {
      const problem = `\`${severity}\` is the old word for \`${oldSeverities[severity]}\``;
      report.warning(lineOf('severity'), problem, `write severity: ${oldSeverities[severity]}`);
    }
    if (entry.os) report.warning(lineOf('os'), '`os` stands in `audience`', 'write audience: { os: [...] }');
    if (entry['next-update-at'] !== undefined && severity !== 'incident') {
      const remedy = 'leave it out, or write severity: incident';
      report.warning(lineOf('next-update-at'), 'only incidents show when the next news comes', remedy);
    }
    checkSites(audienceOf(entry)?.sites ?? [], around.calendar, lineOf('audience', 'sites'), report);
  });
}

const realDate = 'write a day of the calendar: MM-DD for every year, or YYYY-MM-DD';

function checkDates(entry: PlanEntry, lineOf: (...path: PropertyKey[]) => number, report: Report): void {
  const { from, until, lasts } = entry;
  for (const [key, rule] of Object.entries({ from, until })) {
    if (typeof rule !== 'string' || isRealDate(rule)) continue;
    report.error(lineOf(key), `\`${key}\` names a day that does not exist: ${rule}`, realDate);
  }
  const next = entry['next-update-at'];
  if (next !== undefined && !isRealDate(next)) {
    report.error(
      lineOf('next-update-at'),
      `\`next-update-at\` names a day that does not exist: ${next}`,
      realDate,
    );
  }
  if (until !== undefined && lasts) {
    report.error(lineOf('lasts'), '`until` and `lasts` both say when it ends', 'write one of them');
  }
  if (typeof from !== 'string' || typeof until !== 'string') return;
  if (isOnce(from) !== isOnce(until)) {
    report.error(
      lineOf('until'),
      '`from` and `until` are of two kinds',
      'write both with a year, or both without',
    );
  } else if (isOnce(from) && until.slice(0, from.length) < from.slice(0, until.length)) {
    report.error(lineOf('until'), 'the notice ends before it begins', 'let `until` be later than `from`');
  }
}

function checkRule(
  entry: PlanEntry,
  rule: CalendarRule,
  line: number,
  report: Report,
  { all, calendar, termNames }: NoticeSurroundings,
): void {
  const anchor = anchorOf(rule);
  if (anchor !== undefined && !all.some(({ id }) => id === anchor)) {
    report.error(line, `there is no entry "${anchor}"`, 'name an entry of year-plan.yaml or notices.yaml');
  } else if (anchor !== undefined) {
    const circle = circleOf(entry.id, all);
    const problem = `the entry leans on itself: ${circle?.join(' -> ')}`;
    if (circle) report.error(line, problem, 'give one of them a date of its own');
  }
  if (typeof rule === 'string') return;
  if ('after-break' in rule && !calendar) {
    const problem = 'without calendar.yaml no country is known: only weekends are breaks';
    report.warning(line, problem, 'write calendar.yaml: country: NO');
  }
  if ('school' in rule && !termNames.some((name) => rule.term === undefined || name === rule.term)) {
    const problem =
      rule.term === undefined ? 'there are no school terms' : `there is no school term "${rule.term}"`;
    report.error(line, problem, 'write it in school-terms.yaml: { name, from, until, countries }');
  }
}

/** The way from an entry over those that it leans on back to it: `a, b, a`; nothing when there is none. */
function circleOf(start: string, all: NoticesSource): string[] | undefined {
  const wayTo = new Map<string, string[]>([[start, [start]]]);
  for (const [id, way] of wayTo) {
    const entry = all.find((candidate) => candidate.id === id);
    for (const rule of entry ? [entry.from, ...(entry.until === undefined ? [] : [entry.until])] : []) {
      const anchor = anchorOf(rule);
      if (anchor === start) return [...way, start];
      if (anchor !== undefined && !wayTo.has(anchor)) wayTo.set(anchor, [...way, anchor]);
    }
  }
  return undefined;
}
