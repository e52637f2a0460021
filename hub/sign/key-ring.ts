import type { Metadata, Root } from '@tufjs/models';
import { stat } from 'node:fs/promises';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { shellWord } from './commands-to-run.ts';
import type { KeySigner } from './key-file.ts';
import {
  keyFilePath,
  ringFilePath,
  ringFileSchema,
  shortId,
  type AskPassphrase,
  type RingFile,
  type RingKey,
} from './ring-key.ts';
import { readRoots } from './root-files.ts';
import type { SignRefusal } from './sign-refusal.ts';
import type { RootFile } from './signed-state.ts';
import { tufKey } from './tuf-metadata.ts';
import { readText, unlockKept, unlockPage } from './unlock-key.ts';

/** The key folder, opened: its public part. Private keys are unlocked one by one, when they are needed. */
export interface KeyRing {
  readonly folder: string;
  readonly keys: readonly RingKey[];
  /** Nobody refreshes every day: signatures hold longer. */
  readonly noServer: boolean;
  /** Every root since the first, each signed by the one before. */
  readonly roots: readonly RootFile[];
  /** Whether a private key is in the folder or was brought along. */
  has(keyId: string): Promise<boolean>;
  unlock(keyId: string): Promise<Result<KeySigner, SignRefusal>>;
}

/** Which keys count now: root's newest version says so, and for campaigns, which root does not know, the list's order. */
function currentIds(file: RingFile, root: Metadata<Root>): ReadonlySet<string> {
  const named = Object.values(root.signed.roles).flatMap(({ keyIDs }) => keyIDs);
  const campaigns = file.keys.filter(({ role }) => role === 'campaigns').at(-1);
  return new Set(campaigns ? [...named, tufKey(campaigns.public).keyID] : named);
}

async function readRingFile(folder: string): Promise<Result<RingFile, SignRefusal>> {
  const path = ringFilePath(folder);
  const text = await readText(path);
  try {
    if (text !== undefined) return ok(ringFileSchema.parse(JSON.parse(text)));
  } catch {
    const detail = `${path} is not the list of keys any more. Restore the backup of ${folder}.`;
    return refuse({ kind: 'no-key-folder', detail });
  }
  const remedy = `Name the key folder, restore its backup, or make one with "zeroline keys init ${shellWord(folder)}".`;
  const isFolder = await stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const problem = isFolder
    ? `${folder} is no key folder, or ${path} is gone`
    : `There is no folder ${folder}`;
  return refuse({ kind: 'no-key-folder', detail: `${problem}. ${remedy}` });
}

function ringKeys(file: RingFile, root: Metadata<Root>): RingKey[] {
  const current = currentIds(file, root);
  return file.keys.map(({ role, public: publicHex, created, printed }) => {
    const { keyID: id } = tufKey(publicHex);
    return { id, role, publicHex, createdAt: created, printed: printed === true, current: current.has(id) };
  });
}

/** Opens the key folder. `pages` are printed root keys, typed into files. */
export async function openKeyRing(
  folder: string,
  ask: AskPassphrase,
  pages: readonly string[] = [],
): Promise<Result<KeyRing, SignRefusal>> {
  const noFolder = (detail: string) => refuse<SignRefusal>({ kind: 'no-key-folder', detail });
  const listed = await readRingFile(folder);
  if (!listed.ok) return listed;
  const file = listed.value;
  const roots = await readRoots(folder);
  const newest = roots?.at(-1);
  if (!roots || !newest) return noFolder(`${folder} has no root that can be read. Restore its backup.`);

  const keys = ringKeys(file, newest.metadata);
  const unlocked = new Map<string, KeySigner>();
  for (const page of pages) {
    const signer = await unlockPage(page);
    if (!signer.ok) return signer;
    if (!keys.some(({ id }) => id === signer.value.id))
      return refuse({ kind: 'missing-key', detail: `The key in ${page} is none of this folder's keys.` });
    unlocked.set(signer.value.id, signer.value);
  }

  return ok({
    folder,
    keys,
    noServer: file.noServer === true,
    roots,
    async has(keyId) {
      if (unlocked.has(keyId)) return true;
      const key = keys.find(({ id }) => id === keyId);
      return key !== undefined && (await readText(keyFilePath(folder, key.role, key.id))) !== undefined;
    },
    async unlock(keyId) {
      const known = unlocked.get(keyId);
      if (known) return ok(known);
      const key = keys.find(({ id }) => id === keyId);
      if (!key)
        return refuse({
          kind: 'keys-outdated',
          detail: `Key ${shortId(keyId)} signs now, and ${folder} has never heard of it: take a newer copy of the key folder.`,
        });
      const signer = await unlockKept(folder, key, ask);
      if (signer.ok) unlocked.set(keyId, signer.value);
      return signer;
    },
  });
}
