import { basename, dirname } from 'node:path';
import { createSerialQueue } from '../../shared/serial-queue.ts';
import { refuse, type Result } from '../../shared/result.ts';
import type { CouldNotSave, Journal } from '../services/ports.ts';
import { nodeDisk, type Disk } from './disk.ts';
import { errorCode, keepAside, replaceFile, saving, unlessBusy, writeAll } from './durable-write.ts';
import { frameRecord, joinBytes, readFrames } from './journal-format.ts';

const newline = Uint8Array.of(0x0a);

/** An append-only file of records, each on the disk when its `append` resolves; many at once share one sync. */
export function journalFile(path: string, disk: Disk = nodeDisk()): Journal {
  const serially = createSerialQueue();
  const folder = dirname(path);
  const waiting: { bytes: Uint8Array; settle: (outcome: Result<void, CouldNotSave>) => void }[] = [];
  // A new or replaced file is only found after a power loss once its folder was synced.
  let folderIsSynced = false;
  // Content that could not be read must not be replaced by what is in memory.
  let unread = false;

  async function appendBytes(bytes: Uint8Array): Promise<void> {
    await disk.makeFolder(folder);
    const file = await unlessBusy(disk, () => disk.open(path, 'update'));
    try {
      const sizeBytes = await file.sizeBytes();
      const last = sizeBytes > 0 ? await file.read(sizeBytes - 1, 1) : newline;
      try {
        await writeAll(file, last[0] === newline[0] ? bytes : joinBytes([newline, bytes]), sizeBytes);
        await file.sync();
        if (!folderIsSynced) await disk.syncFolder(folder);
        folderIsSynced = true;
      } catch (thrown) {
        // What stays behind if this fails too is a torn line, which the next append and the next read step over.
        await file.truncate(sizeBytes).catch(() => undefined);
        throw thrown;
      }
    } finally {
      await file.close();
    }
  }

  async function appendWaiting(): Promise<void> {
    const batch = waiting.splice(0);
    if (batch.length === 0) return;
    const outcome = await saving(path, () => appendBytes(joinBytes(batch.map((one) => one.bytes))));
    for (const one of batch) one.settle(outcome);
  }

  async function replace(records: readonly unknown[]): Promise<void> {
    folderIsSynced = false;
    await replaceFile(disk, path, joinBytes(records.map(frameRecord)));
    folderIsSynced = true;
  }

  async function read(): ReturnType<Journal['read']> {
    let bytes: Uint8Array;
    try {
      bytes = await unlessBusy(disk, () => disk.readWhole(path));
      unread = false;
    } catch (thrown) {
      unread = errorCode(thrown) !== 'ENOENT';
      return { records: [], damaged: unread ? 1 : 0 };
    }
    const { records, altered } = readFrames(bytes);
    if (altered.length === 0) return { records, damaged: 0 };
    const kept = await saving(path, () => keepAside(disk, path, joinBytes(altered)));
    if (!kept.ok) return { records, damaged: altered.length };
    // If this is refused, the same bytes are set aside once more at the next start; none are lost.
    await saving(path, () => replace(records));
    return { records, damaged: altered.length, keptAs: kept.value };
  }

  return {
    name: basename(path),
    read: () => serially(read),
    append: (record) =>
      new Promise((settle) => {
        waiting.push({ bytes: frameRecord(record), settle });
        void serially(appendWaiting);
      }),
    compact: (records) =>
      serially(() => {
        if (unread)
          return Promise.resolve(refuse({ kind: 'could-not-save', detail: `${basename(path)}: not read` }));
        return saving(path, () => replace(records));
      }),
  };
}
