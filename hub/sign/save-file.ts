import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import type { SignRefusal } from './sign-refusal.ts';

/** Only its owner may read what is in the key folder. */
export const folderMode = 0o700;
const fileMode = 0o600;

/** Windows can't flush a folder; the rename is all there is. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
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
    await flushFolder(dirname(path));
    return ok(undefined);
  } catch (thrown) {
    await rm(temporary, { force: true });
    return refuse({
      kind: 'could-not-save-keys',
      detail: `${path} could not be written: ${toError(thrown).message}`,
    });
  }
}
