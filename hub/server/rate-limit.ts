/** Milliseconds until the next call is allowed; 0 when this one is. */
export type RateLimit = (who: string, nowMs: number) => number;

const minuteMs = 60_000;
const bucketsMax = 50_000;

/** A bucket for each caller that holds a minute's calls and fills up evenly. */
export function createRateLimit(perMinute: number): RateLimit {
  const buckets = new Map<string, { left: number; atMs: number }>();
  const perMs = perMinute / minuteMs;

  function dropFull(nowMs: number): void {
    for (const [who, { left, atMs }] of buckets)
      if (left + (nowMs - atMs) * perMs >= perMinute) buckets.delete(who);
    // Many at once are an attack or a day when everybody calls: the oldest start anew.
    for (const who of buckets.keys()) {
      if (buckets.size <= bucketsMax / 2) break;
      buckets.delete(who);
    }
  }

  return (who, nowMs) => {
    const bucket = buckets.get(who) ?? { left: perMinute, atMs: nowMs };
    const left = Math.min(perMinute, bucket.left + Math.max(0, nowMs - bucket.atMs) * perMs);
    if (buckets.size >= bucketsMax && !buckets.has(who)) dropFull(nowMs);
    buckets.set(who, { left: left < 1 ? left : left - 1, atMs: nowMs });
    return left < 1 ? Math.ceil((1 - left) / perMs) : 0;
  };
}
