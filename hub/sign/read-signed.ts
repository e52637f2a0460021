import type { Metadata, MetaFile, Snapshot, Targets, Timestamp } from '@tufjs/models';
import { campaignsRole, timestampPath } from '../../shared/packs/repository-layout.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Destination } from '../destination/destination.ts';
import { rotationToRun } from './commands-to-run.ts';
import { firstVersion, versionedPath } from './metadata-paths.ts';
import { readOptional, readRootsAt, type Place } from './read-roots.ts';
import { destinationRefused, type SignRefusal } from './sign-refusal.ts';
import {
  newestRoot,
  type NextVersions,
  type PublishedState,
  type RootFile,
  type SignedState,
} from './signed-state.ts';
import { isSignedFor, parseMetadata } from './tuf-metadata.ts';

type Content = Pick<SignedState, 'timestamp' | 'snapshot' | 'targets' | 'campaigns'>;
type Signed = Metadata<Timestamp> | Metadata<Snapshot> | Metadata<Targets>;

/** Nobody publishes as often: a thief of the online key counted up, so that machines refuse all that follows. */
const versionMax = 1_000_000_000;

/** The version, if it is one that leaves none for us. */
export function usedUpVersion({
  timestamp,
  snapshot,
}: Pick<Content, 'timestamp' | 'snapshot'>): number | undefined {
  const highest = Math.max(timestamp.signed.version, snapshot.signed.version);
  return highest > versionMax ? highest : undefined;
}

/**
 * What is published somewhere, verified from the roots given; nothing when nothing is published yet. `anyVersion` is for
 * whoever is about to replace the online key.
 */
export async function readPublished(
  place: Place,
  trusted: { roots: readonly RootFile[]; folder?: string },
  { anyVersion = false } = {},
): Promise<Result<PublishedState | undefined, SignRefusal>> {
  const roots = await readRootsAt(place, trusted.roots);
  if (!roots.ok) return roots;
  const timestampBytes = await readOptional(place, timestampPath);
  if (!timestampBytes.ok) return timestampBytes;
  if (!timestampBytes.value) return ok(undefined);
  const read = await readContent(place, timestampBytes.value);
  if (!read.ok) return read;
  const content = read.value;
  const { metadata: newest } = newestRoot(roots.value.roots);
  const onlineKeyChanged =
    !isSignedFor(newest, 'timestamp', content.timestamp) ||
    !isSignedFor(newest, 'snapshot', content.snapshot);
  const usedUp = usedUpVersion(content);
  // Once another online key is named, machines forget the versions that the one before had signed.
  if (usedUp !== undefined && !onlineKeyChanged && !anyVersion) {
    const remedy = rotationToRun({ address: place.name, keys: trusted.folder }, '--role online');
    return refuse({
      kind: 'versions-used-up',
      detail: `Version ${usedUp} at ${place.name} is beyond all use: somebody has the online key. ${remedy}.`,
    });
  }
  const unsignedRole = firstUnsigned(roots.value.roots, content);
  if (unsignedRole !== undefined)
    return refuse({
      kind: 'not-ours',
      detail: `The ${unsignedRole} metadata at ${place.name} is not signed by its key. Find out who changed it; publishing into an empty place repairs it.`,
    });
  return ok({
    ...roots.value,
    ...content,
    onlineKeyChanged,
    targetsKeyChanged: !isSignedFor(newest, 'targets', content.targets),
  });
}

/** The same at a destination that is to be published to. */
export async function readSigned(
  destination: Destination,
  trusted: { roots: readonly RootFile[] },
  nowMs: number,
): Promise<Result<SignedState | undefined, SignRefusal>> {
  const published = await readPublished(destination, trusted);
  if (!published.ok) return published;
  if (!published.value) return nothingThere(destination, trusted.roots);
  const nextVersions = await freeVersions(destination, published.value, firstVersion(nowMs));
  return nextVersions.ok ? ok({ ...published.value, nextVersions: nextVersions.value }) : nextVersions;
}

/** A first publication that was cut short is carried on; roots that we never made are the rest of something else. */
async function nothingThere(
  destination: Destination,
  known: readonly RootFile[],
): Promise<Result<undefined, SignRefusal>> {
  const beyond = await readOptional(destination, versionedPath('root', newestRoot(known).version + 1));
  if (!beyond.ok) return beyond;
  if (!beyond.value) return ok(undefined);
  return refuse({
    kind: 'damaged',
    detail: `${destination.name} has lost its timestamp.json, and its newest root is not in this key folder. Take the newest copy of the key folder and publish into an empty folder.`,
  });
}

/** Follows the versions from the timestamp on. */
async function readContent(
  destination: Place,
  timestampBytes: Uint8Array,
): Promise<Result<Content, SignRefusal>> {
  const damaged = (name: string) =>
    refuse<SignRefusal>({
      kind: 'damaged',
      detail: `${name} at ${destination.name} is missing or damaged. Restore it from a backup, or publish into an empty place.`,
    });
  /** The file that its parent names; nothing there when it is another one. */
  const at = async (name: 'snapshot' | 'targets' | typeof campaignsRole, meta: MetaFile | undefined) => {
    const there = await readOptional(destination, versionedPath(name, meta?.version ?? 0));
    if (!there.ok) return there;
    return ok(meta && there.value && isAsNamed(meta, there.value) ? there.value : new Uint8Array());
  };
  const timestamp = parseMetadata('timestamp', timestampBytes);
  if (!timestamp) return damaged('timestamp.json');
  const snapshotBytes = await at('snapshot', timestamp.signed.snapshotMeta);
  if (!snapshotBytes.ok) return snapshotBytes;
  const snapshot = parseMetadata('snapshot', snapshotBytes.value);
  if (!snapshot) return damaged('The snapshot');
  const targetsBytes = await at('targets', snapshot.signed.meta['targets.json']);
  if (!targetsBytes.ok) return targetsBytes;
  const targets = parseMetadata('targets', targetsBytes.value);
  if (!targets) return damaged("The guides' list");
  const campaignsBytes = await at(campaignsRole, snapshot.signed.meta[`${campaignsRole}.json`]);
  if (!campaignsBytes.ok) return campaignsBytes;
  const campaigns = parseMetadata('targets', campaignsBytes.value);
  return campaigns ? ok({ timestamp, snapshot, targets, campaigns }) : damaged("The notices' list");
}

function isAsNamed(meta: MetaFile, bytes: Uint8Array): boolean {
  try {
    meta.verify(Buffer.from(bytes));
    return true;
  } catch {
    return false;
  }
}

/** Any root may vouch: after a rotation what is there is still signed by the key before. */
function firstUnsigned(roots: readonly RootFile[], content: Content): string | undefined {
  const vouchedFor = (role: string, metadata: Signed) =>
    roots.some((root) => isSignedFor(root.metadata, role, metadata));
  if (!vouchedFor('timestamp', content.timestamp)) return 'timestamp';
  if (!vouchedFor('snapshot', content.snapshot)) return 'snapshot';
  if (!vouchedFor('targets', content.targets)) return 'targets';
  return isSignedFor(content.targets, campaignsRole, content.campaigns) ? undefined : campaignsRole;
}

/** A publication that was cut short leaves files without a timestamp: their versions are taken. */
async function freeVersions(
  destination: Destination,
  content: PublishedState,
  fresh: number,
): Promise<Result<NextVersions, SignRefusal>> {
  const firstFree = async (name: 'snapshot' | 'targets' | typeof campaignsRole, taken: number) => {
    for (let version = taken + 1; ; version++) {
      const there = await destination.has(versionedPath(name, version));
      if (!there.ok) return refuse(destinationRefused(there.error));
      if (!there.value) return ok(version);
    }
  };
  // A new online key begins anew, for the one before may have been used to count up until no version was left.
  const afterOnline = (signed: { version: number }) =>
    content.onlineKeyChanged ? fresh : signed.version + 1;
  const snapshot = await firstFree('snapshot', afterOnline(content.snapshot.signed) - 1);
  if (!snapshot.ok) return snapshot;
  const targets = await firstFree('targets', content.targets.signed.version);
  if (!targets.ok) return targets;
  const campaigns = await firstFree(campaignsRole, content.campaigns.signed.version);
  if (!campaigns.ok) return campaigns;
  return ok({
    timestamp: afterOnline(content.timestamp.signed),
    snapshot: snapshot.value,
    targets: targets.value,
    campaigns: campaigns.value,
  });
}
