import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ArticleSource } from '../../../hub/import/article.ts';
import { pictureName } from '../../../hub/import/surroundings.ts';
import { ok } from '../../../shared/result.ts';
import {
  kb,
  articles,
  setUpImport,
  removeImport,
  source,
  start,
  outcomes,
  path,
  change,
  whileReading,
  ledgerWhileWriting,
} from './import-bench.ts';
import { smallKb } from './kb.ts';

beforeEach(setUpImport);
afterEach(removeImport);

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

test('after an interrupted run a text of either version is written anew, an edited one is a conflict', async () => {
  await outcomes();
  const old = ['empty-the-mailbox', 'book-a-room'].map((id) => readFileSync(path(id), 'utf8'));
  for (const id of ['0', '1', '4']) change(id, '1. New');
  articles.set('6', { title: 'Water the plants', text: 'x', revision: '1' });
  const marked = await ledgerWhileWriting();
  expect(marked).toContain('"before"');
  writeFileSync(path('empty-the-mailbox'), old[0]!);
  writeFileSync(path('book-a-room'), `${old[1]}\nMine.\n`);
  writeFileSync(path('water-the-plants'), '');
  writeFileSync(join(kb, 'imports.json'), marked);
  const told = {
    'reconnect-the-vpn': 'updated',
    'empty-the-mailbox': 'updated',
    'book-a-room': 'conflict',
    'water-the-plants': 'updated',
  };
  expect(await outcomes()).toEqual(told);
  expect(readFileSync(path('book-a-room'), 'utf8')).toContain('Mine.');
  expect(readFileSync(path('empty-the-mailbox'), 'utf8')).toContain('## New');
  articles.delete('4');
  expect(await outcomes({ prune: true })).toEqual({ 'book-a-room': 'gone' });
  expect(readFileSync(path('book-a-room'), 'utf8')).toContain('Mine.');
});

test('--mine settles what an interrupted run left, and a guide removed since stays removed', async () => {
  await outcomes();
  const old = readFileSync(path('book-a-room'), 'utf8');
  change('4', '1. New');
  change('5', '1. New');
  writeFileSync(join(kb, 'imports.json'), await ledgerWhileWriting());
  writeFileSync(path('book-a-room'), `${old}\nMine.\n`);
  rmSync(path('mute-a-call'));
  expect(await outcomes({ settled: { mine: new Set(['book-a-room']), theirs: new Set() } })).toEqual({
    'book-a-room': 'kept-mine',
    'mute-a-call': 'removed-here',
  });
  expect(await outcomes()).toEqual({ 'mute-a-call': 'removed-here' });
});

test('what somebody writes while the articles are fetched is a conflict, and stays', async () => {
  await outcomes();
  articles.delete('5');
  change('3', '1. New');
  change('4', '1. New');
  articles.set('6', { title: 'Water the plants', text: 'x', revision: '1' });
  const ids = ['book-a-room', 'mute-a-call', 'water-the-plants'];
  const write = () => {
    for (const id of ids) writeFileSync(path(id), 'Mine.');
  };
  const told = {
    'order-a-screen': 'updated',
    'book-a-room': 'conflict',
    'mute-a-call': 'gone',
    'water-the-plants': 'conflict',
  };
  expect(await outcomes({ prune: true, source: whileReading(write) })).toEqual(told);
  expect(ids.map((id) => readFileSync(path(id), 'utf8'))).toEqual(['Mine.', 'Mine.', 'Mine.']);
  expect(await outcomes({ prune: true })).toEqual({
    'book-a-room': 'conflict',
    'mute-a-call': 'gone',
    'water-the-plants-2': 'added',
  });
});

test('a picture that somebody draws or changes while the articles are fetched stays, and is told', async () => {
  const svg = readFileSync(join(smallKb, 'images', 'printer-display.svg'), 'utf8');
  let drawing = svg;
  const withPicture = (act: () => void): ArticleSource => ({
    ...source,
    async read(head) {
      act();
      const read = await source.read(head);
      return read.ok ? ok({ ...read.value, attachments: [{ name: 'a.svg', url: 'a.svg' }] }) : read;
    },
    readAttachment: () => Promise.resolve(ok(Buffer.from(drawing))),
  });
  change('2', 'See ![it](a.svg)', '1');
  await outcomes({ source: withPicture(() => undefined) });
  const shown = (): string =>
    /change-the-badge-\w+\.svg/.exec(readFileSync(path('change-the-badge'), 'utf8'))![0];
  const first = join(kb, 'images', shown());
  drawing = `${svg}\n`;
  change('2', 'Look at ![it](a.svg)');
  const second = join(kb, 'images', pictureName('change-the-badge', Buffer.from(drawing))!);
  const taken = withPicture(() => writeFileSync(second, 'Mine.'));
  expect(await outcomes({ source: taken })).toEqual({ 'change-the-badge': 'conflict' });
  expect([readFileSync(second, 'utf8'), shown()]).toEqual(['Mine.', basename(first)]);
  rmSync(second);
  const result = await start({ source: withPicture(() => writeFileSync(first, 'Mine.')) });
  const told = result.ok && result.value.find(({ outcome }) => outcome === 'updated');
  const reason = `the picture ${basename(first)} changed during this run, so it is kept`;
  expect(told).toMatchObject({ guide: 'change-the-badge', reason });
  expect([readFileSync(first, 'utf8'), shown()]).toEqual(['Mine.', basename(second)]);
});

test('a ledger that another run wrote meanwhile is not replaced, nor is any guide', async () => {
  await outcomes();
  change('4', '1. New');
  const before = readFileSync(path('book-a-room'), 'utf8');
  const write = () => writeFileSync(join(kb, 'imports.json'), '{"format":1,"sources":{}}');
  expect(await outcomes({ source: whileReading(write) })).toBe('changed-meanwhile');
  expect(readFileSync(join(kb, 'imports.json'), 'utf8')).toBe('{"format":1,"sources":{}}');
  expect(readFileSync(path('book-a-room'), 'utf8')).toBe(before);
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
