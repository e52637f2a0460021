import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ArticleSource } from '../../../hub/import/article.ts';
import { runImport, type ImportOptions } from '../../../hub/import/run-import.ts';
import { compileKb } from '../../../hub/publish/compile-kb.ts';
import { readSources } from '../../../hub/publish/read-sources.ts';
import { ok, refuse } from '../../../shared/result.ts';
import { smallKb, today } from './kb.ts';

let kb: string;
let articles: Map<string, { title: string; text: string; revision: string }>;
let bodiesRead: string[];
beforeEach(() => {
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
});
afterEach(() => rmSync(kb, { recursive: true, force: true }));

const source: ArticleSource = {
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

const start = (more: Partial<ImportOptions> = {}) =>
  runImport({
    kbFolder: kb,
    source,
    key: 'test',
    defaults: { area: 'printing', owner: 'IT', language: 'en', today },
    skipped: new Set(),
    settled: { mine: new Set(), theirs: new Set() },
    prune: false,
    dryRun: false,
    progress: () => undefined,
    ...more,
  });

/** Guide -> outcome of everything that is not unchanged, or the kind of the refusal. */
async function outcomes(more: Partial<ImportOptions> = {}) {
  bodiesRead = [];
  const result = await start(more);
  if (!result.ok) return result.error.kind;
  const told = result.value.filter(({ outcome }) => outcome !== 'unchanged');
  return Object.fromEntries(told.map(({ guide, outcome }) => [guide, outcome]));
}

const path = (id: string): string => join(kb, 'guides', `${id}.en.md`);
const change = (sourceId: string, text: string, revision = '2'): void => {
  articles.set(sourceId, { ...articles.get(sourceId)!, text, revision });
};
async function errorsInKb() {
  const { sources } = await readSources(kb);
  return compileKb(sources, today).mistakes.filter(({ severity }) => severity === 'error');
}

test('a second run reads no body and writes nothing; a changed article alone is read', async () => {
  expect(Object.values(await outcomes())).toEqual(Array(6).fill('added'));
  const ledger = readFileSync(join(kb, 'imports.json'), 'utf8');
  expect(await outcomes()).toEqual({});
  expect(bodiesRead).toEqual([]);
  expect(readFileSync(join(kb, 'imports.json'), 'utf8')).toBe(ledger);
  change('0', '1. Another step\n2. Wait');
  articles.set('0', { ...articles.get('0')!, title: 'A new title' });
  expect(await outcomes()).toEqual({ 'reconnect-the-vpn': 'updated' });
  expect(bodiesRead).toEqual(['0']);
  expect(readFileSync(path('reconnect-the-vpn'), 'utf8')).toContain('title: A new title');
  expect(await errorsInKb()).toEqual([]);
});

test('what an editor changed is never overwritten until somebody settles it', async () => {
  await outcomes();
  const text = `${readFileSync(path('book-a-room'), 'utf8')}\nAnd smile.\n`;
  writeFileSync(path('book-a-room'), text);
  expect(await outcomes()).toEqual({});
  change('4', '1. New');
  for (let run = 0; run < 2; run += 1) expect(await outcomes()).toEqual({ 'book-a-room': 'conflict' });
  expect(bodiesRead).toEqual([]);
  expect(await outcomes({ settled: { mine: new Set(['book-a-room']), theirs: new Set() } })).toEqual({
    'book-a-room': 'kept-mine',
  });
  expect(await outcomes()).toEqual({});
  expect(readFileSync(path('book-a-room'), 'utf8')).toBe(text);
  change('4', '1. Newer', '3');
  expect(await outcomes()).toEqual({ 'book-a-room': 'conflict' });
  expect(await outcomes({ settled: { mine: new Set(), theirs: new Set(['book-a-room']) } })).toEqual({
    'book-a-room': 'updated',
  });
  expect(readFileSync(path('book-a-room'), 'utf8')).toContain('## Newer');
});

test('line ends that version control changed are no edit; a removed guide stays removed', async () => {
  await outcomes();
  writeFileSync(path('book-a-room'), readFileSync(path('book-a-room'), 'utf8').replaceAll('\n', '\r\n'));
  rmSync(path('mute-a-call'));
  change('4', '1. New');
  change('5', '1. New');
  expect(await outcomes()).toEqual({ 'book-a-room': 'updated', 'mute-a-call': 'removed-here' });
  expect(existsSync(path('mute-a-call'))).toBe(false);
});

test('a guide an editor wrote keeps its id, and a title that is there already is not asked twice', async () => {
  articles = new Map([['9', { title: 'Cant print', text: 'x', revision: '1' }]]);
  expect(await outcomes()).toEqual({ 'cant-print-2': 'added' });
  articles.set('10', { title: 'Cant print', text: 'x', revision: '1' });
  expect(await outcomes()).toEqual({ 'cant-print-3': 'not-a-guide' });
  expect(readFileSync(path('cant-print'))).toEqual(readFileSync(join(smallKb, 'guides/cant-print.en.md')));
});

test('gone is told, pruned when asked, and kept while another guide leads there or an editor changed it', async () => {
  change('1', '1. See [this](article:0)', '1');
  await outcomes();
  expect(readFileSync(path('empty-the-mailbox'), 'utf8')).toContain('[this](guide:reconnect-the-vpn)');
  const first = articles.get('0')!;
  articles.delete('0');
  expect(await outcomes()).toEqual({ 'reconnect-the-vpn': 'gone' });
  expect(await outcomes({ prune: true })).toEqual({ 'reconnect-the-vpn': 'gone' });
  articles.set('0', first);
  articles.delete('5');
  writeFileSync(path('mute-a-call'), `${readFileSync(path('mute-a-call'), 'utf8')}\nMine.\n`);
  expect(await outcomes({ prune: true })).toEqual({ 'mute-a-call': 'gone' });
  articles.delete('4');
  articles.set('5', { title: 'Mute a call', text: 'x', revision: '1' });
  expect(await outcomes({ prune: true })).toEqual({ 'book-a-room': 'pruned' });
  expect(existsSync(path('book-a-room'))).toBe(false);
  expect(await outcomes({ prune: true })).toEqual({});
  expect(await errorsInKb()).toEqual([]);
});

test.each([0, 4])('a list that shrank to %d is not believed', async (left) => {
  await outcomes();
  articles = new Map([...articles].slice(0, left));
  const before = readFileSync(join(kb, 'imports.json'), 'utf8');
  expect(await outcomes({ prune: true })).toBe('shrunk');
  expect(readFileSync(join(kb, 'imports.json'), 'utf8')).toBe(before);
  expect(existsSync(path('mute-a-call'))).toBe(true);
});

test('a run that was ended between the ledger and a guide is simply repeated', async () => {
  await outcomes();
  const file = join(kb, 'imports.json');
  const half = readFileSync(file, 'utf8').replaceAll('"revision": "1"', '"revision": ""');
  writeFileSync(file, half);
  rmSync(path('book-a-room'));
  const told = await outcomes();
  expect(told).toMatchObject({ 'book-a-room': 'added', 'mute-a-call': 'updated' });
  expect(await outcomes()).toEqual({});
});

test('an article that went meanwhile is told; a server that went leaves everything as it was', async () => {
  change('2', 'gone');
  expect(await outcomes()).toMatchObject({ 'change-the-badge': 'not-read', 'book-a-room': 'added' });
  change('3', 'down');
  change('0', '1. Changed');
  const before = readFileSync(path('reconnect-the-vpn'), 'utf8');
  expect(await outcomes()).toBe('timeout');
  expect(readFileSync(path('reconnect-the-vpn'), 'utf8')).toBe(before);
});

test('HTML nested too deeply costs its own article only', async () => {
  change('2', '<div>'.repeat(20_000), '1');
  expect(await outcomes()).toMatchObject({ 'change-the-badge': 'not-a-guide', 'book-a-room': 'added' });
});

test('a dry run writes nothing; a translation says that English is missing', async () => {
  expect(Object.values(await outcomes({ dryRun: true }))).toEqual(Array(6).fill('added'));
  expect(existsSync(join(kb, 'imports.json'))).toBe(false);
  expect(existsSync(path('book-a-room'))).toBe(false);
  const result = await start({ defaults: { area: 'printing', owner: 'IT', language: 'de', today } });
  expect(result.ok && result.value[0]!.lost.map(({ kind }) => kind)).toContain('no-english');
});

test('an area that is not there, and a broken knowledge base', async () => {
  expect(await outcomes({ defaults: { area: 'x', owner: 'IT', language: 'en', today } })).toBe('no-area');
  writeFileSync(join(kb, 'organisation.yaml'), 'name: [');
  expect(await outcomes()).toBe('kb-broken');
});
