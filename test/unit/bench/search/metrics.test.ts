import { describe, expect, it } from 'vitest';
import { compared, metricsOf, ndcg10, outcomeOf } from '../../../../bench/search/metrics.ts';

const answer = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k'];
const outcome = (...relevant: string[]) => outcomeOf(answer, new Set(relevant));

describe('the metrics', () => {
  it('count the first right guide from one', () => {
    expect(metricsOf([outcome('a')])).toMatchObject({ r1: 1, r5: 1, mrr: 1, ndcg10: 1 });
    expect(metricsOf([outcome('e')])).toMatchObject({ r1: 0, r5: 1, mrr: 0.2 });
    expect(metricsOf([outcome('f')])).toMatchObject({ r1: 0, r5: 0, mrr: 0.1667 });
    expect(metricsOf([outcome('nowhere')])).toMatchObject({ r1: 0, r5: 0, mrr: 0, ndcg10: 0 });
  });

  it('are means over all queries', () => {
    const all = metricsOf([outcome('a'), outcome('b'), outcome('nowhere'), outcome('c', 'd')]);
    expect(all).toMatchObject({ queries: 4, r1: 0.25, r5: 0.75, mrr: 0.4583 });
    expect(metricsOf([])).toEqual({ queries: 0, r1: 0, r5: 0, mrr: 0, ndcg10: 0 });
  });

  it('discount a gain by the logarithm of its rank, and hold it against the best order', () => {
    expect(ndcg10(outcome('b'))).toBeCloseTo(1 / Math.log2(3), 10);
    const ideal = 1 + 1 / Math.log2(3) + 1 / 2;
    expect(ndcg10(outcome('a', 'd', 'nowhere'))).toBeCloseTo((1 + 1 / Math.log2(5)) / ideal, 10);
    expect(ndcg10(outcome('b', 'a'))).toBeCloseTo(1, 10);
  });

  it('end at the tenth guide, also in the ideal', () => {
    expect(ndcg10(outcome('k'))).toBe(0);
    const many = Array.from({ length: 20 }, (_, n) => `r${n}`);
    expect(ndcg10(outcomeOf(many.slice(0, 10), new Set(many)))).toBeCloseTo(1, 10);
  });

  it('stand beside others as difference and ratio', () => {
    const own = { queries: 2, r1: 0.5, r5: 0.9, mrr: 0.6, ndcg10: 0.6 };
    const gain = compared(own, { queries: 2, r1: 0, r5: 0.6, mrr: 0.6, ndcg10: 0.8 });
    expect(gain.r1).toEqual({ difference: 0.5, ratio: null });
    expect(gain.r5).toEqual({ difference: 0.3, ratio: 1.5 });
    expect(gain.ndcg10).toEqual({ difference: -0.2, ratio: 0.75 });
  });
});
