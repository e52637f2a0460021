import { z } from 'zod';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { guideFiles } from '../publish/guide-files.ts';
import type { Addresses } from '../publish/link-target.ts';
import { readSources, type KbSources } from '../publish/read-sources.ts';
import { readYamlParts } from '../publish/read-yaml-parts.ts';
import { articleHeadSchema, type ArticleSource } from './article.ts';
import { convertArticles } from './convert-articles.ts';
import { makeReport, type ArticleReport } from './import-report.ts';
import { readLedger, type LedgerEntry } from './ledger.ts';
import { nextLedger } from './next-ledger.ts';
import { makePlan } from './plan.ts';
import { readArticles } from './read-articles.ts';
import type { RunRefusal } from './run-refusal.ts';
import { withOwnKey } from './source-key.ts';
import type { GuideDefaults } from './to-guide.ts';
import { writeChanges } from './write-changes.ts';

export interface ImportOptions {
  kbFolder: string;
  source: ArticleSource;
  /** Names the source in the ledger: same source, same key. */
  key: string;
  /** What earlier runs may have called it. */
  olderKeys?: readonly string[];
  defaults: GuideDefaults;
  /** Titles of articles that are not wanted. */
  skipped: ReadonlySet<string>;
  settled: { mine: ReadonlySet<string>; theirs: ReadonlySet<string> };
  prune: boolean;
  /** Believes a list that lost more than a fifth of the articles. */
  allowFewer: boolean;
  dryRun: boolean;
  progress(text: string): void;
}

/** Brings the knowledge base up to date with a source; nothing of an editor's work is overwritten. */
export async function runImport(options: ImportOptions): Promise<Result<ArticleReport[], RunRefusal>> {
  const { kbFolder, source, key, defaults, settled, progress } = options;
  const { sources, mistakes } = await readSources(kbFolder);
  // A guide that can't be read is somebody's work all the same, and its name is taken.
  const unread = mistakes.find(({ file }) => file.startsWith('guides/'));
  if (unread) return refuse({ kind: 'kb-broken', file: unread.file });
  const addresses = readAddresses(sources, defaults.area);
  if (!addresses.ok) return addresses;
  const ledger = await readLedger(kbFolder);
  if (!ledger.ok) return ledger;
  progress('asking for the list of articles');
  const listed = await source.list();
  if (!listed.ok) return listed;
  const parsed = z.array(articleHeadSchema).safeParse(listed.value);
  if (!parsed.success)
    return refuse({ kind: 'not-understood', url: options.key, reason: parsed.error.message });
  const heads = parsed.data.filter(({ title }) => !options.skipped.has(title));
  const known = withOwnKey(ledger.value, { key, olderKeys: options.olderKeys ?? [] }, heads);
  const entries = known.sources[key] ?? {};
  const unknown = unknownGuides(entries, settled);
  if (unknown) return refuse(unknown);
  const pathOf = (id: string): string => `guides/${id}.${defaults.language}.md`;
  const plan = makePlan({ heads, entries, files: sources.texts, pathOf, settled });
  if (plan.hasShrunk && !options.allowFewer) {
    return refuse({ kind: 'shrunk', known: Object.keys(entries).length, listed: heads.length });
  }
  const wanted = plan.articles.filter(({ decision }) => decision === 'new' || decision === 'changed');
  const articles = await readArticles(wanted, source, { defaults, pathOf, progress });
  if (!articles.ok) return articles;
  const { read, failed } = articles.value;
  progress(`checking ${read.length} guides`);
  const going = options.prune ? plan.gone.filter(({ isEdited }) => !isEdited) : [];
  const guideOf = new Map(plan.articles.map(({ head, guideId }) => [head.sourceId, guideId]));
  const converted = convertArticles({
    articles: read,
    sources,
    addresses: addresses.value,
    guideIds: new Set([...existingIds(sources), ...read.map(({ guideId }) => guideId)]),
    guideAt: (url, from) => guideOf.get(source.sourceIdOf(url, from) ?? ''),
    theirs: settled.theirs,
    removed: new Set(going.map(({ entry }) => pathOf(entry.guide)).filter((path) => sources.texts.has(path))),
    defaults,
  });
  const pruned = new Set(converted.keepsRemoved ? [] : going.map(({ sourceId }) => sourceId));
  const report = { plan, converted, failed, pruned, sources, pathOf };
  if (options.dryRun) return ok(makeReport({ ...report, changedMeanwhile: new Set() }));
  const change = nextLedger({ plan, entries, converted, sources, pruned, pathOf });
  const written = await writeChanges(kbFolder, sources, converted.changes, {
    key,
    ledger: ledger.value,
    known,
    pathOf,
    ...change,
  });
  return written.ok ? ok(makeReport({ ...report, changedMeanwhile: written.value })) : written;
}

/** Ids given with `--mine` or `--theirs` that no guide of the source has: a slip must not pass for a decision. */
function unknownGuides(
  entries: Readonly<Record<string, LedgerEntry>>,
  { mine, theirs }: ImportOptions['settled'],
): RunRefusal | undefined {
  const known = Object.values(entries).map(({ guide }) => guide);
  const ids = [...mine, ...theirs].filter((id) => !known.includes(id));
  return ids.length > 0 ? { kind: 'unknown-guide', ids, known: known.sort() } : undefined;
}

const existingIds = (sources: KbSources): Set<string> => new Set(guideFiles(sources, []).map(({ id }) => id));

function readAddresses(sources: KbSources, area: string): Result<Addresses, RunRefusal> {
  // What these files say about guides is checked later, with the new guides there.
  const { organisation, areas } = readYamlParts(sources, existingIds(sources), []);
  if (!organisation) return refuse({ kind: 'kb-broken', file: 'organisation.yaml' });
  if (!areas) return refuse({ kind: 'kb-broken', file: 'areas.yaml' });
  const ids = areas.map(({ id }) => id);
  if (!ids.includes(area)) return refuse({ kind: 'no-area', areas: ids });
  return ok({ named: new Map(Object.entries(organisation.links)), hosts: organisation['link-hosts'] });
}
