import { dateOf, daysIn } from '../../shared/campaigns/calendar-day.ts';
import type { CampaignWindow } from '../../shared/campaigns/campaign.ts';
import { budgetFor, defaultWeeklyBudget, interrupts } from '../../shared/campaigns/etiquette.ts';
import type { PlanEntry } from '../publish/notices.ts';
import type { PlaceYear, YearEntry } from './year-view.ts';

/** Something in the plan that employees would stumble over. */
export interface Clash {
  kind: 'same-day' | 'busy-week' | 'day-off' | 'incidents-overlap';
  place: string;
  /** `YYYY-MM-DD`. */
  date: string;
  /** The entries it is about. */
  ids: string[];
  problem: string;
  remedy: string;
}

const daysOfBudget = 7;
/** The place that is kept for an outage is none for the plan. */
const notificationsAWeek = budgetFor('notification', defaultWeeklyBudget);

/** These come up by themselves. */
const isLoud = ({ severity }: YearEntry): boolean => interrupts(severity);

/** Every clash of a year at one place, in the order of the calendar. */
export function clashesAt(year: PlaceYear): Clash[] {
  const found = [...sameDay(year), ...busyWeeks(year), ...incidentsOverlap(year), ...onDaysOff(year)];
  return found.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

function sameDay({ entries, name }: PlaceYear): Clash[] {
  const loud = entries.filter(isLoud);
  return pairs(loud).flatMap(([a, b]): Clash[] => {
    if (a.first !== b.first || a.id === b.id || !meetAudience(a.audience, b.audience)) return [];
    const date = dateOf(a.first);
    const problem = `"${a.id}" and "${b.id}" come up on the same day for the same people`;
    return [
      {
        kind: 'same-day',
        place: name,
        date,
        ids: [a.id, b.id],
        problem,
        remedy: 'move one of them by a day',
      },
    ];
  });
}

/** More notifications within seven days than people are interrupted for; those over it stay in the panel. */
function busyWeeks({ entries, name }: PlaceYear): Clash[] {
  const loud = entries.filter(({ severity }) => severity === 'notification');
  const clashes: Clash[] = [];
  let toldUntil = Number.NEGATIVE_INFINITY;
  for (const entry of loud) {
    if (entry.first <= toldUntil) continue;
    const last = entry.first + daysOfBudget - 1;
    const together = loud.filter(
      ({ first, audience }) =>
        first >= entry.first && first <= last && meetAudience(audience, entry.audience),
    );
    if (together.length <= notificationsAWeek) continue;
    toldUntil = last;
    const ids = together.map(({ id }) => id);
    const problem = `${ids.length} notifications within a week (${ids.join(', ')}), and people are interrupted for ${notificationsAWeek}`;
    const remedy = 'make some of them banners, or move them by a week';
    clashes.push({ kind: 'busy-week', place: name, date: dateOf(entry.first), ids, problem, remedy });
  }
  return clashes;
}

function incidentsOverlap({ entries, name }: PlaceYear): Clash[] {
  const incidents = entries.filter(({ severity }) => severity === 'incident');
  return pairs(incidents).flatMap(([a, b]): Clash[] => {
    if (a.id === b.id || !meetAudience(a.audience, b.audience)) return [];
    const both = a.windows.find((window) => b.windows.some((other) => meetWindows(window, other)));
    if (!both) return [];
    const date = dateOf(Math.max(a.first, b.first));
    const problem = `the incidents "${a.id}" and "${b.id}" overlap`;
    return [
      {
        kind: 'incidents-overlap',
        place: name,
        date,
        ids: [a.id, b.id],
        problem,
        remedy: 'make one of the two',
      },
    ];
  });
}

function onDaysOff(year: PlaceYear): Clash[] {
  return year.entries.flatMap((entry): Clash[] => {
    const { first, last, id, severity } = entry;
    const off = year.dayOff(first);
    // An outage keeps to no calendar.
    if (!off || last === undefined || severity === 'incident') return [];
    const never = !daysIn({ first, last }).some((day) => year.isWorkingDay(day));
    if (!never && severity !== 'notification') return [];
    const what = off.name ?? (off.kind === 'weekend' ? 'a weekend' : `a ${off.kind}`);
    const problem = never
      ? `"${id}" is due only while nobody works: ${what}`
      : `"${id}" begins on a day off: ${what}`;
    const remedy = 'write day-off: next-working-day, or let it last longer';
    return [{ kind: 'day-off', place: year.name, date: dateOf(first), ids: [id], problem, remedy }];
  });
}

/** What happens again and again, or at several places, is said once. */
export interface ClashGroup extends Pick<Clash, 'problem' | 'remedy'> {
  /** `2027-02-09, 2027-05-11 (NO, SE)` for each set of places. */
  when: { dates: string[]; places: string[] }[];
}

/** The clashes as people read them. */
export function groupClashes(clashes: readonly Clash[]): ClashGroup[] {
  const groups = new Map<string, ClashGroup & { placesOn: Map<string, string[]> }>();
  for (const { problem, remedy, place, date } of clashes) {
    const group = groups.get(problem) ?? { problem, remedy, when: [], placesOn: new Map<string, string[]>() };
    groups.set(problem, group);
    group.placesOn.set(date, [...(group.placesOn.get(date) ?? []), place]);
  }
  return [...groups.values()].map(({ placesOn, problem, remedy }) => {
    const when = new Map<string, { dates: string[]; places: string[] }>();
    for (const [date, places] of [...placesOn].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const key = places.join();
      when.set(key, { dates: [...(when.get(key)?.dates ?? []), date], places });
    }
    return { problem, remedy, when: [...when.values()] };
  });
}

/** Two that can overlap are near each other: entries come in the order in which they begin. */
const pairs = (entries: readonly YearEntry[]): [YearEntry, YearEntry][] =>
  entries.flatMap((a, index) => entries.slice(index + 1).map((b): [YearEntry, YearEntry] => [a, b]));

const endless = '9999';
const meetWindows = (a: CampaignWindow, b: CampaignWindow): boolean =>
  a.from < (b.until ?? endless) && b.from < (a.until ?? endless);

type SourceAudience = PlanEntry['audience'];
const listKeys = ['os', 'sites', 'groups', 'countries', 'languages'] as const;

/** Whether anybody can be meant by both. */
export const meetAudience = (a: SourceAudience, b: SourceAudience): boolean =>
  listKeys.every((key) => {
    const [ours, theirs] = [a?.[key], b?.[key]] as [
      readonly string[] | undefined,
      readonly string[] | undefined,
    ];
    return !ours || !theirs || ours.some((name) => theirs.includes(name));
  });
