import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Destination } from '../destination/destination.ts';
import { metadataBytesMax, versionedPath } from './metadata-paths.ts';
import { follows, parseRoot } from './root-files.ts';
import { destinationRefused, type SignRefusal } from './sign-refusal.ts';
import { newestRoot, type RootFile } from './signed-state.ts';

/** Somewhere that a published knowledge base can be read from. */
export type Place = Pick<Destination, 'name' | 'read' | 'has'>;

export interface PublishedRoots {
  roots: readonly RootFile[];
  rootsToWrite: readonly RootFile[];
}

/** The file, or nothing when there is none. */
export async function readOptional(
  destination: Place,
  path: string,
): Promise<Result<Uint8Array | undefined, SignRefusal>> {
  const read = await destination.read(path, metadataBytesMax);
  if (read.ok) return read;
  return read.error.kind === 'missing' ? ok(undefined) : refuse(destinationRefused(read.error));
}

/** Compares the destination's roots with those known, and follows those that another copy of the keys made since. */
export async function readRootsAt(
  destination: Place,
  known: readonly RootFile[],
): Promise<Result<PublishedRoots, SignRefusal>> {
  const roots = [...known];
  const rootsToWrite: RootFile[] = [];
  for (const root of known) {
    const there = await readOptional(destination, versionedPath('root', root.version));
    if (!there.ok) return there;
    // What was written into a policy may be laid out in another way than the file.
    if (!there.value) rootsToWrite.push(root);
    else if (parseRoot(there.value)?.metadata.signed.equals(root.metadata.signed) !== true)
      return refuse({
        kind: 'not-ours',
        detail: `${destination.name} belongs to other keys: its root ${root.version} is not the one given. Name the right keys or another destination.`,
      });
  }
  for (;;) {
    const before = newestRoot(roots);
    const there = await readOptional(destination, versionedPath('root', before.version + 1));
    if (!there.ok) return there;
    if (!there.value) return ok({ roots, rootsToWrite });
    const next = parseRoot(there.value);
    if (!next || !follows(next.metadata, before.metadata))
      return refuse({
        kind: 'not-ours',
        detail: `${destination.name} has a root ${before.version + 1} that the root keys did not sign. Find out who put it there before you publish.`,
      });
    roots.push(next);
  }
}
