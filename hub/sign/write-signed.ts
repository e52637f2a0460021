import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Destination } from '../destination/destination.ts';
import { destinationRefused, type SignRefusal } from './sign-refusal.ts';
import type { SignedFile } from './signed-state.ts';

/** Writes in the order given: the timestamp, which makes all of it count, comes last. */
export async function writeSigned(
  destination: Destination,
  files: readonly SignedFile[],
): Promise<Result<void, SignRefusal>> {
  for (const { path, bytes, lifetime } of files) {
    const written = await destination.write(path, bytes, lifetime);
    if (!written.ok) return refuse(destinationRefused(written.error));
  }
  return ok(undefined);
}
