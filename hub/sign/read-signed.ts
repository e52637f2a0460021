import type { Metadata, Snapshot, Targets, Timestamp } from '@tufjs/models';
import { campaignsRole, timestampPath } from '../../shared/packs/repository-layout.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Destination } from '../destination/destination.ts';
import { versionedPath } from './metadata-paths.ts';
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

/** What is published somewhere, verified from the roots given; nothing when nothing is published yet. */
export async function readPublished(
  place: Place,
  trusted: { roots: readonly RootFile[] },
): Promise<Result<PublishedState | undefined, SignRefusal>> {
  const roots = await readRootsAt(place, trusted.roots);
  if (!roots.ok) return roots;
  const timestampBytes = await readOptional(place, timestampPath);
  if (!timestampBytes.ok) return timestampBytes;
  if (!timestampBytes.value) return ok(undefined);
  const read = await readContent(place, timestampBytes.value);
  if (!read.ok) return read;
  const content = read.value;
  const unsignedRole = firstUnsigned(roots.value.roots, content);
  if (unsignedRole !== undefined)
    return refuse({
      kind: 'not-ours',
      detail: `The ${unsignedRole} metadata at ${place.name} is not signed by its key. Find out who changed it; publishing into an empty place repairs it.`,
    });
  const { metadata: newest } = newestRoot(roots.value.roots);
  return ok({
    ...roots.value,
    ...content,
    onlineKeyChanged:
      !isSignedFor(newest, 'timestamp', content.timestamp) ||
      !isSignedFor(newest, 'snapshot', content.snapshot),
    targetsKeyChanged: !isSignedFor(newest, 'targets', content.targets),
  });
}

/** The same at a destination that is to be published to. */
export async function readSigned(
  destination: Destination,
  trusted: { roots: readonly RootFile[] },
): Promise<Result<SignedState | undefined, SignRefusal>> {
  const published = await readPublished(destination, trusted);
  if (!published.ok || !published.value) return published.ok ? ok(undefined) : published;
  const nextVersions = await freeVersions(destination, published.value);
  return nextVersions.ok ? ok({ ...published.value, nextVersions: nextVersions.value }) : nextVersions;
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
  const at = async (name: 'snapshot' | 'targets' | typeof campaignsRole, version: number | undefined) => {
    const there = await readOptional(destination, versionedPath(name, version ?? 0));
    return there.ok ? ok(there.value ?? new Uint8Array()) : there;
  };
  const timestamp = parseMetadata('timestamp', timestampBytes);
  if (!timestamp || timestamp.signed.version > versionMax) return damaged('timestamp.json');
  const snapshotBytes = await at('snapshot', timestamp.signed.snapshotMeta.version);
  if (!snapshotBytes.ok) return snapshotBytes;
  const snapshot = parseMetadata('snapshot', snapshotBytes.value);
  if (!snapshot || snapshot.signed.version > versionMax) return damaged('The snapshot');
  const targetsBytes = await at('targets', snapshot.signed.meta['targets.json']?.version);
  if (!targetsBytes.ok) return targetsBytes;
  const targets = parseMetadata('targets', targetsBytes.value);
  if (!targets) return damaged("The guides' list");
  const campaignsBytes = await at(campaignsRole, snapshot.signed.meta[`${campaignsRole}.json`]?.version);
  if (!campaignsBytes.ok) return campaignsBytes;
  const campaigns = parseMetadata('targets', campaignsBytes.value);
  return campaigns ? ok({ timestamp, snapshot, targets, campaigns }) : damaged("The notices' list");
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
  content: Content,
): Promise<Result<NextVersions, SignRefusal>> {
  const firstFree = async (name: 'snapshot' | 'targets' | typeof campaignsRole, taken: number) => {
    for (let version = taken + 1; ; version++) {
      const there = await destination.has(versionedPath(name, version));
      if (!there.ok) return refuse(destinationRefused(there.error));
      if (!there.value) return ok(version);
    }
  };
  const snapshot = await firstFree('snapshot', content.snapshot.signed.version);
  if (!snapshot.ok) return snapshot;
  const targets = await firstFree('targets', content.targets.signed.version);
  if (!targets.ok) return targets;
  const campaigns = await firstFree(campaignsRole, content.campaigns.signed.version);
  if (!campaigns.ok) return campaigns;
  return ok({
    timestamp: content.timestamp.signed.version + 1,
    snapshot: snapshot.value,
    targets: targets.value,
    campaigns: campaigns.value,
  });
}
