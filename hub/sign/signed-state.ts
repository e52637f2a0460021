import type { Metadata, Root, Snapshot, Targets, Timestamp } from '@tufjs/models';
import type { Lifetime } from '../destination/destination.ts';

/** A file to write, in the order in which it comes. */
export interface SignedFile {
  path: string;
  bytes: Uint8Array;
  lifetime: Lifetime;
}

/** A root as it lies in the key folder and at the destination: its bytes are never written anew. */
export interface RootFile {
  version: number;
  bytes: Uint8Array;
  metadata: Metadata<Root>;
}

/** What is published now; every part verified. */
export interface PublishedState {
  /** From the first that the key folder knows to the newest, each signed by the one before. */
  roots: readonly RootFile[];
  /** Roots that the key folder has and the destination lacks: they go first. */
  rootsToWrite: readonly RootFile[];
  /** A newer root names other keys than the ones that signed what is there. */
  onlineKeyChanged: boolean;
  targetsKeyChanged: boolean;
  timestamp: Metadata<Timestamp>;
  snapshot: Metadata<Snapshot>;
  targets: Metadata<Targets>;
  campaigns: Metadata<Targets>;
}

/** What is published, as somebody needs it who publishes next. */
export interface SignedState extends PublishedState {
  /** Above all that is at the destination, also what a publication that was cut short left there. */
  nextVersions: NextVersions;
}

export interface NextVersions {
  timestamp: number;
  snapshot: number;
  targets: number;
  campaigns: number;
}

/** The newest root that is or will be at the destination. */
export function newestRoot(roots: readonly RootFile[]): RootFile {
  const newest = roots.at(-1);
  if (!newest) throw new Error('a key folder without a root was opened');
  return newest;
}

/** What a target's signature says about it. */
export interface TargetIdentity {
  sha256: string;
  sizeBytes: number;
}

/** The signed targets by path: catalogs, or notices and incidents. */
export function targetsOf(metadata: Metadata<Targets>): ReadonlyMap<string, TargetIdentity> {
  return new Map(
    Object.entries(metadata.signed.targets).map(([path, { hashes, length }]) => [
      path,
      { sha256: hashes.sha256 ?? '', sizeBytes: length },
    ]),
  );
}
