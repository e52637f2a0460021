import type { KbSources } from '../publish/read-sources.ts';
import type { Converted } from './convert-articles.ts';
import type { LedgerEntry } from './ledger.ts';
import { textHash, type Plan } from './plan.ts';
import type { Changes } from './verify.ts';

type Entries = Readonly<Record<string, LedgerEntry>>;

/** The ledger's entries after the run, and the source ids of what is written. */
export function nextLedger(input: {
  plan: Plan;
  entries: Entries;
  converted: Converted;
  /** Source ids of guides that are removed. */
  pruned: ReadonlySet<string>;
  pathOf(guideId: string): string;
}): { entries: Entries; written: Set<string> } {
  const { plan, converted, pruned, pathOf } = input;
  const entries = new Map(Object.entries(input.entries).filter(([sourceId]) => !pruned.has(sourceId)));
  const written = new Set<string>();
  for (const { head, guideId, decision, entry } of plan.articles) {
    const text = converted.changes.guides.get(pathOf(guideId));
    if (text !== undefined) {
      const images = Array.from(converted.changes.images.keys()).filter((name) => text.includes(name));
      entries.set(head.sourceId, { guide: guideId, revision: head.revision, sha256: textHash(text), images });
      written.add(head.sourceId);
    } else if (decision === 'kept-mine' && entry) {
      entries.set(head.sourceId, { ...entry, revision: head.revision });
    }
  }
  return { entries: Object.fromEntries(entries), written };
}

/** Pictures that an earlier run brought and no guide shows any more. */
export function unusedImages(input: {
  before: Entries;
  after: Entries;
  sources: KbSources;
  changes: Changes;
}): Set<string> {
  const { before, after, sources, changes } = input;
  const stillNamed = new Set(Object.values(after).flatMap(({ images }) => images));
  const texts = new Map([...sources.texts, ...changes.guides]);
  const kept = Array.from(texts).flatMap(([path, text]) => (changes.removed.has(path) ? [] : [text]));
  const candidates = Object.values(before).flatMap(({ images }) => images);
  return new Set(
    candidates.filter((name) => !stillNamed.has(name) && !kept.some((text) => text.includes(name))),
  );
}
