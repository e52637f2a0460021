import { freshReading } from '../context/freshness.ts';
import type { SignalId, Signals } from '../context/signal.ts';
import type { Severity } from './campaign.ts';
import { afterWorkingMs, isQuiet, quietChangesAtMs, type QuietHours } from './quiet-hours.ts';

/** Why an interruption waits; the log and diagnostics name it. */
export const holdReasons = [
  'quiet-hours',
  'just-returned',
  'weekly-budget',
  'urgent-floor',
  'locked',
  'in-call',
  'screen-shared',
  'camera-in-use',
  'microphone-in-use',
  'full-screen',
  'do-not-disturb',
  'battery-saver',
] as const;
export type HoldReason = (typeof holdReasons)[number];

/** What interrupted this person before, and when they came back. */
export interface InterruptionHistory {
  interruptions: readonly { atMs: number; isUrgent: boolean }[];
  /** The end of the last absence, if there was one. */
  returnedAtMs?: number;
  /** Interruptions within seven days, all kinds together. */
  weeklyBudget: number;
}

export interface Hold {
  reason: HoldReason;
  /** When this reason ends by itself; nothing for what only the machine's signals tell. */
  untilMs?: number;
}

export const defaultWeeklyBudget = 3;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const weekMs = 7 * 24 * hourMs;
const urgentFloorMs = 20 * minuteMs;
/** After a leave the first hour belongs to the person. */
const graceMs = hourMs;

/** Quiet cards and banners wait in the panel; only these come to the person. */
export const interrupts = (severity: Severity): boolean =>
  severity === 'notification' || severity === 'incident';

/** The last place in a week's budget is kept for an outage. */
export const budgetFor = (severity: Severity, budget: number): number =>
  severity === 'incident' ? budget : Math.max(Math.min(budget, 1), budget - 1);

/** A clock that was set back leaves entries that lie ahead; they count by their distance, and not for ever. */
const within = (atMs: number, nowMs: number, spanMs: number): boolean => Math.abs(nowMs - atMs) < spanMs;

/** The holds that the clock and history tell, without looking at the machine. */
function holdByTime(
  quietHours: QuietHours,
  { interruptions, returnedAtMs, weeklyBudget }: InterruptionHistory,
  severity: Severity,
  nowMs: number,
): Hold | undefined {
  const until = (untilMs: number | undefined) => (untilMs === undefined ? {} : { untilMs });
  if (isQuiet(quietHours, nowMs))
    return { reason: 'quiet-hours', ...until(quietChangesAtMs(quietHours, nowMs)) };
  if (returnedAtMs !== undefined && within(returnedAtMs, nowMs, weekMs)) {
    const graceEndsMs = afterWorkingMs(quietHours, returnedAtMs, graceMs);
    if (graceEndsMs !== undefined && returnedAtMs <= nowMs && nowMs < graceEndsMs)
      return { reason: 'just-returned', untilMs: graceEndsMs };
  }
  const thisWeek = interruptions
    .map(({ atMs }) => atMs)
    .filter((atMs) => within(atMs, nowMs, weekMs))
    .sort((a, b) => b - a);
  const budget = budgetFor(severity, weeklyBudget);
  if (thisWeek.length >= budget) {
    const leavesNext = thisWeek[budget - 1];
    return { reason: 'weekly-budget', ...until(leavesNext === undefined ? undefined : leavesNext + weekMs) };
  }
  if (severity !== 'incident') return undefined;
  const urgent = interruptions.filter(({ atMs, isUrgent }) => isUrgent && within(atMs, nowMs, urgentFloorMs));
  if (urgent.length === 0) return undefined;
  return {
    reason: 'urgent-floor',
    untilMs: Math.max(...urgent.map(({ atMs }) => atMs)) + urgentFloorMs,
  };
}

/** What has to be known of the machine, freshly, before somebody is interrupted. */
export const etiquetteSignals: readonly SignalId[] = [
  'workday.firstAfterAbsence',
  'screen.locked',
  'microphone.inUse',
  'camera.inUse',
  'screen.shared',
  'screen.fullScreen',
  'focus.doNotDisturb',
  'battery.saver',
];

/** The hold that the machine's state tells. What can't be read holds nothing. */
function holdBySignals(signals: Signals, nowMs: number): HoldReason | undefined {
  const isOn = (id: SignalId): boolean => {
    const reading = freshReading(signals.get(id), nowMs);
    return reading.kind === 'known' && reading.value === true;
  };
  const [camera, microphone, shared] = [
    isOn('camera.inUse'),
    isOn('microphone.inUse'),
    isOn('screen.shared'),
  ];
  if (isOn('screen.locked')) return 'locked';
  // Speaking and being seen, or showing something: that is a call, whatever the program is.
  if (microphone && (camera || shared)) return 'in-call';
  if (shared) return 'screen-shared';
  if (camera) return 'camera-in-use';
  if (microphone) return 'microphone-in-use';
  if (isOn('screen.fullScreen')) return 'full-screen';
  if (isOn('focus.doNotDisturb')) return 'do-not-disturb';
  return isOn('battery.saver') ? 'battery-saver' : undefined;
}

/**
 * What keeps a notice from interrupting now, with the end of it where that is known; the panel shows the notice all
 * the same. What the clock knows comes first: it costs no look at the machine.
 */
export function findHold(
  signals: Signals,
  quietHours: QuietHours,
  history: InterruptionHistory,
  severity: Severity,
  nowMs: number,
): Hold | undefined {
  if (!interrupts(severity)) return undefined;
  const byTime = holdByTime(quietHours, history, severity, nowMs);
  if (byTime) return byTime;
  const reason = holdBySignals(signals, nowMs);
  return reason && { reason };
}

/** Why a notice must not interrupt now; nothing when it may. */
export const holdFor = (...facts: Parameters<typeof findHold>): HoldReason | undefined =>
  findHold(...facts)?.reason;
