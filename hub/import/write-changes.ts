import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import { folderDestination } from '../destination/folder-destination.ts';
import type { DestinationRefusal } from '../destination/destination.ts';
import { ledgerFile, ledgerText, type Ledger, type LedgerEntry } from './ledger.ts';
import type { Changes } from './verify.ts';

export interface LedgerChange {
  /** Names the source in the ledger. */
  key: string;
  ledger: Ledger;
  entries: Readonly<Record<string, LedgerEntry>>;
  /** Source ids of what is being written. */
  written: ReadonlySet<string>;
}

/**
 * Writes guides, pictures and the ledger. The ledger goes first, with what is about to be written marked as unfinished:
 * a run that ends in between is simply repeated, and never takes its own files for an editor's.
 */
export async function writeChanges(
  kbFolder: string,
  { guides, images, removed }: Changes,
  removedImages: ReadonlySet<string>,
  { key, ledger, entries, written }: LedgerChange,
): Promise<Result<void, DestinationRefusal>> {
  const folder = folderDestination(kbFolder);
  const write = (path: string, text: string | Uint8Array) =>
    folder.write(path, Buffer.from(text), 'changing');
  const before = ledger.sources[key] ?? {};
  const unfinished = Object.fromEntries(
    Object.entries(entries).map(([id, entry]) => [id, written.has(id) ? { ...entry, revision: '' } : entry]),
  );
  const withEntries = (of: Record<string, LedgerEntry>): string =>
    ledgerText({ ...ledger, sources: { ...ledger.sources, [key]: of } });
  const steps: [string, string | Uint8Array][] = [
    ...(written.size > 0
      ? [[ledgerFile, withEntries({ ...before, ...unfinished })] as [string, string]]
      : []),
    ...Array.from(images, ([name, bytes]): [string, Uint8Array] => [`images/${name}`, bytes]),
    ...guides,
  ];
  for (const [path, content] of steps) {
    const done = await write(path, content);
    if (!done.ok) return done;
  }
  try {
    for (const path of removed) await rm(join(kbFolder, path), { force: true });
    for (const name of removedImages) await rm(join(kbFolder, 'images', name), { force: true });
  } catch (thrown) {
    return refuse({ kind: 'could-not-write', detail: toError(thrown).message });
  }
  const text = withEntries({ ...entries });
  return text === ledgerText(ledger) ? ok(undefined) : write(ledgerFile, text);
}
