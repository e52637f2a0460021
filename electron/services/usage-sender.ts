import { jitteredMs } from '../../shared/delivery/retry.ts';
import { localDate } from '../../shared/local-date.ts';
import { usageReportSchema } from '../../shared/requests/wire.ts';
import { daysToReport, usageReport } from '../../shared/usage/usage-report.ts';
import type { UsageDay } from '../../shared/usage/usage.ts';
import type { HubAccess } from './hub-access.ts';
import type { Clock } from './ports.ts';
import type { UsageLog } from './usage-log.ts';
import type { UsageNotes } from './usage-notes.ts';

export interface UsageSenderDeps {
  usage: UsageLog;
  notes: UsageNotes;
  hub: HubAccess;
  clock: Clock;
  random: () => number;
  newId: () => string;
  isOnline: () => boolean;
  /** The person has not switched it off, nor has IT. */
  isAllowed: () => boolean;
  schedule(delayMs: number, wake: () => void): () => void;
}

export interface UsageSender {
  stop(): void;
}

/** Soon after a start, at a moment of its own; a thousand machines are switched on at the same time. */
const firstWithinMs = 60 * 60_000;
const usuallyMs = 6 * 60 * 60_000;

/** Sends each day that is over, once. What fails goes with the next round. */
export function createUsageSender(deps: UsageSenderDeps): UsageSender {
  const { usage, notes, hub, clock, random, newId, isOnline, isAllowed, schedule } = deps;
  let isStopped = false;
  let unschedule: () => void;

  async function sendDay(day: UsageDay): Promise<boolean> {
    const report = await notes.reportOf(day, newId);
    if (!report.ok) return false;
    if (report.value.isSent) return true;
    const payload = usageReportSchema.parse(usageReport(report.value.id, day, notes.all()));
    const answer = await hub.with((api, token) => api.usage(payload, token));
    // A hub that never takes this day is not asked for it every day of the month.
    if (!answer.ok && answer.error.kind !== 'refused' && answer.error.kind !== 'other-body') return false;
    await notes.sent(day, report.value.id);
    return true;
  }

  async function round(): Promise<void> {
    const today = localDate(clock.nowMs());
    if (isAllowed() && isOnline())
      for (const day of daysToReport(usage.days(), notes.all()).filter((one) => one.day < today))
        if (isStopped || !isAllowed() || !(await sendDay(day))) break;
    if (!isStopped) unschedule = schedule(jitteredMs(usuallyMs, random), () => void round());
  }

  unschedule = schedule(Math.round(random() * firstWithinMs), () => void round());
  return {
    stop() {
      isStopped = true;
      unschedule();
    },
  };
}
