import type { DestinationRefusal } from '../destination/destination.ts';

/** Why nothing was signed. Nothing has been written when one of these comes back. */
export const signRefusalKinds = [
  /** There is no key folder here, or its list of keys or its root can't be read. */
  'no-key-folder',
  /** The folder holds something already. */
  'key-folder-exists',
  'could-not-save-keys',
  /** The private key is not in the folder: lost, printed, or in another person's copy. */
  'missing-key',
  'no-passphrase',
  'wrong-passphrase',
  /** Too short to protect a key file that somebody copied. */
  'weak-passphrase',
  /** The keys were changed somewhere else since this folder was copied. */
  'keys-outdated',
  /** What lies at the destination was signed by other keys, or was changed after signing. */
  'not-ours',
  /** What lies at the destination is incomplete. */
  'damaged',
  /** A thief of the online key counted versions up until none is left for us. */
  'versions-used-up',
  'nothing-published',
  /** Somebody else published while this was under way. */
  'changed-meanwhile',
  /** The destination itself did not do its part. */
  'destination',
] as const;
export type SignRefusalKind = (typeof signRefusalKinds)[number];

export interface SignRefusal {
  kind: SignRefusalKind;
  /** What happened and what to do; never a passphrase. */
  detail: string;
}

/** Whose fault a refusal is, in the terms of the command line's exit codes. */
export function endingOf({ kind }: SignRefusal): 'keys' | 'refused' | 'outside' | 'unpublished' {
  switch (kind) {
    case 'not-ours':
    case 'damaged':
    case 'versions-used-up':
    case 'changed-meanwhile':
    case 'key-folder-exists':
      return 'refused';
    case 'nothing-published':
      return 'unpublished';
    case 'destination':
    case 'could-not-save-keys':
      return 'outside';
    default:
      return 'keys';
  }
}

export const destinationRefused = (refusal: DestinationRefusal): SignRefusal => ({
  kind: refusal.kind === 'changed-meanwhile' ? refusal.kind : 'destination',
  detail: refusal.detail,
});
