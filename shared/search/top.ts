/** Which of the candidates are wanted: so many, and only those that are accepted. */
export interface Wanted {
  count: number;
  accepts: (candidate: number) => boolean;
}

/** The candidates with the highest scores, best first, without putting all the others in order; ties by number. */
export function bestOf(
  candidates: readonly number[],
  scoreOf: (candidate: number) => number,
  { count, accepts }: Wanted,
): number[] {
  const best: number[] = [];
  const isBefore = (a: number, b: number): boolean =>
    scoreOf(a) > scoreOf(b) || (scoreOf(a) === scoreOf(b) && a < b);
  for (const candidate of candidates) {
    const worst = best[count - 1];
    if (worst !== undefined && !isBefore(candidate, worst)) continue;
    if (!accepts(candidate)) continue;
    let low = 0;
    let high = best.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(best[middle] ?? 0, candidate)) low = middle + 1;
      else high = middle;
    }
    best.splice(low, 0, candidate);
    if (best.length > count) best.pop();
  }
  return best;
}
