import { timestampPath } from '../../shared/packs/repository-layout.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Destination } from '../destination/destination.ts';
import { readOptional } from './read-roots.ts';
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

/** The timestamp as it lies there; take it before anything else is read, for `writeUnlessChanged`. */
export const readTimestamp = (
  destination: Destination,
): Promise<Result<Uint8Array | undefined, SignRefusal>> => readOptional(destination, timestampPath);

/** Writes only while the timestamp is the one read before: asking for passphrases and uploading takes its time. */
export async function writeUnlessChanged(
  destination: Destination,
  files: readonly SignedFile[],
  timestampBefore: Uint8Array | undefined,
): Promise<Result<void, SignRefusal>> {
  if (files.length === 0) return ok(undefined);
  const now = await readTimestamp(destination);
  if (!now.ok) return now;
  const none = new Uint8Array();
  if (Buffer.compare(now.value ?? none, timestampBefore ?? none) === 0)
    return writeSigned(destination, files);
  return refuse({
    kind: 'changed-meanwhile',
    detail: `Somebody else published to ${destination.name} meanwhile. Look at their changes, then run it again.`,
  });
}
