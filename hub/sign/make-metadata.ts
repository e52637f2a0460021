import type { Metadata, Snapshot, Targets, Timestamp } from '@tufjs/models';
import { campaignsRole } from '../../shared/packs/repository-layout.ts';
import type { KeySigner } from './key-file.ts';
import { signAll } from './make-root.ts';
import type { TargetIdentity } from './signed-state.ts';
import { metadataBytes, tufKey, tufTime, unsigned } from './tuf-metadata.ts';
import { sha256Of } from '../publish/digest.ts';

export interface Edition {
  version: number;
  expiresMs: number;
  signer: KeySigner;
}

const header = ({ version, expiresMs }: Edition) => ({ version, expires: tufTime(expiresMs) });

const targetsJson = (targets: ReadonlyMap<string, TargetIdentity>) =>
  Object.fromEntries(
    [...targets]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, { sha256, sizeBytes }]) => [path, { length: sizeBytes, hashes: { sha256 } }]),
  );

function signedBy<M extends Metadata<Targets> | Metadata<Snapshot> | Metadata<Timestamp>>(
  metadata: M,
  signer: KeySigner,
): M {
  signAll(metadata, [signer]);
  return metadata;
}

/** The guides' list; it hands everything under `campaigns/` to another key, and to that key alone. */
export const makeTargets = (
  edition: Edition,
  targets: ReadonlyMap<string, TargetIdentity>,
  campaignsKey: string,
): Metadata<Targets> => {
  const key = tufKey(campaignsKey);
  const metadata = unsigned('targets', {
    ...header(edition),
    targets: targetsJson(targets),
    delegations: {
      keys: { [key.keyID]: key.toJSON() },
      roles: [
        {
          name: campaignsRole,
          keyids: [key.keyID],
          threshold: 1,
          terminating: true,
          paths: [`${campaignsRole}/*`],
        },
      ],
    },
  });
  return signedBy(metadata, edition.signer);
};

/** The list of notices and incidents. */
export const makeCampaigns = (
  edition: Edition,
  targets: ReadonlyMap<string, TargetIdentity>,
): Metadata<Targets> =>
  signedBy(unsigned('targets', { ...header(edition), targets: targetsJson(targets) }), edition.signer);

const metaFile = (metadata: Metadata<Targets> | Metadata<Snapshot>) => {
  const bytes = metadataBytes(metadata);
  return { version: metadata.signed.version, length: bytes.byteLength, hashes: { sha256: sha256Of(bytes) } };
};

/** Which versions of the lists belong together. */
export const makeSnapshot = (
  edition: Edition,
  targets: Metadata<Targets>,
  campaigns: Metadata<Targets>,
): Metadata<Snapshot> => {
  const meta = { 'targets.json': metaFile(targets), [`${campaignsRole}.json`]: metaFile(campaigns) };
  return signedBy(unsigned('snapshot', { ...header(edition), meta }), edition.signer);
};

/** Which snapshot is the newest: the one file that machines ask for again and again. */
export const makeTimestamp = (edition: Edition, snapshot: Metadata<Snapshot>): Metadata<Timestamp> =>
  signedBy(
    unsigned('timestamp', { ...header(edition), meta: { 'snapshot.json': metaFile(snapshot) } }),
    edition.signer,
  );
