/** One number beside its goal and the naive way's. */
export interface Row {
  name: string;
  unit: 'bytes' | 'ms';
  value: number;
  goal?: number;
  naive?: number;
  naiveWay?: string;
}

export const isMet = ({ value, goal }: Row): boolean | undefined =>
  goal === undefined ? undefined : value <= goal;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}

/** The median time of some runs, in ms; each on what `prepare` made for it alone. */
export async function timed<T>(
  rounds: number,
  prepare: () => T | Promise<T>,
  run: (prepared: T) => unknown,
): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const prepared = await prepare();
    // What an earlier round left must not be tidied up on this one's time.
    globalThis.gc?.();
    const fromMs = performance.now();
    await run(prepared);
    times.push(performance.now() - fromMs);
  }
  return Math.round(median(times) * 10) / 10;
}
