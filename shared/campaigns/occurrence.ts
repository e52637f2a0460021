import type { CampaignWindow } from './campaign.ts';

/** A window on this machine's clock. */
export interface Occurrence {
  /** The day it began, `YYYY-MM-DD`; part of a notice's key, so that dismissing one year's leaves the next. */
  date: string;
  fromMs: number;
  /** Exclusive. */
  untilMs: number;
}

const parts = (local: string): [number, number, number, number, number] => {
  const [y = 0, mo = 1, d = 1, h = 0, mi = 0] = local.split(/[-T:]/).map(Number);
  return [y, mo - 1, d, h, mi];
};

/** A local time in the machine's own zone. One that a clock change skips is as much later as the clock jumps. */
export const localTimeMs = (local: string): number => new Date(...parts(local)).getTime();

/** The same on a clock that never changes, for lengths. */
const wallMs = (local: string): number => Date.UTC(...parts(local));

/** When a window begins and ends in the machine's own zone. */
export function occurrenceOf({ from, until, of }: CampaignWindow): Occurrence {
  const fromMs = localTimeMs(from);
  const date = of ?? from.slice(0, 10);
  if (until === undefined) return { date, fromMs, untilMs: Number.POSITIVE_INFINITY };
  const untilMs = localTimeMs(until);
  // From half past two to three, in the night that has no such half hour: it is due for half an hour all the same.
  const lengthMs = wallMs(until) - wallMs(from);
  return { date, fromMs, untilMs: untilMs > fromMs ? untilMs : fromMs + Math.max(0, lengthMs) };
}
