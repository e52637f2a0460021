import { ok, type Result } from '../../shared/result.ts';

/** The files of requests that have none. */
export const noFiles = (): Promise<Result<never[], never>> => Promise.resolve(ok([]));
