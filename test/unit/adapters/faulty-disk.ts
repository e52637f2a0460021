import { errnoError } from './errno.ts';
import type { Disk, DiskFile } from '../../../electron/adapters/disk.ts';

/**
 * What goes wrong at the call that is counted. A `short-write` takes half the bytes; `ENOSPC` takes half and then
 * refuses; `stop` lets nothing happen from that call on, as a crash does.
 */
export const faults = ['ENOSPC', 'EIO', 'short-write', 'stop'] as const;
export type Fault = (typeof faults)[number];

export interface FaultyDisk {
  disk: Disk;
  /** How many calls were made so far. */
  calls(): number;
}

/** A disk whose `failAt`-th call (from 1) goes wrong in the given way; the others go through to `real`. */
export function faultyDisk(real: Disk, failAt: number, fault: Fault): FaultyDisk {
  let calls = 0;
  const guard = async <T>(call: () => Promise<T>, short?: () => Promise<T>): Promise<T> => {
    calls += 1;
    if (fault === 'stop' && calls >= failAt) throw errnoError('EIO');
    if (calls !== failAt) return call();
    if (fault === 'short-write') return short ? short() : call();
    if (fault === 'ENOSPC') await short?.();
    throw errnoError(fault === 'stop' ? 'EIO' : fault);
  };
  const wrapFile = (file: DiskFile): DiskFile => ({
    sizeBytes: () => guard(() => file.sizeBytes()),
    read: (position, lengthBytes) => guard(() => file.read(position, lengthBytes)),
    write: (bytes, position) =>
      guard(
        () => file.write(bytes, position),
        () => file.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), position),
      ),
    truncate: (sizeBytes) => guard(() => file.truncate(sizeBytes)),
    sync: () => guard(() => file.sync()),
    // A process that is gone has no open files either, and a close that fails has still closed.
    close: async () => {
      await file.close();
      return guard(() => Promise.resolve());
    },
  });
  return {
    calls: () => calls,
    disk: {
      refusesWhileBusy: real.refusesWhileBusy,
      open: async (path, mode) => wrapFile(await guard(() => real.open(path, mode))),
      readWhole: (path) => guard(() => real.readWhole(path)),
      exists: (path) => guard(() => real.exists(path)),
      rename: (from, to) => guard(() => real.rename(from, to)),
      remove: (path) => guard(() => real.remove(path)),
      makeFolder: (path) => guard(() => real.makeFolder(path)),
      syncFolder: (path) => guard(() => real.syncFolder(path)),
    },
  };
}
