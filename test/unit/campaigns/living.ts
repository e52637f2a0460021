import { expect } from 'vitest';
import type { Campaign } from '../../../shared/campaigns/campaign.ts';
import { dueNotices, type NoticeState } from '../../../shared/campaigns/due-notices.ts';
import { windowsFor, type Who } from '../../../shared/campaigns/audience.ts';
import { firstMs, lastMs } from './random-campaigns.ts';

/** What is due in the first year may have begun long before. */
const yearsMs = 20 * 366 * 24 * 3_600_000;

export const zones = Intl.supportedValuesOf('timeZone');

/** Runs `body` with the clock of each zone, and puts back the clock that was. */
export function inZones(body: (zone: string) => void, named: readonly string[] = zones): void {
  const before = process.env.TZ;
  try {
    for (const zone of named) {
      process.env.TZ = zone;
      body(zone);
    }
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
}

export const somebody: Who = { os: 'windows', language: 'nb', installId: 'machine-1' };

/** What there is to be shown, in words of its own: each occurrence once, however many windows it has. */
export const keysOf = (plan: readonly Campaign[], who = somebody): string[] =>
  plan.flatMap((campaign) => [
    ...new Set(windowsFor(campaign, who).map(({ of, from }) => `${campaign.id}@${of ?? from.slice(0, 10)}`)),
  ]);

/** A machine that only looks when it was told to; a person who dismisses what they see. Answers what was shown. */
export function live(
  plan: readonly Campaign[],
  { who = somebody, stops = [] }: { who?: Who; stops?: readonly number[] } = {},
): string[] {
  const seen: string[] = [];
  let state: NoticeState = { dismissed: [], later: {} };
  for (let nowMs = firstMs - yearsMs; nowMs < lastMs + yearsMs;) {
    const { show, nextChangeAtMs } = dueNotices(plan, state, who, nowMs);
    seen.push(...show.map(({ key }) => key));
    state = { ...state, dismissed: [...state.dismissed, ...show.map(({ key }) => key)] };
    if (nextChangeAtMs === undefined) break;
    expect(nextChangeAtMs).toBeGreaterThan(nowMs);
    const stop = stops.find((ms) => ms > nowMs) ?? Number.POSITIVE_INFINITY;
    nowMs = Math.min(nextChangeAtMs, stop);
  }
  return seen;
}
