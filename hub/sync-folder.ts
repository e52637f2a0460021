import { open } from 'node:fs/promises';

/** A folder's entry for a new file is on disk only once the folder itself is. Windows has no such step. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
