import { sha256Of } from '../publish/digest.ts';
import type { ArticleHead } from './article.ts';
import type { LedgerEntry } from './ledger.ts';
import { slug, uniqueId } from './slug.ts';

export interface PlanInput {
  heads: readonly ArticleHead[];
  /** The ledger's entries of this source. */
  entries: Readonly<Record<string, LedgerEntry>>;
  /** Path below the KB -> text, of every guide file there is. */
  files: ReadonlyMap<string, string>;
  pathOf(guideId: string): string;
  /** Ids of guides with changes by an editor: `mine` stays as it is, `theirs` is written anew. */
  settled: { mine: ReadonlySet<string>; theirs: ReadonlySet<string> };
}

export type Decision = 'new' | 'changed' | 'same' | 'edited' | 'kept-mine' | 'removed-here';

export interface PlannedArticle {
  head: ArticleHead;
  guideId: string;
  decision: Decision;
  entry: LedgerEntry | undefined;
}

export interface Plan {
  articles: PlannedArticle[];
  gone: { sourceId: string; entry: LedgerEntry; isEdited: boolean }[];
  /** So much is gone that the list is not to be believed. */
  hasShrunk: boolean;
}

const guideIdCharsMax = 64;
const goneShareMax = 0.2;

/** Compares what the source lists with what was imported and what editors did since. */
export function makePlan({ heads, entries, files, pathOf, settled }: PlanInput): Plan {
  const taken = new Set([...guideIdsOf(files), ...Object.values(entries).map(({ guide }) => guide)]);
  const articles = heads.map((head): PlannedArticle => {
    const entry = Object.hasOwn(entries, head.sourceId) ? entries[head.sourceId] : undefined;
    if (!entry) {
      const guideId = uniqueId(slug(head.title, guideIdCharsMax, 'article'), guideIdCharsMax, taken);
      return { head, guideId, decision: 'new', entry };
    }
    const text = files.get(pathOf(entry.guide));
    return { head, guideId: entry.guide, decision: decide(head, entry, text, settled), entry };
  });
  const listed = new Set(heads.map(({ sourceId }) => sourceId));
  const gone = Object.entries(entries)
    .filter(([sourceId]) => !listed.has(sourceId))
    .map(([sourceId, entry]) => ({
      sourceId,
      entry,
      isEdited: isEdited(entry, files.get(pathOf(entry.guide))),
    }));
  const known = Object.keys(entries).length;
  const hasShrunk =
    known > 0 && (heads.length === 0 || (gone.length > 1 && gone.length > known * goneShareMax));
  return { articles, gone, hasShrunk };
}

/** Whether the text is none that an import wrote, be it finished or not. */
export function isEdited(entry: LedgerEntry, text: string | undefined): boolean {
  if (text === undefined) return false;
  // An unfinished run leaves what it found; where it found nothing, an empty file may hold the name.
  const before = entry.revision === '' ? (entry.before ?? textHash('')) : undefined;
  return ![entry.sha256, before].includes(textHash(text));
}

/** Line ends don't count: version control changes them. */
export const textHash = (text: string): string => sha256Of(Buffer.from(text.replace(/\r\n/g, '\n')));

function decide(
  head: ArticleHead,
  entry: LedgerEntry,
  text: string | undefined,
  { mine, theirs }: PlanInput['settled'],
): Decision {
  if (theirs.has(entry.guide)) return 'changed';
  if (text === undefined) {
    const isNotThereYet = entry.revision === '' && entry.before === undefined;
    return isNotThereYet ? 'changed' : 'removed-here';
  }
  if (head.revision === entry.revision) return 'same';
  if (!isEdited(entry, text)) return 'changed';
  return mine.has(entry.guide) ? 'kept-mine' : 'edited';
}

const guideIdsOf = (files: ReadonlyMap<string, string>): string[] =>
  Array.from(files.keys(), (path) => /^guides\/(.+)\.[a-z]{2}\.md$/.exec(path)?.[1] ?? '');
