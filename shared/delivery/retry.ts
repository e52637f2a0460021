/** How long to wait between tries of one server, in an order that every machine goes through by itself. */
export interface RetryPolicy {
  firstMs: number;
  longestMs: number;
}

/** For a hub: soon at first, and through days without one about every half hour. */
export const hubRetry: RetryPolicy = { firstMs: 15_000, longestMs: 60 * 60_000 };

/** A server that asks to be left alone for longer is asked once a day all the same. */
const longestRespectedMs = 24 * 60 * 60_000;

/**
 * The wait before the next try after so many failures in a row: doubling, with full jitter, so that a thousand machines
 * which failed together do not come back together. `retryAfterMs` is what the server asked for: it is never undercut,
 * and spread over a tenth more.
 */
export function retryDelayMs(
  failures: number,
  random: () => number,
  { retryAfterMs, policy = hubRetry }: { retryAfterMs?: number | undefined; policy?: RetryPolicy } = {},
): number {
  // The exponent is held down: days offline are some hundreds of failures, and 2 ** 1100 is no number.
  const capMs = Math.min(policy.longestMs, policy.firstMs * 2 ** Math.min(Math.max(failures - 1, 0), 30));
  const jitterMs = Math.round(random() * capMs);
  if (retryAfterMs === undefined) return Math.max(jitterMs, 1_000);
  const askedMs = Math.min(Math.max(retryAfterMs, 0), longestRespectedMs);
  return Math.round(Math.max(askedMs * (1 + random() / 10), jitterMs, 1_000));
}

/** A period with a quarter of jitter to both sides. */
export const jitteredMs = (periodMs: number, random: () => number): number =>
  Math.round(periodMs * (0.75 + random() / 2));
