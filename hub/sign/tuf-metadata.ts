import { Key, Metadata, MetadataKind, type Root, type Targets } from '@tufjs/models';
import type { KeyObject } from 'node:crypto';
import { sha256Of } from '../publish/digest.ts';

type Kinds = {
  root: ReturnType<typeof asRoot>;
  targets: ReturnType<typeof asTargets>;
  snapshot: ReturnType<typeof asSnapshot>;
  timestamp: ReturnType<typeof asTimestamp>;
};
type Json = Parameters<typeof Metadata.fromJSON>[1];

const asRoot = (json: Json) => Metadata.fromJSON(MetadataKind.Root, json);
const asTargets = (json: Json) => Metadata.fromJSON(MetadataKind.Targets, json);
const asSnapshot = (json: Json) => Metadata.fromJSON(MetadataKind.Snapshot, json);
const asTimestamp = (json: Json) => Metadata.fromJSON(MetadataKind.Timestamp, json);
const readers: { [K in keyof Kinds]: (json: Json) => Kinds[K] } = {
  root: asRoot,
  targets: asTargets,
  snapshot: asSnapshot,
  timestamp: asTimestamp,
};

export const specVersion = '1.0.31';

/** Metadata out of a file's bytes; nothing when they are something else. */
export function parseMetadata<K extends keyof Kinds>(kind: K, bytes: Uint8Array): Kinds[K] | undefined {
  try {
    return readers[kind](JSON.parse(new TextDecoder().decode(bytes)) as Json);
  } catch {
    return undefined;
  }
}

/** Metadata that nobody has signed yet. */
export const unsigned = <K extends keyof Kinds>(kind: K, signed: Json): Kinds[K] =>
  readers[kind]({ signed: { _type: kind, spec_version: specVersion, ...signed }, signatures: [] });

/** The file of signed metadata; two spaces of indentation would cost every machine a third more each hour. */
export const metadataBytes = (metadata: { toJSON(): Json }): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(metadata.toJSON()));

/** Whether as many keys as `parent` demands for `role` have signed. */
export function isSignedFor(
  parent: Metadata<Root> | Metadata<Targets>,
  role: string,
  metadata: Kinds[keyof Kinds],
): boolean {
  try {
    parent.verifyDelegate(role, metadata);
    return true;
  } catch {
    return false;
  }
}

/** An ed25519 public key as TUF names it. */
export function tufKey(publicHex: string): Key {
  // The canonical form: members sorted, no spaces.
  const canonical = JSON.stringify({ keytype: 'ed25519', keyval: { public: publicHex }, scheme: 'ed25519' });
  return new Key({
    keyID: sha256Of(new TextEncoder().encode(canonical)),
    keyType: 'ed25519',
    scheme: 'ed25519',
    keyVal: { public: publicHex },
  });
}

/** The 32 bytes of an ed25519 public key. */
export const publicHexOf = (key: KeyObject): string =>
  key.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex');

/** TUF writes times in whole seconds. */
export const tufTime = (timeMs: number): string => `${new Date(timeMs).toISOString().slice(0, 19)}Z`;
