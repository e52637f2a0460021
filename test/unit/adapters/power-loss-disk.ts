import { dirname } from 'node:path';
import type { Disk, DiskFile } from '../../../electron/adapters/disk.ts';
import { errnoError } from './errno.ts';

interface Inode {
  bytes: Uint8Array;
  /** What the platter holds: the content at the last sync. */
  synced: Uint8Array;
}

export interface PowerLossDisk {
  disk: Disk;
  /** The disk as the machine finds it when the power comes back: nothing that was not synced. */
  afterPowerLoss(): PowerLossDisk;
}

/** A disk in memory that forgets all content and all names that were not synced, which is the worst that may happen. */
export function powerLossDisk(durable: ReadonlyMap<string, Uint8Array> = new Map()): PowerLossDisk {
  const names = new Map<string, Inode>();
  const syncedNames = new Map<string, Inode>();
  for (const [path, bytes] of durable) {
    const inode = { bytes, synced: bytes };
    names.set(path, inode);
    syncedNames.set(path, inode);
  }
  const found = (path: string): Inode => {
    const inode = names.get(path);
    if (!inode) throw errnoError('ENOENT');
    return inode;
  };
  const fileOf = (inode: Inode): DiskFile => ({
    sizeBytes: () => Promise.resolve(inode.bytes.length),
    read: (position, lengthBytes) => Promise.resolve(inode.bytes.slice(position, position + lengthBytes)),
    write(bytes, position) {
      const grown = new Uint8Array(Math.max(inode.bytes.length, position + bytes.length));
      grown.set(inode.bytes);
      grown.set(bytes, position);
      inode.bytes = grown;
      return Promise.resolve(bytes.length);
    },
    truncate: (sizeBytes) => Promise.resolve(void (inode.bytes = inode.bytes.slice(0, sizeBytes))),
    sync: () => Promise.resolve(void (inode.synced = inode.bytes)),
    close: () => Promise.resolve(),
  });
  const disk: Disk = {
    refusesWhileBusy: false,
    open(path, mode) {
      const inode = names.get(path) ?? { bytes: new Uint8Array(), synced: new Uint8Array() };
      if (mode === 'replace') inode.bytes = new Uint8Array();
      names.set(path, inode);
      return Promise.resolve(fileOf(inode));
    },
    readWhole: async (path) => Promise.resolve(found(path).bytes),
    exists: (path) => Promise.resolve(names.has(path)),
    async rename(from, to) {
      const inode = found(from);
      names.delete(from);
      names.set(to, inode);
      return Promise.resolve();
    },
    remove: (path) => Promise.resolve(void names.delete(path)),
    makeFolder: () => Promise.resolve(),
    syncFolder(folder) {
      for (const path of [...syncedNames.keys()]) if (dirname(path) === folder) syncedNames.delete(path);
      for (const [path, inode] of names) if (dirname(path) === folder) syncedNames.set(path, inode);
      return Promise.resolve();
    },
  };
  return {
    disk,
    afterPowerLoss: () =>
      powerLossDisk(new Map([...syncedNames].map(([path, inode]) => [path, inode.synced]))),
  };
}
