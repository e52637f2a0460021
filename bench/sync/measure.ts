/** One number beside its goal and the naive way's. */
export interface Row {
  name: string;
  unit: 'bytes' | 'ms';
  value: number;
  /** Of times: the best round, which a busy machine spoils least. */
  fastest?: number;
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

export interface Timed {
  value: number;
  fastest: number;
}

const tenths = (ms: number): number => Math.round(ms * 10) / 10;

/** Two things that are done one after the other. */
export const inTurn = (a: Timed, b: Timed): Timed => ({
  value: tenths(a.value + b.value),
  fastest: tenths(a.fastest + b.fastest),
});

/** The median and the best time of some runs, in ms; each on what `prepare` made for it alone. */
export async function timed<T>(
  rounds: number,
  prepare: () => T | Promise<T>,
  run: (prepared: T) => unknown,
): Promise<Timed> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const prepared = await prepare();
    // What an earlier round left must not be tidied up on this one's time.
    globalThis.gc?.();
    // The collector goes on sweeping beside the program for a while.
    await new Promise((resolve) => setTimeout(resolve, 100));
    const fromMs = performance.now();
    await run(prepared);
    times.push(performance.now() - fromMs);
  }
  return { value: tenths(median(times)), fastest: tenths(Math.min(...times)) };
}
