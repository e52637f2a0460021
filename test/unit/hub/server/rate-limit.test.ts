import { expect, test } from 'vitest';
import { createRateLimit } from '../../../../hub/server/rate-limit.ts';

test('a minute’s calls may come at once, the next when there is room again', () => {
  const limit = createRateLimit(3);
  expect([0, 0, 0, 0].map((nowMs) => limit('a', nowMs))).toEqual([0, 0, 0, 20_000]);
  expect(limit('b', 0)).toBe(0);
  expect(limit('a', 19_000)).toBe(1000);
  expect(limit('a', 20_000)).toBe(0);
  expect(limit('a', 20_001)).toBeGreaterThan(19_000);
});

test('a clock that is set back locks nobody out for longer', () => {
  const limit = createRateLimit(1);
  expect(limit('a', 3600_000)).toBe(0);
  expect(limit('a', 0)).toBe(60_000);
  expect(limit('a', 60_000)).toBe(0);
});

test('a hundred thousand callers are forgotten in time', () => {
  const limit = createRateLimit(1);
  for (let n = 0; n < 100_000; n++) limit(`caller ${n}`, n * 10);
  expect(limit('caller 99999', 1_000_000)).toBeGreaterThan(0);
  expect(limit('caller 1', 1_000_000)).toBe(0);
});
