import type { Severity } from '../../shared/campaigns/campaign.ts';
import type { Lived } from './live.ts';
import type { Employee } from './people.ts';

export interface Subject {
  employee: Employee;
  lived: Lived;
}

const weekMs = 7 * 24 * 60 * 60_000;

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** The most interruptions within any seven days, not only from Monday to Sunday. */
function mostInAWeek({ interruptions }: Lived): number {
  const counts = interruptions.map(
    ({ atMs }) => interruptions.filter((one) => one.atMs >= atMs && one.atMs < atMs + weekMs).length,
  );
  return Math.max(0, ...counts);
}

function callsOf(subjects: readonly Subject[]): {
  people: number;
  interruptions: number;
  duringCalls: number;
} {
  const all = subjects.flatMap(({ lived }) => lived.interruptions);
  const duringCalls = all.filter(({ duringCall }) => duringCall).length;
  return { people: subjects.length, interruptions: all.length, duringCalls };
}

/** What became of notices that were to come up: of notifications and of outages. */
function heard(ends: Lived['ends']) {
  const of = (severity: Severity) => {
    const those = ends.filter((one) => one.severity === severity);
    const heldToTheEnd: Record<string, number> = {};
    for (const { id, end } of those) {
      if (end === 'told' || end === 'seen') continue;
      const what = `${end}: ${id.replace(/-\d+$/, '')}`;
      heldToTheEnd[what] = (heldToTheEnd[what] ?? 0) + 1;
    }
    const count = (end: string): number => those.filter((one) => one.end === end).length;
    return {
      ...{ due: those.length, cameUp: count('told'), seenInPanelBefore: count('seen') },
      /** They stood in the panel and on the tray's badge for as long as they were due; nobody opened it. */
      onlyInPanel: those.length - count('told') - count('seen'),
      heldToTheEnd,
    };
  };
  return { notifications: of('notification'), outages: of('incident') };
}

/** What a year was like for everybody, against the goals. */
export function summary(subjects: readonly Subject[], year: number) {
  const weeks = subjects.flatMap(({ lived, employee }) => {
    const byWeek = new Map<number, number>();
    for (const day of employee.workDays) byWeek.set(Math.floor((day + 3) / 7), 0);
    for (const day of lived.notices)
      byWeek.set(Math.floor((day + 3) / 7), (byWeek.get(Math.floor((day + 3) / 7)) ?? 0) + 1);
    return [...byWeek.values()];
  });
  const returns = subjects.flatMap(({ lived }) => lived.cardAfterDays);
  const most = subjects.map(({ lived }) => mostInAWeek(lived));
  const byCalls = {
    callsReadable: callsOf(subjects.filter(({ employee }) => employee.knowsCalls)),
    /** Unknown never holds: on these machines nobody can tell that there is a call. */
    callsUnreadable: callsOf(subjects.filter(({ employee }) => !employee.knowsCalls)),
  };
  const holds: Record<string, number> = {};
  for (const { lived } of subjects)
    for (const [reason, count] of lived.holds) holds[reason] = (holds[reason] ?? 0) + count;
  const total = (count: (lived: Lived) => number): number =>
    subjects.reduce((sum, { lived }) => sum + count(lived), 0);
  const sameMorning = returns.filter((days) => days === 0).length;
  return {
    year,
    people: subjects.length,
    noticesPerWeek: {
      mean: weeks.reduce((a, b) => a + b, 0) / weeks.length,
      p95: quantile(weeks, 0.95),
      max: Math.max(...weeks),
    },
    interruptions: {
      total: total(({ interruptions }) => interruptions.length),
      urgent: total(({ interruptions }) => interruptions.filter(({ urgent }) => urgent).length),
      perPersonAndYear: total(({ interruptions }) => interruptions.length) / subjects.length,
      /** In any seven days. */
      mostInAWeek: { median: quantile(most, 0.5), max: Math.max(...most) },
      ...byCalls,
    },
    heard: heard(subjects.flatMap(({ lived }) => lived.ends)),
    returns: { total: returns.length, sameMorning, later: returns.length - sameMorning },
    /** Looks, every ten minutes, at which a notice waited. */
    holds,
    goals: {
      passwordCardSameMorning: {
        met: sameMorning === returns.length && returns.length > 0,
        wanted: 'everyone',
      },
      interruptionsInAWeek: { met: Math.max(...most) <= 3, wanted: 3 },
      interruptionsDuringCalls: { met: byCalls.callsReadable.duringCalls === 0, wanted: 0 },
    },
  };
}

export function inWords({
  people,
  year,
  noticesPerWeek,
  interruptions,
  returns,
  holds,
  heard: { notifications, outages },
  goals,
}: ReturnType<typeof summary>): string[] {
  const { mean, p95, max } = noticesPerWeek;
  return [
    `${people} people, ${year}`,
    `notices per person and week: ${mean.toFixed(2)} on average, ${p95} at 95 %, ${max} at most`,
    `interruptions: ${interruptions.perPersonAndYear.toFixed(1)} per person and year, at most ${interruptions.mostInAWeek.max} in any seven days`,
    ...Object.entries({
      'calls can be read': interruptions.callsReadable,
      "calls can't be read": interruptions.callsUnreadable,
    }).map(
      ([where, of]) =>
        `where ${where} (${of.people} people): ${of.duringCalls} of ${of.interruptions} interruptions during a call`,
    ),
    ...Object.entries({ notifications, outages }).map(
      ([what, of]) =>
        `${what}: ${of.due} due, ${of.cameUp} came up, ${of.seenInPanelBefore} seen in the panel before, ${of.onlyInPanel} only there`,
    ),
    `returns from leave: ${returns.total}, password card the same morning: ${returns.sameMorning}`,
    `held: ${Object.entries(holds)
      .map(([reason, count]) => `${reason} ${count}`)
      .join(', ')}`,
    `goals: ${Object.entries(goals)
      .map(([name, { met }]) => `${name} ${met ? 'met' : 'MISSED'}`)
      .join(', ')}`,
  ];
}
