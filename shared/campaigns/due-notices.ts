import { otherAudience, windowsFor, type OtherAudience, type Who } from './audience.ts';
import { severities, type Campaign, type Severity } from './campaign.ts';
import { occurrenceOf } from './occurrence.ts';

/** What a person did with notices. Keys are those of `noticeKey`. */
export interface NoticeState {
  dismissed: readonly string[];
  /** Key -> when it may come back. */
  later: Readonly<Record<string, number>>;
}

export interface DueNotices {
  show: { key: string; campaign: Campaign }[];
  held: { id: string; reason: OtherAudience | 'not-yet' | 'over' | 'dismissed' | 'later' }[];
  /** When the answer may change; nothing when it never will. */
  nextChangeAtMs?: number;
}

const laterMaxMs = 48 * 60 * 60_000;

/** The gravest first. */
const importance = (severity: Severity): number => -severities.indexOf(severity);

/** One occurrence of a campaign: what a person dismisses, and what comes back next year is another one. */
export const noticeKey = (campaignId: string, date: string): string => `${campaignId}@${date}`;

/**
 * Which entries of the year plan to show now, most important and newest first. They stack: none replaces another.
 * Every other one has a reason.
 */
export function dueNotices(
  campaigns: readonly Campaign[],
  state: NoticeState,
  who: Who,
  nowMs: number,
): DueNotices {
  const due: { key: string; campaign: Campaign; fromMs: number }[] = [];
  const held: DueNotices['held'] = [];
  const changes: number[] = [];
  for (const campaign of campaigns) {
    const { id } = campaign;
    const other = otherAudience(campaign, who);
    if (other) {
      held.push({ id, reason: other });
      continue;
    }
    const occurrences = windowsFor(campaign, who).map(occurrenceOf);
    changes.push(...occurrences.flatMap(({ fromMs, untilMs }) => [fromMs, untilMs]));
    const now = occurrences.findLast(({ fromMs, untilMs }) => fromMs <= nowMs && nowMs < untilMs);
    if (!now) {
      held.push({ id, reason: occurrences.some(({ fromMs }) => fromMs > nowMs) ? 'not-yet' : 'over' });
      continue;
    }
    const key = noticeKey(id, now.date);
    const laterMs = state.later[key] ?? 0;
    if (state.dismissed.includes(key)) held.push({ id, reason: 'dismissed' });
    // "Later" is never further than the next morning: beyond that the clock was wrong when it was said.
    else if (laterMs > nowMs && laterMs - nowMs <= laterMaxMs) {
      held.push({ id, reason: 'later' });
      changes.push(laterMs);
    } else due.push({ key, campaign, fromMs: now.fromMs });
  }
  due.sort(
    (a, b) => importance(a.campaign.severity) - importance(b.campaign.severity) || b.fromMs - a.fromMs,
  );
  const next = changes.filter((ms) => ms > nowMs && Number.isFinite(ms)).sort((a, b) => a - b)[0];
  return {
    show: due.map(({ key, campaign }) => ({ key, campaign })),
    held,
    ...(next === undefined ? {} : { nextChangeAtMs: next }),
  };
}

const laterHours = 4;
const eveningHour = 17;
const morningHour = 9;

/** When "Later" brings a notice back: in four hours if that is in working hours, else at nine in the next morning. */
export function laterUntilMs(nowMs: number): number {
  const then = new Date(nowMs);
  then.setHours(then.getHours() + laterHours, then.getMinutes(), 0, 0);
  const minutes = then.getHours() * 60 + then.getMinutes();
  if (minutes >= morningHour * 60 && minutes <= eveningHour * 60) return then.getTime();
  then.setDate(then.getDate() + (minutes > eveningHour * 60 ? 1 : 0));
  then.setHours(morningHour, 0, 0, 0);
  return then.getTime();
}
