import type { CommandContext } from '../cli/command.ts';
import type { KbSources } from '../publish/read-sources.ts';
import type { Converted } from './convert-articles.ts';
import { isEditedPicture } from './edited-pictures.ts';
import type { LedgerEntry } from './ledger.ts';
import { lossKinds, type Loss } from './loss.ts';
import type { Plan, PlannedArticle } from './plan.ts';

export type Outcome =
  | 'added'
  | 'updated'
  | 'unchanged'
  | 'conflict'
  | 'kept-mine'
  | 'removed-here'
  | 'not-read'
  | 'not-a-guide'
  | 'gone'
  | 'pruned';

/** What became of one article. */
export interface ArticleReport {
  sourceId: string;
  title: string;
  guide: string;
  outcome: Outcome;
  /** Why, where an outcome needs it. */
  reason: string;
  lost: Loss[];
}

const sentences: Readonly<Record<Outcome, string>> = {
  added: 'added',
  updated: 'updated',
  unchanged: 'unchanged',
  conflict:
    'changed in the source and here; merge by hand, then --mine ID, or take the source with --theirs ID',
  'kept-mine': 'changed in the source; your text stays',
  'removed-here': 'removed here and still in the source; --theirs ID brings it back',
  'not-read': 'could not be read',
  'not-a-guide': 'could not be made into a guide',
  gone: 'gone in the source; --prune removes it here',
  pruned: 'gone in the source, removed here',
};

export interface ReportInput {
  plan: Plan;
  converted: Converted;
  /** Guide id -> why its article could not be read. */
  failed: ReadonlyMap<string, string>;
  /** Source ids whose guides were removed. */
  pruned: ReadonlySet<string>;
  /** Paths of guides and pictures that somebody changed while the articles were fetched: they were left alone. */
  changedMeanwhile: ReadonlySet<string>;
  sources: KbSources;
  pathOf(guideId: string): string;
}

/** What became of each article, in the order of the source's list, what is gone at the end. */
export function makeReport(input: ReportInput): ArticleReport[] {
  const { plan, converted, pruned, changedMeanwhile, pathOf } = input;
  const listed = plan.articles.map((planned): ArticleReport => {
    const { sourceId, title } = planned.head;
    const lost = converted.losses.get(planned.guideId) ?? [];
    return { sourceId, title, guide: planned.guideId, ...outcomeOf(planned, input), lost };
  });
  const gone = plan.gone.map(({ sourceId, entry, isEdited }): ArticleReport => {
    const held = converted.keepsRemoved
      ? 'other guides, rules or notices name it'
      : pictureLeft(entry.guide, pruned.has(sourceId) ? entry : undefined, input);
    const isKept = isEdited || changedMeanwhile.has(pathOf(entry.guide));
    return {
      sourceId,
      title: '',
      guide: entry.guide,
      outcome: pruned.has(sourceId) && !isKept ? 'pruned' : 'gone',
      reason: isKept ? 'changed here, so it is kept' : held,
      lost: [],
    };
  });
  return [...listed, ...gone];
}

function outcomeOf(
  { guideId, decision, entry }: PlannedArticle,
  input: ReportInput,
): { outcome: Outcome; reason: string } {
  const { failed, converted, changedMeanwhile, sources, pathOf } = input;
  const notRead = failed.get(guideId);
  if (notRead !== undefined) return { outcome: 'not-read', reason: notRead };
  const rejected = converted.rejected.get(guideId);
  if (rejected !== undefined) return { outcome: 'not-a-guide', reason: rejected };
  if (changedMeanwhile.has(pathOf(guideId))) {
    return { outcome: 'conflict', reason: 'the file changed during this run' };
  }
  switch (decision) {
    case 'new':
      return { outcome: 'added', reason: pictureLeft(guideId, entry, input) };
    case 'changed':
      return {
        outcome: sources.texts.has(pathOf(guideId)) ? 'updated' : 'added',
        reason: pictureLeft(guideId, entry, input),
      };
    case 'same':
      return { outcome: 'unchanged', reason: '' };
    case 'edited':
      return { outcome: 'conflict', reason: '' };
    case 'kept-mine':
    case 'removed-here':
      return { outcome: decision, reason: '' };
  }
}

/** The pictures of a guide that an import would have replaced or removed, had nobody changed them. */
function pictureLeft(
  guideId: string,
  entry: LedgerEntry | undefined,
  { converted, changedMeanwhile, sources }: ReportInput,
): string {
  const shown = converted.keptPictures.get(guideId) ?? [];
  const before = (entry?.images ?? []).filter((name) => !shown.includes(name));
  const isKept = (name: string): boolean =>
    !converted.changes.images.has(name) && isEditedPicture(name, sources.images.get(name));
  return [
    ...shown.map(
      (name) => `the picture ${name} was changed here, so it is kept (--theirs takes the source's)`,
    ),
    ...before.filter(isKept).map((name) => `the picture ${name} was changed here, so the file is kept`),
    ...before
      .filter((name) => !isKept(name) && changedMeanwhile.has(`images/${name}`))
      .map((name) => `the picture ${name} changed during this run, so it is kept`),
  ].join('; ');
}

/** How many articles had each outcome. */
export function countOutcomes(articles: readonly ArticleReport[]): Partial<Record<Outcome, number>> {
  const counts: Partial<Record<Outcome, number>> = {};
  for (const { outcome } of articles) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

/** Prints a line for every article that changed or needs a person, and one for everything that was lost. */
export function printReport(articles: readonly ArticleReport[], console: CommandContext['console']): void {
  for (const { guide, title, outcome, reason, lost } of articles) {
    if (outcome === 'unchanged') continue;
    const named = title === '' ? guide : `${guide} (${title})`;
    console.log(`${named}: ${sentences[outcome]}${reason === '' ? '' : `: ${reason}`}`);
    for (const { kind, detail } of lost) {
      console.log(`  ${lossKinds[kind]}${detail === '' ? '' : `: ${detail}`}`);
    }
  }
  const counts = Object.entries(countOutcomes(articles)).map(([outcome, count]) => `${count} ${outcome}`);
  console.log(counts.length === 0 ? 'no articles' : counts.join(', '));
}
