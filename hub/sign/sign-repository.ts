import { campaignsRole, timestampPath } from '../../shared/packs/repository-layout.ts';
import { ok, type Result } from '../../shared/result.ts';
import { isDue } from './expiry.ts';
import type { KeyRing } from './key-ring.ts';
import { snapshotDueAfter, timestampDueAfter, type Lifetimes, type Role } from './lifetimes.ts';
import { makeCampaigns, makeSnapshot, makeTargets, makeTimestamp, type Edition } from './make-metadata.ts';
import { metadataBytes } from './tuf-metadata.ts';
import { firstVersion, versionedPath } from './metadata-paths.ts';
import { campaignsKeyFor, nextList } from './next-lists.ts';
import type { SignRefusal } from './sign-refusal.ts';
import { newestRoot, type NextVersions, type SignedFile, type SignedState } from './signed-state.ts';

export interface Publication {
  /** What `readSigned` found; nothing when nothing was published. */
  state: SignedState | undefined;
  ring: KeyRing;
  /** All catalogs by target path; absent: they stay as they are. */
  guides?: ReadonlyMap<string, Uint8Array>;
  /** All notices and incidents by target path; absent: they stay as they are. */
  campaigns?: ReadonlyMap<string, Uint8Array>;
  nowMs: number;
  lifetimes: Lifetimes;
  /** Signed again whether due or not. */
  renew?: readonly Exclude<Role, 'root'>[];
}

const firstVersions = (nowMs: number): NextVersions => {
  const version = firstVersion(nowMs);
  return { timestamp: version, snapshot: version, targets: version, campaigns: version };
};

/**
 * Signs what changed, what is due and what another key signed before: the metadata files in the order in which to
 * write them, none when all is well. Only the keys that are needed are asked for. Write every file, also where one
 * lies already: that is what a publication that was cut short left.
 */
export async function signPublication(publication: Publication): Promise<Result<SignedFile[], SignRefusal>> {
  const { state, ring, nowMs, lifetimes, renew = [] } = publication;
  const versions = state?.nextVersions ?? firstVersions(nowMs);
  const { roles } = newestRoot(state?.roots ?? ring.roots).metadata.signed;
  const campaignsKey = campaignsKeyFor(ring, state);
  if (!campaignsKey.ok) return campaignsKey;

  /** Unlocks a key and signs with it. */
  const withKey = async <T>(
    keyId: string,
    version: number,
    lifetimeMs: number,
    make: (edition: Edition) => T,
  ) => {
    const signer = await ring.unlock(keyId);
    return signer.ok ? ok(make({ version, expiresMs: nowMs + lifetimeMs, signer: signer.value })) : signer;
  };
  const keyOf = (role: 'targets' | 'timestamp') => roles[role]?.keyIDs[0] ?? '';

  const targets = await nextList({
    before: state?.targets,
    files: publication.guides,
    lifetimeMs: lifetimes.targetsMs,
    nowMs,
    mustSign: state?.targetsKeyChanged === true || campaignsKey.value.changed || renew.includes('targets'),
    sign: (list) =>
      withKey(keyOf('targets'), versions.targets, lifetimes.targetsMs, (edition) =>
        makeTargets(edition, list, campaignsKey.value.publicHex),
      ),
  });
  if (!targets.ok) return targets;
  const campaigns = await nextList({
    before: state?.campaigns,
    files: publication.campaigns,
    lifetimeMs: lifetimes.campaignsMs,
    nowMs,
    mustSign: campaignsKey.value.changed || renew.includes('campaigns'),
    sign: (list) =>
      withKey(campaignsKey.value.id, versions.campaigns, lifetimes.campaignsMs, (edition) =>
        makeCampaigns(edition, list),
      ),
  });
  if (!campaigns.ok) return campaigns;

  const snapshotStays =
    state &&
    !(targets.value.changed || campaigns.value.changed || state.onlineKeyChanged) &&
    !isDue(state.snapshot.signed.expires, lifetimes.snapshotMs, snapshotDueAfter, nowMs);
  const snapshot = snapshotStays
    ? ok(state.snapshot)
    : await withKey(keyOf('timestamp'), versions.snapshot, lifetimes.snapshotMs, (edition) =>
        makeSnapshot(edition, targets.value.metadata, campaigns.value.metadata),
      );
  if (!snapshot.ok) return snapshot;
  const timestampStays =
    snapshotStays &&
    !renew.includes('online') &&
    !isDue(state.timestamp.signed.expires, lifetimes.timestampMs, timestampDueAfter, nowMs);
  const timestamp = timestampStays
    ? ok(state.timestamp)
    : await withKey(keyOf('timestamp'), versions.timestamp, lifetimes.timestampMs, (edition) =>
        makeTimestamp(edition, snapshot.value),
      );
  if (!timestamp.ok) return timestamp;

  const changed = [
    ...(targets.value.changed ? [['targets', targets.value.metadata] as const] : []),
    ...(campaigns.value.changed ? [[campaignsRole, campaigns.value.metadata] as const] : []),
    ...(snapshotStays ? [] : [['snapshot', snapshot.value] as const]),
  ];
  // What lies there before anything is published is the rest of a first publication that was cut short.
  const lifetime = state ? 'once' : 'immutable';
  const unchanging = (path: string, bytes: Uint8Array): SignedFile => ({ path, bytes, lifetime });
  return ok([
    ...(state?.rootsToWrite ?? ring.roots).map(({ version, bytes }) =>
      unchanging(versionedPath('root', version), bytes),
    ),
    ...changed.map(([name, metadata]) =>
      unchanging(versionedPath(name, metadata.signed.version), metadataBytes(metadata)),
    ),
    ...(timestampStays
      ? []
      : [{ path: timestampPath, bytes: metadataBytes(timestamp.value), lifetime: 'changing' as const }]),
  ]);
}
