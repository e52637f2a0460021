/** How well a ranking answers its questions; each number is a mean over them, from 0 to 1. */
export interface Metrics {
  queries: number;
  r1: number;
  r5: number;
  mrr: number;
  ndcg10: number;
}

/** The places, counted from 1, at which relevant guides stand in an answer, and how many relevant ones there are. */
export interface Outcome {
  ranks: readonly number[];
  relevant: number;
}

const cutoff = 10;

export function outcomeOf(answer: readonly string[], relevant: ReadonlySet<string>): Outcome {
  const ranks = answer.flatMap((id, place) => (relevant.has(id) ? [place + 1] : []));
  return { ranks, relevant: relevant.size };
}

/** "R@k" as the house uses it, also called success at k: 1 when a right guide is among the first k. */
export const successAt = ({ ranks }: Outcome, k: number): number => (ranks.some((rank) => rank <= k) ? 1 : 0);

/** Reciprocal rank of the first right guide (Voorhees, TREC-8 question answering track, 1999); 0 when there is none. */
export const reciprocalRank = ({ ranks }: Outcome): number => (ranks.length > 0 ? 1 / Math.min(...ranks) : 0);

const gainAt = (rank: number): number => 1 / Math.log2(rank + 1);

/**
 * nDCG at 10 with binary relevance and the discount 1 / log2(rank + 1) (Järvelin and Kekäläinen, "Cumulated gain-based
 * evaluation of IR techniques", 2002; Burges et al. 2005 for the discount): 1 when all relevant guides stand on top.
 */
export function ndcg10({ ranks, relevant }: Outcome): number {
  const gain = ranks.filter((rank) => rank <= cutoff).reduce((sum, rank) => sum + gainAt(rank), 0);
  let ideal = 0;
  for (let rank = 1; rank <= Math.min(relevant, cutoff); rank += 1) ideal += gainAt(rank);
  return ideal > 0 ? gain / ideal : 0;
}

const round = (value: number): number => Math.round(value * 10_000) / 10_000;

export function metricsOf(outcomes: readonly Outcome[]): Metrics {
  const mean = (of: (outcome: Outcome) => number): number =>
    outcomes.length === 0 ? 0 : round(outcomes.reduce((sum, one) => sum + of(one), 0) / outcomes.length);
  return {
    queries: outcomes.length,
    r1: mean((one) => successAt(one, 1)),
    r5: mean((one) => successAt(one, 5)),
    mrr: mean(reciprocalRank),
    ndcg10: mean(ndcg10),
  };
}

/** One engine's numbers beside another's: what is gained, and how many times as good. */
export function compared(own: Metrics, other: Metrics) {
  const of = (key: 'r1' | 'r5' | 'mrr' | 'ndcg10') => ({
    difference: round(own[key] - other[key]),
    ratio: other[key] > 0 ? round(own[key] / other[key]) : null,
  });
  return { r1: of('r1'), r5: of('r5'), mrr: of('mrr'), ndcg10: of('ndcg10') };
}
