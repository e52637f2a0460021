import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ArticleSource } from '../../../hub/import/article.ts';
import type { Ledger } from '../../../hub/import/ledger.ts';
import { runImport, type ImportOptions } from '../../../hub/import/run-import.ts';
import { compileKb } from '../../../hub/publish/compile-kb.ts';
import { readSources } from '../../../hub/publish/read-sources.ts';
import { ok, refuse } from '../../../shared/result.ts';
import { smallKb, today } from './kb.ts';

/** The knowledge base of the test that runs. */
export let kb: string;
export let articles: Map<string, { title: string; text: string; revision: string }>;
export let bodiesRead: string[];
/** To be called before each test. */
export function setUpImport(): void {
  kb = mkdtempSync(join(tmpdir(), 'zeroline-import-'));
  cpSync(smallKb, kb, { recursive: true });
  bodiesRead = [];
  articles = new Map(
    [
      'Reconnect the VPN',
      'Empty the mailbox',
      'Change the badge',
      'Order a screen',
      'Book a room',
      'Mute a call',
    ].map((title, index) => [String(index), { title, text: `1. Do ${title}\n2. Wait`, revision: '1' }]),
  );
}
/** Makes these the only articles there are. */
export function onlyArticles(
  entries: Iterable<[string, { title: string; text: string; revision: string }]>,
): void {
  articles = new Map(entries);
}
export const removeImport = (): void => rmSync(kb, { recursive: true, force: true });

export const source: ArticleSource = {
  list: () =>
    Promise.resolve(
      ok(Array.from(articles, ([sourceId, { title, revision }]) => ({ sourceId, title, revision }))),
    ),
  read: (head) => {
    const { text } = articles.get(head.sourceId)!;
    bodiesRead.push(head.sourceId);
    if (text === 'gone') return Promise.resolve(refuse({ kind: 'not-found', url: '' }));
    if (text === 'down') return Promise.resolve(refuse({ kind: 'timeout', url: '', seconds: 1 }));
    const body = { kind: text.startsWith('<') ? 'html' : 'markdown', text } as const;
    return Promise.resolve(
      ok({ ...head, url: '', body, updatedOn: today, tags: [], attachments: [], lost: [] }),
    );
  },
  sourceIdOf: (url) => /^article:(\d+)$/.exec(url)?.[1],
  readAttachment: () => Promise.resolve(refuse({ kind: 'not-found', url: '' })),
};

export const start = (more: Partial<ImportOptions> = {}) =>
  runImport({
    kbFolder: kb,
    source,
    key: 'test',
    defaults: { area: 'printing', owner: 'IT', language: 'en', today },
    skipped: new Set(),
    settled: { mine: new Set(), theirs: new Set() },
    prune: false,
    allowFewer: false,
    dryRun: false,
    progress: () => undefined,
    ...more,
  });

/** Guide -> outcome of everything that is not unchanged, or the kind of the refusal. */
export async function outcomes(more: Partial<ImportOptions> = {}) {
  bodiesRead = [];
  const result = await start(more);
  if (!result.ok) return result.error.kind;
  const told = result.value.filter(({ outcome }) => outcome !== 'unchanged');
  return Object.fromEntries(told.map(({ guide, outcome }) => [guide, outcome]));
}

export const path = (id: string): string => join(kb, 'guides', `${id}.en.md`);
export const change = (sourceId: string, text: string, revision = '2'): void => {
  articles.set(sourceId, { ...articles.get(sourceId)!, text, revision });
};
/** The source, with something done between the reading of the knowledge base and the writing. */
export const whileReading = (act: () => void): ArticleSource => ({
  ...source,
  read: (head) => {
    act();
    return source.read(head);
  },
});

/** The ledger as an interrupted run leaves it: this one ends at a folder that holds the name of the last new guide. */
export async function ledgerWhileWriting(): Promise<string> {
  const stopper = path('stop-here');
  articles.set('stop', { title: 'Stop here', text: 'x', revision: '1' });
  expect(await outcomes({ source: whileReading(() => mkdirSync(stopper, { recursive: true })) })).toBe(
    'could-not-write',
  );
  articles.delete('stop');
  rmSync(stopper, { recursive: true });
  const { sources } = JSON.parse(readFileSync(join(kb, 'imports.json'), 'utf8')) as Ledger;
  delete sources['test']!['stop'];
  return JSON.stringify({ format: 1, sources });
}
export async function errorsInKb() {
  const { sources } = await readSources(kb);
  return compileKb(sources, today).mistakes.filter(({ severity }) => severity === 'error');
}
