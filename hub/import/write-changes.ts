import { ok, refuse, type Result } from '../../shared/result.ts';
import type { DestinationRefusal } from '../destination/destination.ts';
import type { KbSources } from '../publish/read-sources.ts';
import { isEditedPicture } from './edited-pictures.ts';
import { kbFiles } from './kb-files.ts';
import { ledgerFile, ledgerText, readLedger, type Ledger, type LedgerEntry } from './ledger.ts';
import { unusedImages } from './next-ledger.ts';
import type { Changes } from './verify.ts';

type Entries = Readonly<Record<string, LedgerEntry>>;

export interface LedgerChange {
  /** Names the source in the ledger. */
  key: string;
  /** As it was read, and with the source under its key. */
  ledger: Ledger;
  known: Ledger;
  /** The source's entries after the run, and while it writes. */
  entries: Entries;
  unfinished: Entries;
  pathOf(guideId: string): string;
}

/**
 * Writes guides, pictures and the ledger, and answers with the paths that are no longer as they were read: these stay
 * as they are. The ledger goes first, with what is about to be written marked as unfinished: a run that ends in between
 * is simply repeated, and never takes its own files for an editor's.
 */
export async function writeChanges(
  kbFolder: string,
  sources: KbSources,
  changes: Changes,
  { key, ledger, known, entries, unfinished, pathOf }: LedgerChange,
): Promise<Result<Set<string>, DestinationRefusal>> {
  const ledgerNow = await readLedger(kbFolder);
  if (!ledgerNow.ok || ledgerText(ledgerNow.value) !== ledgerText(ledger)) {
    const detail = `${ledgerFile} changed while the articles were fetched; run it again`;
    return refuse({ kind: 'changed-meanwhile', detail });
  }
  const files = kbFiles(kbFolder, sources);
  const withEntries = (of: Entries): string =>
    ledgerText({ ...known, sources: { ...known.sources, [key]: of } });
  if (changes.guides.size > 0) {
    const marked = await files.write(ledgerFile, withEntries(unfinished));
    if (!marked.ok) return marked;
  }
  const changed = new Set<string>();
  for (const [name, bytes] of changes.images) {
    const path = `images/${name}`;
    const done = await files.replace(path, bytes);
    if (!done.ok) return done;
    if (!done.value) changed.add(path);
  }
  const foreignNames = Array.from(changed, (path) => path.slice('images/'.length));
  for (const [path, text] of changes.guides) {
    const showsForeign = foreignNames.some((name) => text.includes(name));
    const done = showsForeign ? ok(false) : await files.replace(path, text);
    if (!done.ok) return done;
    if (!done.value) changed.add(path);
  }
  for (const path of changes.removed) {
    const done = await files.remove(path);
    if (!done.ok) return done;
    if (!done.value) changed.add(path);
  }
  const before = known.sources[key] ?? {};
  const isLeft = ([, { guide }]: [string, LedgerEntry]): boolean => changed.has(pathOf(guide));
  const after = Object.fromEntries([
    ...Object.entries(entries).filter((entry) => !isLeft(entry)),
    ...Object.entries(before).filter(isLeft),
  ]);
  for (const name of unusedImages({ before, after, sources, changes })) {
    if (isEditedPicture(name, sources.images.get(name))) continue;
    const done = await files.remove(`images/${name}`);
    if (!done.ok) return done;
    if (!done.value) changed.add(`images/${name}`);
  }
  const text = withEntries(after);
  if (changes.guides.size === 0 && text === ledgerText(ledger)) return ok(changed);
  const written = await files.write(ledgerFile, text);
  return written.ok ? ok(changed) : written;
}
