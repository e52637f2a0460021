import { basename, dirname } from 'node:path';
import { createSerialQueue } from '../../shared/serial-queue.ts';
import type { FileReading, StateFile } from '../services/ports.ts';
import { nodeDisk, type Disk } from './disk.ts';
import { errorCode, freeDamagedPath, keepAside, replaceFile, saving, unlessBusy } from './durable-write.ts';

/** A JSON file that is replaced whole, and whose damaged content is kept beside it, never overwritten. */
export function atomicFile(path: string, disk: Disk = nodeDisk()): StateFile {
  const serially = createSerialQueue();
  const name = basename(path);
  // A damaged file that could not be moved yet: nothing may be written over it.
  let inTheWay = false;

  async function moveAside(): Promise<string> {
    const aside = await freeDamagedPath(disk, path);
    await unlessBusy(disk, () => disk.rename(path, aside));
    await disk.syncFolder(dirname(path));
    return basename(aside);
  }

  async function read(): Promise<FileReading> {
    try {
      const bytes = await unlessBusy(disk, () => disk.readWhole(path));
      const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
      inTheWay = false;
      return { kind: 'read', value };
    } catch (thrown) {
      if (errorCode(thrown) === 'ENOENT') return { kind: 'missing' };
    }
    inTheWay = true;
    const moved = await saving(path, moveAside);
    if (!moved.ok) return { kind: 'damaged', keptAs: name };
    inTheWay = false;
    return { kind: 'damaged', keptAs: moved.value };
  }

  async function write(value: unknown): Promise<void> {
    if (inTheWay) {
      if (await disk.exists(path)) await moveAside();
      inTheWay = false;
    }
    await replaceFile(disk, path, new TextEncoder().encode(`${JSON.stringify(value, undefined, 2)}\n`));
  }

  return {
    name,
    read: () => serially(read),
    write: (value) => serially(() => saving(path, () => write(value))),
    keepCopy: () =>
      serially(() =>
        saving(path, async () => keepAside(disk, path, await unlessBusy(disk, () => disk.readWhole(path)))),
      ),
  };
}
