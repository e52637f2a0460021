import { ok, refuse, type Result } from '../../shared/result.ts';
import type { KeySigner } from './key-file.ts';
import type { KeyRing } from './key-ring.ts';
import type { Lifetimes } from './lifetimes.ts';
import { contentOf, makeRoot, type RootContent } from './make-root.ts';
import type { SignRefusal } from './sign-refusal.ts';
import { newestRoot, type RootFile } from './signed-state.ts';
import { tufKey } from './tuf-metadata.ts';

export interface RootChange {
  nowMs: number;
  lifetimes: Lifetimes;
  /** What the next root says; version and expiry are set here. */
  change(content: RootContent): RootContent;
  /** Keys that were just made and are in no folder yet. */
  made?: readonly KeySigner[];
  /** Keys that nobody should be asked for. */
  lostIds?: readonly string[];
}

/**
 * The next root: signed by enough keys of the one before, so that machines follow, and by enough of its own. A missing
 * key is passed over as long as the others suffice.
 */
export async function nextRoot(ring: KeyRing, ask: RootChange): Promise<Result<RootFile, SignRefusal>> {
  const { metadata } = newestRoot(ring.roots);
  const before = contentOf(metadata);
  const content = {
    ...ask.change(before),
    version: before.version + 1,
    expiresMs: ask.nowMs + ask.lifetimes.rootMs,
  };
  const idsOf = ({ rootKeys }: RootContent) => rootKeys.map((key) => tufKey(key).keyID);
  const [oldIds, newIds] = [idsOf(before), idsOf(content)];
  const signers: KeySigner[] = [...(ask.made ?? [])].filter(({ id }) => newIds.includes(id));
  const missing = (ids: readonly string[], threshold: number) =>
    Math.max(0, threshold - signers.filter(({ id }) => ids.includes(id)).length);
  const stillMissing = () => missing(oldIds, before.rootThreshold) + missing(newIds, content.rootThreshold);

  // Keys that stay count for both sides, so they come first.
  const candidates = [...oldIds].sort((a, b) => Number(newIds.includes(b)) - Number(newIds.includes(a)));
  for (const id of candidates) {
    if (stillMissing() === 0) break;
    if (ask.lostIds?.includes(id) === true || !(await ring.has(id))) continue;
    const signer = await ring.unlock(id);
    if (!signer.ok) return signer;
    signers.push(signer.value);
  }
  if (stillMissing() > 0)
    return refuse({
      kind: 'missing-key',
      detail: `A new root takes ${before.rootThreshold} of the root keys, and ${ring.folder} does not have them. Type the printed page into a file and add --root-key FILE.`,
    });
  return ok(makeRoot(content, signers));
}
