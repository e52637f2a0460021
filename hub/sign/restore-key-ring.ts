import { campaignsRole } from '../../shared/packs/repository-layout.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { makeKeyFolder } from './create-key-ring.ts';
import { newKey, type KeySigner } from './key-file.ts';
import type { Lifetimes, Role } from './lifetimes.ts';
import { contentOf, makeRoot } from './make-root.ts';
import { versionedPath } from './metadata-paths.ts';
import { readOptional, type Place } from './read-roots.ts';
import { readPublished } from './read-signed.ts';
import { saveRingFile, type RingEntry } from './ring-key.ts';
import { parseRoot, rootFilePath } from './root-files.ts';
import { saveFile } from './save-file.ts';
import { entriesOf, saveKeys, type KeyToSave, type SavedKey } from './save-keys.ts';
import type { SignRefusal } from './sign-refusal.ts';
import { newestRoot, type PublishedState } from './signed-state.ts';
import { tufKey } from './tuf-metadata.ts';
import { unlockPage } from './unlock-key.ts';

export interface Restoration {
  folder: string;
  /** Printed root keys, typed into files. */
  pages: readonly string[];
  published: PublishedState;
  /** Passphrases by role; an empty one leaves the key open. */
  passphraseOf(role: Role): string;
  nowMs: number;
  lifetimes: Lifetimes;
  /** `--no-server` was given. */
  noServer: boolean;
}

/** What is published, taken from its first root on: there is no folder left that could vouch for it. */
export async function readWithoutKeys(place: Place): Promise<Result<PublishedState, SignRefusal>> {
  const first = await readOptional(place, versionedPath('root', 1));
  if (!first.ok) return first;
  const root = first.value && parseRoot(first.value);
  const state = root ? await readPublished(place, { roots: [root] }, { anyVersion: true }) : ok(undefined);
  if (!state.ok) return state;
  if (state.value) return ok(state.value);
  return refuse({
    kind: 'nothing-published',
    detail: `There is no knowledge base at ${place.name} to restore keys for.`,
  });
}

/** The printed keys that the newest root names; as many as it takes to make the next one. */
async function rootSigners({ pages, published }: Restoration): Promise<Result<KeySigner[], SignRefusal>> {
  const { roles } = newestRoot(published.roots).metadata.signed;
  const signers: KeySigner[] = [];
  for (const page of pages) {
    const signer = await unlockPage(page);
    if (!signer.ok) return signer;
    if (roles.root?.keyIDs.includes(signer.value.id) !== true) {
      const detail = `The key in ${page} is no root key of what is published there.`;
      return refuse({ kind: 'missing-key', detail });
    }
    signers.push(signer.value);
  }
  const threshold = roles.root?.threshold ?? 1;
  if (new Set(signers.map(({ id }) => id)).size >= threshold) return ok(signers);
  const detail = `It takes ${threshold} root keys: name each page with --root-key FILE.`;
  return refuse({ kind: 'missing-key', detail });
}

/** The key folder is gone, and its backup: makes a new one, in which all keys but the printed ones are new. */
export async function restoreKeyRing(restoration: Restoration): Promise<Result<SavedKey[], SignRefusal>> {
  const { folder, published, nowMs, passphraseOf } = restoration;
  const signers = await rootSigners(restoration);
  if (!signers.ok) return signers;
  const made = await makeKeyFolder(folder);
  if (!made.ok) return made;

  const before = contentOf(newestRoot(published.roots).metadata);
  const isPrinted = (publicHex: string) => signers.value.some(({ id }) => id === tufKey(publicHex).keyID);
  const printed = before.rootKeys.filter(isPrinted);
  const keyFor = (role: Role): KeyToSave => ({ role, key: newKey(), passphrase: passphraseOf(role) });
  const rootKeys = before.rootKeys.filter((key) => !isPrinted(key)).map(() => keyFor('root'));
  const [targets, campaigns, online] = [keyFor('targets'), keyFor('campaigns'), keyFor('online')];
  const root = makeRoot(
    {
      ...before,
      version: before.version + 1,
      expiresMs: nowMs + restoration.lifetimes.rootMs,
      rootKeys: [...printed, ...rootKeys.map(({ key }) => key.publicHex)],
      targetsKey: targets.key.publicHex,
      onlineKey: online.key.publicHex,
    },
    [...signers.value, ...rootKeys.map(({ key }) => key.signer)],
  );

  const created = new Date(nowMs).toISOString();
  const keys = [...rootKeys, targets, campaigns, online];
  const saved = await saveKeys(folder, keys, created);
  if (!saved.ok) return saved;
  for (const { version, bytes } of [...published.roots, root]) {
    const rooted = await saveFile(rootFilePath(folder, version), bytes);
    if (!rooted.ok) return rooted;
  }
  // The list must know the key that signed notices until now, or the new folder would seem older than what is published.
  const known: RingEntry[] = [
    ...printed.map((key) => ({ role: 'root' as const, public: key, created, printed: true })),
    ...delegatedKeys(published).map((key) => ({ role: 'campaigns' as const, public: key, created })),
  ];
  const listed = await saveRingFile(folder, [...known, ...entriesOf(keys, created)], restoration.noServer);
  return listed.ok ? saved : listed;
}

const delegatedKeys = ({ targets }: PublishedState): string[] => {
  const delegations = targets.signed.delegations;
  return (delegations?.roles?.[campaignsRole]?.keyIDs ?? []).flatMap(
    (id) => delegations?.keys[id]?.keyVal.public ?? [],
  );
};
