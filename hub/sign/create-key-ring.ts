import { readdir } from 'node:fs/promises';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import { makeFolder } from '../make-folder.ts';
import { newKey } from './key-file.ts';
import { rootRules, type Lifetimes, type Role, type RootRule } from './lifetimes.ts';
import { makeRoot } from './make-root.ts';
import { saveRingFile } from './ring-key.ts';
import { rootFilePath, rootFolder } from './root-files.ts';
import { canSavePages, folderMode, saveFile } from './save-file.ts';
import { entriesOf, saveKeys, type KeyToSave, type SavedKey } from './save-keys.ts';
import type { SignRefusal } from './sign-refusal.ts';

export interface Ceremony {
  folder: string;
  rule: RootRule;
  /** Passphrases by role; an empty one leaves the key open. */
  passphraseOf(role: Role): string;
  /** The last root keys go on these pages instead of into the folder. */
  printTo?: readonly string[];
  nowMs: number;
  lifetimes: Lifetimes;
}

/** Makes the folder for keys. Never touches one that holds something. */
export async function makeKeyFolder(folder: string): Promise<Result<void, SignRefusal>> {
  if ((await readdir(folder).catch(() => [])).length > 0) {
    const detail = `${folder} is not empty: keys are never overwritten. Name a new folder.`;
    return refuse({ kind: 'key-folder-exists', detail });
  }
  try {
    await makeFolder(rootFolder(folder), folderMode);
    return ok(undefined);
  } catch (thrown) {
    const detail = `${folder} could not be made: ${toError(thrown).message}`;
    return refuse({ kind: 'could-not-save-keys', detail });
  }
}

/** Makes all keys and the first root. */
export async function createKeyRing(ceremony: Ceremony): Promise<Result<SavedKey[], SignRefusal>> {
  const { folder, nowMs, passphraseOf, printTo = [] } = ceremony;
  const printable = await canSavePages(printTo);
  if (!printable.ok) return printable;
  const made = await makeKeyFolder(folder);
  if (!made.ok) return made;

  const { keys: rootCount, threshold } = rootRules[ceremony.rule];
  const keyFor = (role: Role, page?: string): KeyToSave => ({
    ...{ role, key: newKey(), passphrase: passphraseOf(role), printTo: page },
  });
  const rootKeys = Array.from({ length: rootCount }, (_, index) =>
    keyFor('root', printTo[index - (rootCount - printTo.length)]),
  );
  const [targets, campaigns, online] = [keyFor('targets'), keyFor('campaigns'), keyFor('online')];
  const root = makeRoot(
    {
      version: 1,
      expiresMs: nowMs + ceremony.lifetimes.rootMs,
      rootThreshold: threshold,
      rootKeys: rootKeys.map(({ key }) => key.publicHex),
      targetsKey: targets.key.publicHex,
      onlineKey: online.key.publicHex,
    },
    rootKeys.map(({ key }) => key.signer),
  );

  const created = new Date(nowMs).toISOString();
  const keys = [...rootKeys, targets, campaigns, online];
  const saved = await saveKeys(folder, keys, created);
  if (!saved.ok) return saved;
  const rooted = await saveFile(rootFilePath(folder, 1), root.bytes);
  if (!rooted.ok) return rooted;
  const listed = await saveRingFile(folder, entriesOf(keys, created));
  return listed.ok ? saved : listed;
}
