import type { KbSources } from '../publish/read-sources.ts';
import type { Converted } from './convert-articles.ts';
import type { LedgerEntry } from './ledger.ts';
import { isEdited, textHash, type Plan } from './plan.ts';
import type { Changes } from './verify.ts';

type Entries = Readonly<Record<string, LedgerEntry>>;

/** The ledger's entries after the run, and while it writes: what may be half done then has no revision. */
export function nextLedger(input: {
  plan: Plan;
  entries: Entries;
  converted: Converted;
  sources: KbSources;
  /** Source ids of guides that are removed. */
  pruned: ReadonlySet<string>;
  pathOf(guideId: string): string;
}): { entries: Entries; unfinished: Entries } {
  const { plan, converted, sources, pruned, pathOf } = input;
  const entries = new Map(Object.entries(input.entries).filter(([sourceId]) => !pruned.has(sourceId)));
  const unfinished = new Map(Object.entries(input.entries));
  for (const { head, guideId, decision, entry } of plan.articles) {
    const text = converted.changes.guides.get(pathOf(guideId));
    if (text !== undefined) {
      const pictures = [...converted.changes.images.keys(), ...(converted.keptPictures.get(guideId) ?? [])];
      const images = pictures.filter((name) => text.includes(name));
      const next = { guide: guideId, revision: head.revision, sha256: textHash(text), images };
      entries.set(head.sourceId, next);
      const found = sources.texts.get(pathOf(guideId));
      const isOurs = entry !== undefined && found !== undefined && !isEdited(entry, found);
      const before = isOurs ? { before: textHash(found) } : {};
      unfinished.set(head.sourceId, { ...next, revision: '', ...before });
    } else if (decision === 'kept-mine' && entry) {
      const { guide, sha256, images } = entry;
      entries.set(head.sourceId, { guide, revision: head.revision, sha256, images });
    }
  }
  return { entries: Object.fromEntries(entries), unfinished: Object.fromEntries(unfinished) };
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
