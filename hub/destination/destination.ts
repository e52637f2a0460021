import type { Result } from '../../shared/result.ts';

/** Why a destination did not do what was asked. */
export interface DestinationRefusal {
  kind:
    | 'wrong-address'
    | 'missing'
    | 'too-big'
    | 'no-access'
    | 'could-not-read'
    | 'could-not-write'
    | 'changed-meanwhile';
  /** What happened and what to do; never a secret. */
  detail: string;
}

/**
 * How long others may keep a file without asking: for ever what never changes, never the timestamp. What is written
 * `once` never changes either, and is refused as `changed-meanwhile` where other bytes have taken its name.
 */
export type Lifetime = 'once' | 'immutable' | 'changing';

/** Where a knowledge base is published to: a folder that a web server shows, or a bucket. Paths have forward slashes. */
export interface Destination {
  /** As the person wrote it, for messages. */
  readonly name: string;
  read(path: string, bytesMax: number): Promise<Result<Uint8Array, DestinationRefusal>>;
  /** Whether the file is there; for files that never change that is enough to leave them alone. */
  has(path: string): Promise<Result<boolean, DestinationRefusal>>;
  /** Whole or not at all, and durable when it resolves. */
  write(path: string, bytes: Uint8Array, lifetime: Lifetime): Promise<Result<void, DestinationRefusal>>;
}

/** Paths that mean the same below a folder and in a bucket, and never anything above. */
export const isPlainPath = (path: string): boolean =>
  path.split('/').every((part) => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(part));

/** The refusal of a file that was to be written once. */
export const changedMeanwhile = (path: string, name: string): DestinationRefusal => ({
  kind: 'changed-meanwhile',
  detail: `Somebody else published to ${name} meanwhile (${path} is theirs); look at their changes, then do it again`,
});
