import type { Who } from '../../shared/campaigns/audience.ts';
import { dateOf, type Day } from '../../shared/campaigns/calendar-day.ts';
import type { Campaign, Severity } from '../../shared/campaigns/campaign.ts';
import { dueNotices, laterUntilMs } from '../../shared/campaigns/due-notices.ts';
import { defaultWeeklyBudget, findHold, type HoldReason } from '../../shared/campaigns/etiquette.ts';
import { localTimeMs } from '../../shared/campaigns/occurrence.ts';
import { defaultQuietHours } from '../../shared/campaigns/quiet-hours.ts';
import {
  interruptionsIn,
  isToTell,
  withTold,
  type NoticeMemory,
  type Told,
} from '../../shared/campaigns/told.ts';
import type { Activity } from '../../shared/app-state.ts';
import { daysAway, nextActivity } from '../../shared/context/activity.ts';
import type { Signal, SignalId, Signals } from '../../shared/context/signal.ts';
import { firstWorkdayAfterAbsence } from '../../shared/context/workday.ts';
import { dayAtWork, isIn, type DayAtWork, type Employee } from './people.ts';

/** What happened to one person in a year. */
export interface Lived {
  /** Notices that were new in the panel, by the day they were. */
  notices: Day[];
  interruptions: { atMs: number; duringCall: boolean; urgent: boolean }[];
  /** Of each return from a leave: days until the card of the password was there; nothing when it never was. */
  cardAfterDays: (number | undefined)[];
  holds: Map<HoldReason, number>;
  /** Notices that were to come up, each once: told, or seen in the panel first, or what held them to their end. */
  ends: { id: string; severity: Severity; end: 'told' | 'seen' | HoldReason }[];
}

export interface World {
  /** The campaigns that can be due on a day, so that not every look reads the whole year. */
  campaignsOn(day: Day): readonly Campaign[];
  /** Whether the card for the password is offered. */
  offersPassword(who: Who, signals: Signals, nowMs: number): boolean;
}

const minuteMs = 60_000;
const leaveDays = 7;
const lookEveryMinutes = 10;

/** One person's year, with the decisions that the app takes, looked at as often as a call can end. */
export function liveYear(employee: Employee, days: readonly Day[], world: World): Lived {
  const { random } = employee;
  const lived: Lived = { notices: [], interruptions: [], cardAfterDays: [], holds: new Map(), ends: [] };
  let memory: NoticeMemory = { dismissed: [], later: {}, told: [] };
  let activity: Activity = {};
  let waitsForCardSince: Day | undefined;
  let lastDay: Day | undefined;
  const ends = new Map<string, Lived['ends'][number]>();
  const note = ({ key, campaign: { id, severity } }: DueNotice, end: Lived['ends'][number]['end']): void => {
    const before = ends.get(key)?.end;
    // Put off and come back, it was heard of all the same.
    if (before !== 'told' && before !== 'seen') ends.set(key, { id, severity, end });
  };
  const seen = new Set<string>();
  const who: Who = {
    os: 'windows',
    country: employee.country,
    language: 'en',
    installId: employee.installId,
  };

  for (const day of days) {
    if (!employee.workDays.has(day)) continue;
    const plan = world.campaignsOn(day);
    const midnightMs = localTimeMs(`${dateOf(day)}T00:00`);
    const atWork = dayAtWork(random);
    if (lastDay !== undefined && day - lastDay > leaveDays) waitsForCardSince = day;
    lastDay = day;
    const opensAt = random() < employee.opensPanelShare ? atWork.from + Math.floor(random() * 400) : Infinity;
    for (let minute = atWork.from; minute < atWork.until; minute += lookEveryMinutes) {
      const nowMs = midnightMs + minute * minuteMs;
      activity = nextActivity(activity, nowMs);
      const at = activity;
      let read: Signals | undefined;
      const signals = () => (read ??= signalsAt(employee, atWork, minute, at, nowMs));
      const { show } = dueNotices(plan, memory, who, nowMs);
      for (const { key } of show) {
        if (seen.has(key)) continue;
        seen.add(key);
        lived.notices.push(day);
      }
      if (waitsForCardSince !== undefined && world.offersPassword(who, signals(), nowMs)) {
        lived.cardAfterDays.push(day - waitsForCardSince);
        waitsForCardSince = undefined;
      }
      if (minute >= opensAt && minute < opensAt + lookEveryMinutes) {
        const waiting = show.filter((notice) => isToTell(notice, memory));
        for (const notice of waiting) note(notice, 'seen');
        memory = told(
          memory,
          waiting.map(({ key }) => ({ key, atMs: nowMs, how: 'seen' })),
        );
        const gone = show.filter(({ campaign }) => campaign.severity !== 'incident' && random() < 0.5);
        memory = { ...memory, dismissed: [...memory.dismissed, ...gone.map(({ key }) => key)] };
      }
      for (const notice of show) {
        if (!isToTell(notice, memory)) continue;
        const { key, campaign } = notice;
        const first = firstWorkdayAfterAbsence(activity, nowMs);
        const isFirst = first.kind === 'known' && first.value === true;
        const { backAtMs } = activity;
        const history = {
          interruptions: interruptionsIn(memory.told),
          weeklyBudget: defaultWeeklyBudget,
          ...(backAtMs !== undefined && isFirst && { returnedAtMs: backAtMs }),
        };
        const hold = findHold(signals(), defaultQuietHours, history, campaign.severity, nowMs);
        note(notice, hold?.reason ?? 'told');
        if (hold) {
          lived.holds.set(hold.reason, (lived.holds.get(hold.reason) ?? 0) + 1);
          continue;
        }
        const urgent = campaign.severity === 'incident';
        lived.interruptions.push({ atMs: nowMs, duringCall: isIn(atWork.calls, minute), urgent });
        memory = told(memory, [{ key, atMs: nowMs, how: urgent ? 'urgently' : 'interrupted' }]);
        if (!urgent && random() < 0.15)
          memory = { ...memory, later: { ...memory.later, [key]: laterUntilMs(nowMs) } };
        else if (!urgent && random() < 0.7) memory = { ...memory, dismissed: [...memory.dismissed, key] };
      }
    }
  }
  if (waitsForCardSince !== undefined) lived.cardAfterDays.push(undefined);
  lived.ends = [...ends.values()];
  return lived;
}

type DueNotice = ReturnType<typeof dueNotices>['show'][number];

const told = (memory: NoticeMemory, more: Told[]): NoticeMemory => ({
  ...memory,
  told: withTold(memory.told, more),
});

function signalsAt(
  employee: Employee,
  atWork: DayAtWork,
  minute: number,
  activity: Activity,
  nowMs: number,
): Signals {
  const known = (value: boolean | number): Signal['reading'] => ({ kind: 'known', value });
  const inCall = isIn(atWork.calls, minute);
  const unreadable: Signal['reading'] = { kind: 'unknown', reason: 'not-supported' };
  const readings: [SignalId, Signal['reading']][] = [
    ['days.away', daysAway(activity)],
    ['network.online', known(true)],
    ['screen.locked', known(isIn([atWork.lunch], minute))],
    ['focus.doNotDisturb', known(isIn(atWork.undisturbed, minute))],
    ['microphone.inUse', employee.knowsCalls ? known(inCall) : unreadable],
    ['camera.inUse', employee.knowsCalls ? known(inCall) : unreadable],
  ];
  return new Map(
    readings.map(([id, reading]) => [id, { id, source: 'simulation', observedAtMs: nowMs, reading }]),
  );
}
