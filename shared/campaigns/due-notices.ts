import { localDate } from '../local-date.ts';
import { isForOs, type Os } from '../os.ts';
import type { Campaign, Severity } from './campaign.ts';

/** What a person did with notices. Keys are those of `noticeKey`. */
export interface NoticeState {
  dismissed: readonly string[];
  /** Key -> when it may come back. */
  later: Readonly<Record<string, number>>;
}

export interface DueNotices {
  show: { key: string; campaign: Campaign }[];
  held: { id: string; reason: 'not-yet' | 'over' | 'other-os' | 'dismissed' | 'later' }[];
  /** When the answer may change; nothing when it never will. */
  nextChangeAtMs?: number;
}

interface Occurrence {
  /** The day it begins, `YYYY-MM-DD`; part of the key, so that dismissing one year's notice leaves the next. */
  date: string;
  fromMs: number;
  /** Exclusive. */
  untilMs: number;
}

const laterMaxMs = 48 * 60 * 60_000;

const importance: Readonly<Record<Severity, number>> = { incident: 0, warning: 1, info: 2 };

const isYearly = (time: string): boolean => !/^\d{4}-/.test(time);

/** A year plan's time in the machine's own zone; `endOfDay` makes a day without a time inclusive. */
function localMs(time: string, year: number, endOfDay: boolean): number {
  const full = isYearly(time) ? `${year}-${time}` : time;
  const [date = '', clock] = full.split('T');
  const [y = 0, m = 1, d = 1] = date.split('-').map(Number);
  const [hours = 0, minutes = 0] = (clock ?? '00:00').split(':').map(Number);
  // 29 February is the month's last day in the other years, or the first of March would be an extra day.
  const day = Math.min(d, new Date(y, m, 0).getDate());
  return new Date(y, m - 1, day + (endOfDay && clock === undefined ? 1 : 0), hours, minutes).getTime();
}

/** The windows around now: one for a dated entry, those of last, this and next year for a yearly one. */
function occurrences(campaign: Campaign, nowMs: number): Occurrence[] {
  const thisYear = new Date(nowMs).getFullYear();
  const years = isYearly(campaign.from) ? [thisYear - 1, thisYear, thisYear + 1] : [thisYear];
  return years.map((year) => {
    const fromMs = localMs(campaign.from, year, false);
    if (campaign.until === undefined)
      return { date: localDate(fromMs), fromMs, untilMs: Number.POSITIVE_INFINITY };
    const sameYear = localMs(campaign.until, year, true);
    const untilMs = sameYear > fromMs ? sameYear : localMs(campaign.until, year + 1, true);
    return { date: localDate(fromMs), fromMs, untilMs };
  });
}

/**
 * Which entries of the year plan to show now, most important and newest first. They stack: none replaces another.
 * Every other one has a reason.
 */
export function dueNotices(
  campaigns: readonly Campaign[],
  state: NoticeState,
  os: Os,
  nowMs: number,
): DueNotices {
  const due: { key: string; campaign: Campaign; fromMs: number }[] = [];
  const held: DueNotices['held'] = [];
  const changes: number[] = [];
  for (const campaign of campaigns) {
    const { id } = campaign;
    if (!isForOs(campaign.os, os)) {
      held.push({ id, reason: 'other-os' });
      continue;
    }
    const windows = occurrences(campaign, nowMs);
    changes.push(...windows.flatMap(({ fromMs, untilMs }) => [fromMs, untilMs]));
    const now = windows.findLast(({ fromMs, untilMs }) => fromMs <= nowMs && nowMs < untilMs);
    if (!now) {
      held.push({ id, reason: windows.some(({ fromMs }) => fromMs > nowMs) ? 'not-yet' : 'over' });
      continue;
    }
    const key = `${id}@${now.date}`;
    const laterMs = state.later[key] ?? 0;
    if (state.dismissed.includes(key)) held.push({ id, reason: 'dismissed' });
    // "Later" is never further than the next morning: beyond that the clock was wrong when it was said.
    else if (laterMs > nowMs && laterMs - nowMs <= laterMaxMs) {
      held.push({ id, reason: 'later' });
      changes.push(laterMs);
    } else due.push({ key, campaign, fromMs: now.fromMs });
  }
  due.sort(
    (a, b) => importance[a.campaign.severity] - importance[b.campaign.severity] || b.fromMs - a.fromMs,
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
