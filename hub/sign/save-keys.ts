import { ok, type Result } from '../../shared/result.ts';
import type { NewKey } from './key-file.ts';
import type { Role } from './lifetimes.ts';
import { printedPage } from './printed-page.ts';
import { keyFilePath, type RingEntry } from './ring-key.ts';
import { saveFile, saveNewFile } from './save-file.ts';
import type { SignRefusal } from './sign-refusal.ts';

/** A new key and where it goes: into the folder with a passphrase (an empty one leaves it open), or on a page. */
export interface KeyToSave {
  role: Role;
  key: NewKey;
  passphrase: string;
  printTo?: string | undefined;
}

export interface SavedKey {
  id: string;
  role: Role;
  /** Where its private half went. */
  path: string;
}

/** What `keys.json` says of new keys. */
export const entriesOf = (keys: readonly KeyToSave[], created: string): RingEntry[] =>
  keys.map(({ role, key, printTo }) => ({
    role,
    public: key.publicHex,
    created,
    ...(printTo !== undefined && { printed: true }),
  }));

/** Writes the private half. */
export async function saveKey(
  folder: string,
  { role, key, passphrase, printTo }: KeyToSave,
  created: string,
): Promise<Result<SavedKey, SignRefusal>> {
  const path = printTo ?? keyFilePath(folder, role, key.id);
  const saved = await (printTo === undefined
    ? saveFile(path, key.pem(passphrase))
    : saveNewFile(path, printedPage(key, created)));
  return saved.ok ? ok({ id: key.id, role, path }) : saved;
}

/** Writes the private halves of several. */
export async function saveKeys(
  folder: string,
  keys: readonly KeyToSave[],
  created: string,
): Promise<Result<SavedKey[], SignRefusal>> {
  const places: SavedKey[] = [];
  for (const key of keys) {
    const saved = await saveKey(folder, key, created);
    if (!saved.ok) return saved;
    places.push(saved.value);
  }
  return ok(places);
}
