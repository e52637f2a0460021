import type { Clock, CouldNotSave, Journal, StateFile } from '../../../electron/services/ports.ts';
import { ok, refuse, type Result } from '../../../shared/result.ts';

/** 12 October 2026, 07:40 UTC: a Monday. */
export const startMs = Date.UTC(2026, 9, 12, 7, 40);

export interface ManualClock extends Clock {
  advanceMs(byMs: number): void;
}

/** A clock that stands still until a test moves it. */
export function manualClock(atMs = startMs): ManualClock {
  let nowMs = atMs;
  return { nowMs: () => nowMs, advanceMs: (byMs) => void (nowMs += byMs) };
}

/** A switch that makes a journal or a file refuse, as a full disk does. */
export interface DiskSwitch {
  isFull: boolean;
}

const fullDisk = (name: string): Result<never, CouldNotSave> =>
  refuse({ kind: 'could-not-save', detail: `${name}: ENOSPC` });

/** `real`, until the disk is full. */
export function journalOnDisk(real: Journal, disk: DiskSwitch): Journal {
  return {
    ...real,
    append: (record) => (disk.isFull ? Promise.resolve(fullDisk(real.name)) : real.append(record)),
    compact: (records) => (disk.isFull ? Promise.resolve(fullDisk(real.name)) : real.compact(records)),
  };
}

/** `real`, until the disk is full; counts the writes that were asked for. */
export function stateFileOnDisk(real: StateFile, disk: DiskSwitch): StateFile & { writes(): number } {
  let writes = 0;
  return {
    ...real,
    writes: () => writes,
    write: (value) => {
      writes += 1;
      return disk.isFull ? Promise.resolve(fullDisk(real.name)) : real.write(value);
    },
  };
}

/** A journal that holds what it is given, in memory. */
export function memoryJournal(records: unknown[] = []): Journal & { records: unknown[] } {
  const journal = {
    name: 'memory.jsonl',
    records,
    read: () => Promise.resolve({ records: [...journal.records], damaged: 0 }),
    append: (record: unknown) => {
      journal.records.push(structuredClone(record));
      return Promise.resolve(ok(undefined));
    },
    compact: (kept: readonly unknown[]) => {
      journal.records = structuredClone([...kept]);
      return Promise.resolve(ok(undefined));
    },
  };
  return journal;
}
