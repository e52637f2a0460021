import { vi } from 'vitest';

/** Asks again until it holds: a busy disk keeps a test waiting longer than the one second of `vi.waitFor`. */
export const eventually = <T>(check: () => T | Promise<T>, timeoutMs = 10_000): Promise<T> =>
  vi.waitFor(check, { timeout: timeoutMs });
