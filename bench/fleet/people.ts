import { exponential, normal, type Random } from './random.ts';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

/** A Monday of an organisation; times are from midnight. */
export interface Monday {
  name: string;
  /** Share of machines that are started at all. */
  shareOn: number;
  bootMs: { mean: number; deviation: number };
  dayMs: number;
  /** Share of its day that somebody sits at a machine that is on. */
  shareInUse: number;
  /** How long people stay at the keyboard at a time, on average. */
  boutMs: number;
  /** How often people open the panel in a day, on average. */
  panelsADay: number;
}

export const office: Monday = {
  name: 'office',
  shareOn: 0.9,
  bootMs: { mean: 8 * hourMs, deviation: 3 * minuteMs },
  dayMs: 9 * hourMs,
  shareInUse: 0.4,
  boutMs: 20 * minuteMs,
  panelsADay: 0.5,
};

/** Virtual desktops that a broker starts all at once. */
export const virtualDesktops: Monday = {
  ...office,
  name: 'virtual desktops',
  bootMs: { mean: 8 * hourMs, deviation: 10_000 },
};

export interface Bout {
  fromMs: number;
  toMs: number;
}

export interface Day {
  bootMs: number;
  endMs: number;
  /** When somebody is at the machine: the first bout begins with the start of the machine. */
  bouts: Bout[];
  panelShownMs: number[];
}

/** One machine's day, or undefined when it stays off. */
export function dayOf(monday: Monday, random: Random): Day | undefined {
  if (random() >= monday.shareOn) return undefined;
  const bootMs = normal(random, monday.bootMs.mean, monday.bootMs.deviation);
  const endMs = bootMs + monday.dayMs;
  const bouts = boutsBetween(bootMs, endMs, monday, random);
  const panelShownMs: number[] = [];
  for (const { fromMs, toMs } of bouts) {
    const meanMs = (monday.dayMs * monday.shareInUse) / monday.panelsADay;
    for (let at = fromMs + exponential(random, meanMs); at < toMs; at += exponential(random, meanMs))
      panelShownMs.push(at);
  }
  return { bootMs, endMs, bouts, panelShownMs };
}

function boutsBetween(bootMs: number, endMs: number, monday: Monday, random: Random): Bout[] {
  if (monday.shareInUse >= 1) return [{ fromMs: bootMs, toMs: endMs }];
  const absenceMs = (monday.boutMs * (1 - monday.shareInUse)) / monday.shareInUse;
  const bouts: Bout[] = [];
  for (let at = bootMs; at < endMs;) {
    const toMs = Math.min(endMs, at + exponential(random, monday.boutMs));
    bouts.push({ fromMs: at, toMs });
    at = toMs + exponential(random, absenceMs);
  }
  return bouts;
}

/** Time that somebody spent at the machine between two moments. */
export const usedMs = (bouts: readonly Bout[], fromMs: number, toMs: number): number =>
  bouts.reduce(
    (sum, bout) => sum + Math.max(0, Math.min(bout.toMs, toMs) - Math.max(bout.fromMs, fromMs)),
    0,
  );

export const isInUseAt = ({ bouts }: Day, atMs: number): boolean =>
  bouts.some(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
