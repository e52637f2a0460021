import { open, rename, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import { syncFolder } from '../sync-folder.ts';
import type { SignRefusal } from './sign-refusal.ts';

/** Only its owner may read what is in the key folder. */
export const folderMode = 0o700;
const fileMode = 0o600;

const couldNotSave = (path: string, thrown: unknown) => {
  const isThere = thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST';
  const detail = isThere
    ? `${path} is there already: a printed key is never overwritten. Name a new file.`
    : `${path} could not be written: ${toError(thrown).message}`;
  return refuse<SignRefusal>({ kind: 'could-not-save-keys', detail });
};

/** Writes a page for the safe where no file is yet: what lies there may be the only copy of another key. */
export async function saveNewFile(path: string, text: string): Promise<Result<void, SignRefusal>> {
  try {
    const handle = await open(path, 'wx', fileMode);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } catch (thrown) {
      await rm(path, { force: true });
      throw thrown;
    } finally {
      await handle.close();
    }
    await syncFolder(dirname(path));
    return ok(undefined);
  } catch (thrown) {
    return couldNotSave(path, thrown);
  }
}

/** Whether pages can be written, asked before any key is made. */
export async function canSavePages(paths: readonly string[]): Promise<Result<void, SignRefusal>> {
  if (new Set(paths.map((path) => resolve(path))).size < paths.length)
    return refuse({
      kind: 'could-not-save-keys',
      detail: 'Each page needs a file of its own: --print A --print B.',
    });
  for (const path of paths) {
    const tried = await saveNewFile(path, '');
    if (!tried.ok) return tried;
    await rm(path);
  }
  return ok(undefined);
}

/** Writes a file of the key folder: whole or not at all, and on the disk when it resolves. */
export async function saveFile(path: string, text: string | Uint8Array): Promise<Result<void, SignRefusal>> {
  const temporary = `${path}.new`;
  try {
    const handle = await open(temporary, 'w', fileMode);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
    await syncFolder(dirname(path));
    return ok(undefined);
  } catch (thrown) {
    await rm(temporary, { force: true });
    return couldNotSave(path, thrown);
  }
}
