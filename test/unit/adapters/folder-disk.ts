import { basename } from 'node:path';
import type { FolderDisk } from '../../../electron/adapters/disk.ts';
import { faultyDisk, type Fault } from './faulty-disk.ts';
import { errnoError } from './errno.ts';

/** A disk with folders whose `failAt`-th call (from 1) goes wrong in the given way. */
export function faultyFolderDisk(real: FolderDisk, failAt: number, fault: Fault) {
  const files = faultyDisk(real, failAt, fault);
  // Each call on folders is counted among those on files.
  const counted = async <T>(call: () => Promise<T>): Promise<T> => {
    await files.disk.exists('/');
    return call();
  };
  const disk: FolderDisk = {
    ...files.disk,
    namesIn: (folder) => counted(() => real.namesIn(folder)),
    removeFolder: (path) => counted(() => real.removeFolder(path)),
  };
  return { disk, calls: files.calls };
}

/** Removes a part of the folder of that name and then refuses, as a process does that is killed meanwhile. */
export function tornRemoval(real: FolderDisk, folder: string): FolderDisk {
  return {
    ...real,
    async removeFolder(path) {
      if (basename(path) !== folder) return real.removeFolder(path);
      for (const name of (await real.namesIn(path)).sort().slice(0, 2)) await real.remove(`${path}/${name}`);
      throw errnoError('EIO');
    },
  };
}
