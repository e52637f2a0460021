import { basename, dirname } from 'node:path';
import { setTimeout as sleepMs } from 'node:timers/promises';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import type { CouldNotSave } from '../services/ports.ts';
import type { Disk, DiskFile } from './disk.ts';

const busyCodes = ['EPERM', 'EBUSY', 'EACCES'];
const busyRetriesMs = [10, 20, 50, 100, 200, 400, 800];

/** The system's short name of an error (`ENOSPC`), or its message when it has none. */
export function errorCode(thrown: unknown): string {
  const error: Error & { code?: unknown } = toError(thrown);
  return typeof error.code === 'string' ? error.code : error.message;
}

/** Runs `work`, and on systems where others lock files for a moment runs it again for about 1.6 seconds. */
export async function unlessBusy<T>(disk: Disk, work: () => Promise<T>): Promise<T> {
  for (const pauseMs of disk.refusesWhileBusy ? busyRetriesMs : []) {
    try {
      return await work();
    } catch (thrown) {
      if (!busyCodes.includes(errorCode(thrown))) throw thrown;
      await sleepMs(pauseMs);
    }
  }
  return work();
}

/** Turns what `work` throws into a refusal that names the file but not its folder, which holds the person's name. */
export async function saving<T>(path: string, work: () => Promise<T>): Promise<Result<T, CouldNotSave>> {
  try {
    return ok(await work());
  } catch (thrown) {
    return refuse({ kind: 'could-not-save', detail: `${basename(path)}: ${errorCode(thrown)}` });
  }
}

/** Writes every byte: `write` may stop short without an error, and renaming such a file destroys the old one. */
export async function writeAll(file: DiskFile, bytes: Uint8Array, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const count = await file.write(bytes.subarray(written), position + written);
    if (count === 0) throw new Error('the disk took no more bytes');
    written += count;
  }
  if ((await file.sizeBytes()) !== position + bytes.length) throw new Error('the file has a wrong size');
}

/** Replaces a file whole: after a crash or a power loss at any moment it holds the old bytes or the new ones. */
export async function replaceFile(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.tmp`;
  await disk.makeFolder(dirname(path));
  try {
    const file = await unlessBusy(disk, () => disk.open(temporary, 'replace'));
    try {
      await writeAll(file, bytes, 0);
      await file.sync();
    } finally {
      await file.close();
    }
    await unlessBusy(disk, () => disk.rename(temporary, path));
  } catch (thrown) {
    // The first error is the one to tell; a temporary file that stays is overwritten by the next write.
    await disk.remove(temporary).catch(() => undefined);
    throw thrown;
  }
  await disk.syncFolder(dirname(path));
}

/** The first `<name>.damaged-<n>` beside a file that is not taken. */
export async function freeDamagedPath(disk: Disk, path: string): Promise<string> {
  let n = 1;
  while (await disk.exists(`${path}.damaged-${n}`)) n += 1;
  return `${path}.damaged-${n}`;
}

/** Keeps bytes that could not be used beside the file they came from, and answers that file's name. */
export async function keepAside(disk: Disk, path: string, bytes: Uint8Array): Promise<string> {
  const aside = await freeDamagedPath(disk, path);
  await replaceFile(disk, aside, bytes);
  return basename(aside);
}
