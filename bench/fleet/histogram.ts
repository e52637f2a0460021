/** Counts per second of a day and a half, from which every wider bin is added up. */
export interface Timeline {
  add(atMs: number, count: number): void;
  /** The most per second, in bins of so many seconds up to a time, and when that was. */
  peak(binSeconds: number, untilMs?: number): { perSecond: number; atMs: number };
}

const seconds = 36 * 3600;

export function createTimeline(): Timeline {
  const bins = new Float64Array(seconds);
  return {
    add(atMs, count) {
      const second = Math.floor(atMs / 1000);
      if (second >= 0 && second < seconds) bins[second] = (bins[second] ?? 0) + count;
    },
    peak(binSeconds, untilMs = seconds * 1000) {
      let best = { perSecond: 0, atMs: 0 };
      for (let from = 0; from < untilMs / 1000; from += binSeconds) {
        const sum = bins.subarray(from, from + binSeconds).reduce((total, count) => total + count, 0);
        if (sum / binSeconds > best.perSecond) best = { perSecond: sum / binSeconds, atMs: from * 1000 };
      }
      return best;
    },
  };
}

/** Minutes until half, nine tenths and all of what was counted had happened. */
export interface Spread {
  half: number;
  ninety: number;
  all: number;
}

export function spread(delaysMs: number[]): Spread {
  const sorted = Float64Array.from(delaysMs).sort();
  const at = (share: number) => {
    const ms = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
    return Math.round(ms / 6_000) / 10;
  };
  return { half: at(0.5), ninety: at(0.9), all: at(1) };
}
