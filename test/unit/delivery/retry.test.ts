import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hubRetry, jitteredMs, retryDelayMs } from '../../../shared/delivery/retry.ts';

const hourMs = 60 * 60_000;
const unit = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the wait before the next try', () => {
  it('doubles its cap from 15 seconds to an hour, and stays there for days', () => {
    const caps = [1, 2, 3, 4, 9, 10, 500, 5_000].map((failures) => retryDelayMs(failures, () => 1));
    expect(caps).toEqual([15_000, 30_000, 60_000, 120_000, hourMs, hourMs, hourMs, hourMs]);
  });

  it('is spread over the whole of its cap: half of the machines come in the first half', () => {
    const delays = Array.from({ length: 1_000 }, (_, n) => retryDelayMs(8, () => n / 1_000));
    const halfMs = (hubRetry.firstMs * 2 ** 7) / 2;
    expect(delays.filter((ms) => ms < halfMs).length).toBe(500);
    expect(Math.min(...delays)).toBe(1_000);
  });

  it('never undercuts what the server asked for, and never asks for more than a day and a tenth', () => {
    fc.assert(
      fc.property(
        fc.nat(2_000),
        unit,
        fc.integer({ min: 0, max: 10 * 24 * hourMs }),
        (failures, r, askedMs) => {
          const delayMs = retryDelayMs(failures, () => r, { retryAfterMs: askedMs });
          expect(delayMs).toBeGreaterThanOrEqual(Math.min(askedMs, 24 * hourMs));
          expect(delayMs).toBeLessThanOrEqual(26.5 * hourMs);
          expect(Number.isInteger(delayMs)).toBe(true);
        },
      ),
    );
  });
});

it('a period varies by a quarter to both sides', () => {
  expect([0, 0.5, 1].map((r) => jitteredMs(60_000, () => r))).toEqual([45_000, 60_000, 75_000]);
});
