import type { Metadata, Targets } from '@tufjs/models';
import { campaignsRole } from '../../shared/packs/repository-layout.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { sha256Of } from '../publish/digest.ts';
import { isDue } from './expiry.ts';
import type { KeyRing } from './key-ring.ts';
import { personDueAfter } from './lifetimes.ts';
import { shortId } from './ring-key.ts';
import type { SignRefusal } from './sign-refusal.ts';
import { targetsOf, type SignedState, type TargetIdentity } from './signed-state.ts';

/** Metadata as it goes on: signed anew, or as it lies there. */
export interface Next<T> {
  metadata: T;
  changed: boolean;
}

export interface ListAsk {
  before: Metadata<Targets> | undefined;
  /** All files that the list should name; absent: those that it names. */
  files: ReadonlyMap<string, Uint8Array> | undefined;
  lifetimeMs: number;
  nowMs: number;
  /** Signed anew though its files are the same. */
  mustSign: boolean;
  sign(targets: ReadonlyMap<string, TargetIdentity>): Promise<Result<Metadata<Targets>, SignRefusal>>;
}

const isSame = (a: ReadonlyMap<string, TargetIdentity>, b: ReadonlyMap<string, TargetIdentity>): boolean =>
  a.size === b.size &&
  [...a].every(
    ([path, one]) => b.get(path)?.sha256 === one.sha256 && b.get(path)?.sizeBytes === one.sizeBytes,
  );

/** A list of signed files for the next publication. Its key is asked for only when something must be signed. */
export async function nextList(ask: ListAsk): Promise<Result<Next<Metadata<Targets>>, SignRefusal>> {
  const { before, files } = ask;
  const old = before ? targetsOf(before) : new Map<string, TargetIdentity>();
  const wanted = files
    ? new Map(
        [...files].map(([path, bytes]) => [path, { sha256: sha256Of(bytes), sizeBytes: bytes.byteLength }]),
      )
    : old;
  // Whoever publishes this list has its key at hand: the moment to renew one that would end some day.
  const isDueAtHand =
    before && files && isDue(before.signed.expires, ask.lifetimeMs, personDueAfter, ask.nowMs);
  if (before && !ask.mustSign && !isDueAtHand && isSame(wanted, old))
    return ok({ metadata: before, changed: false });
  const signed = await ask.sign(wanted);
  return signed.ok ? ok({ metadata: signed.value, changed: true }) : signed;
}

/** The key that signs notices, and whether the guides' list must be signed anew to say so. */
export function campaignsKeyFor(
  ring: Pick<KeyRing, 'keys' | 'folder'>,
  state: Pick<SignedState, 'targets'> | undefined,
): Result<{ id: string; publicHex: string; changed: boolean }, SignRefusal> {
  const own = ring.keys.find(({ role, current }) => role === 'campaigns' && current);
  if (!own)
    return refuse({
      kind: 'no-key-folder',
      detail: `${ring.folder} lists no key for notices. Restore its backup.`,
    });
  const published = state?.targets.signed.delegations?.roles?.[campaignsRole]?.keyIDs[0];
  // A key that this folder never had was made with a newer copy of it: going back would undo that rotation.
  if (published !== undefined && !ring.keys.some(({ id }) => id === published))
    return refuse({
      kind: 'keys-outdated',
      detail: `Notices are signed with key ${shortId(published)} now, and ${ring.folder} has never heard of it: take a newer copy of the key folder.`,
    });
  return ok({ id: own.id, publicHex: own.publicHex, changed: published !== own.id });
}
