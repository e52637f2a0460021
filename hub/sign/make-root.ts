import { Signature, type Metadata, type Root } from '@tufjs/models';
import type { KeySigner } from './key-file.ts';
import type { RootFile } from './signed-state.ts';
import { metadataBytes, tufKey, tufTime, unsigned } from './tuf-metadata.ts';

/** Who signs what; public keys in hex. */
export interface RootContent {
  version: number;
  expiresMs: number;
  rootThreshold: number;
  rootKeys: readonly string[];
  targetsKey: string;
  onlineKey: string;
}

/** What a root says, to be changed and said again. */
export function contentOf({ signed }: Metadata<Root>): RootContent {
  const keysOf = (role: string) =>
    (signed.roles[role]?.keyIDs ?? []).flatMap((id) => signed.keys[id]?.keyVal.public ?? []);
  return {
    version: signed.version,
    expiresMs: Date.parse(signed.expires),
    rootThreshold: signed.roles.root?.threshold ?? 1,
    rootKeys: keysOf('root'),
    targetsKey: keysOf('targets')[0] ?? '',
    onlineKey: keysOf('timestamp')[0] ?? '',
  };
}

/** A root signed by those given: the caller sees to it that they are enough, for the old root and the new one. */
export function makeRoot(content: RootContent, signers: readonly KeySigner[]): RootFile {
  const { rootKeys, targetsKey, onlineKey, rootThreshold } = content;
  const idOf = (publicHex: string) => tufKey(publicHex).keyID;
  const one = (publicHex: string) => ({ keyids: [idOf(publicHex)], threshold: 1 });
  const metadata = unsigned('root', {
    version: content.version,
    expires: tufTime(content.expiresMs),
    consistent_snapshot: true,
    keys: Object.fromEntries(
      [...rootKeys, targetsKey, onlineKey].map((publicHex) => [idOf(publicHex), tufKey(publicHex).toJSON()]),
    ),
    roles: {
      root: { keyids: rootKeys.map(idOf), threshold: rootThreshold },
      targets: one(targetsKey),
      snapshot: one(onlineKey),
      timestamp: one(onlineKey),
    },
  });
  signAll(metadata, signers);
  return { version: content.version, bytes: metadataBytes(metadata), metadata };
}

/** Adds the signatures of all. */
export function signAll(metadata: { sign: Metadata<Root>['sign'] }, signers: readonly KeySigner[]): void {
  for (const signer of signers)
    metadata.sign(
      (bytes) => new Signature({ keyID: signer.id, sig: Buffer.from(signer.sign(bytes)).toString('hex') }),
    );
}
