import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  kb,
  articles,
  onlyArticles,
  bodiesRead,
  setUpImport,
  removeImport,
  start,
  outcomes,
  path,
  change,
  errorsInKb,
} from './import-bench.ts';
import { smallKb, today } from './kb.ts';

// Each run compiles the knowledge base: seconds on a machine that does other work as well.
vi.setConfig({ testTimeout: 30_000 });

beforeEach(setUpImport);
afterEach(removeImport);

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
  onlyArticles([['9', { title: 'Cant print', text: 'x', revision: '1' }]]);
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
  onlyArticles([...articles].slice(0, left));
  const before = readFileSync(join(kb, 'imports.json'), 'utf8');
  expect(await outcomes({ prune: true })).toBe('shrunk');
  expect(readFileSync(join(kb, 'imports.json'), 'utf8')).toBe(before);
  expect(existsSync(path('mute-a-call'))).toBe(true);
  const told = await outcomes({ prune: true, allowFewer: true });
  expect(told).toMatchObject({ 'mute-a-call': 'pruned' });
  expect(Object.keys(told)).toHaveLength(6 - left);
  expect(existsSync(path('mute-a-call'))).toBe(false);
});

test.each([
  ['not UTF-8', Buffer.from([0x23, 0xff, 0xfe])],
  ['over 100 kB', Buffer.alloc(100_001, 'a')],
])('a guide that is %s ends the run, and keeps its name', async (_name, bytes) => {
  writeFileSync(path('book-a-room'), bytes);
  const result = await start();
  expect(!result.ok && result.error).toEqual({ kind: 'kb-broken', file: 'guides/book-a-room.en.md' });
  expect(readFileSync(path('book-a-room'))).toEqual(bytes);
  expect(existsSync(join(kb, 'imports.json'))).toBe(false);
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
