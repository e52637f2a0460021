import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { CompiledKb } from '../../../hub/publish/compile-kb.ts';
import type { Guide } from '../../../shared/guides/guide.ts';
import { packSchema } from '../../../shared/packs/pack.ts';
import { generatedPack } from '../../../bench/panel/generated-packs.mjs';
import { startEngineMachine, type EngineMachine } from '../../support/engine-machine.ts';
import {
  compiledFolder,
  createPublisher,
  must,
  quickQuality,
  type Publisher,
} from '../../support/published-kb.ts';
import { startStaticServer, type StaticServer } from '../../support/static-server.ts';

vi.setConfig({ testTimeout: 60_000 });

const pack = packSchema.parse(generatedPack(60));
const kbOf = (guides: readonly Guide[], more: Partial<typeof pack> = {}): CompiledKb => ({
  packs: new Map([['en', { ...pack, ...more, guides: [...guides] }]]),
  images: new Map(),
  checkMinutes: { guides: 120, incidents: 9 },
});
const [first, second, ...rest] = pack.guides as [Guide, Guide, ...Guide[]];
const changed = { ...first, title: 'Zebra crossing is closed', words: ['zebra'] };
const added: Guide = { ...second, id: 'guide-new', title: 'An okapi in the lift' };
const before = kbOf(pack.guides);
/** One guide changed, one withdrawn, one new. */
const after = kbOf([changed, ...rest, added], { contentFromMs: pack.contentFromMs + 60_000 });

let publisher: Publisher;
let server: StaticServer;
let machine: EngineMachine;

beforeEach(async () => {
  publisher = await createPublisher();
  server = await startStaticServer(publisher.dir);
  machine = await startEngineMachine(publisher.knowledgeBase(server.url), kbOf([first]));
  return () => Promise.all([publisher.remove(), server.close(), machine.remove()]);
});

const publish = (kb: CompiledKb) => publisher.publish(kb, { quality: quickQuality });
const found = async (text: string) => {
  const answer = await machine.engine.search(text, 3);
  return answer.ok ? answer.value.hits.map(({ id }) => id) : answer.error.kind;
};
const titles = async (...ids: string[]) => (await machine.engine.guides(ids)).map(({ title }) => title);

describe('opening', () => {
  test('without a copy of the central knowledge base, what came with the app is there', async () => {
    const opened = await machine.open();
    expect(opened).toMatchObject({
      source: 'embedded',
      guides: [{ id: first.id, title: first.title }],
      problems: [],
    });
    expect(await titles(first.id, 'no-such-guide')).toEqual([first.title]);
    expect(await found(first.title)).toEqual([first.id]);
  });

  test('searches find only guides for this system', async () => {
    const windowsOnly = { ...changed, appliesTo: ['windows' as const] };
    await publish(kbOf([windowsOnly, ...rest, added]));
    must(await machine.sync());
    await machine.open();
    expect(await found('zebra')).toEqual([]);
    expect(await titles(first.id)).toEqual([windowsOnly.title]);
  });
});

describe('a sync', () => {
  test('installs everything, then fetches what changed, and says so', async () => {
    await publish(before);
    await machine.open();
    const outcome = must(await machine.sync());
    expect(outcome).toMatchObject({ guides: 'new', checkMinutes: { guides: 120, incidents: 9 } });
    expect(await found('zebra')).toEqual([]);
    expect(await machine.open()).toMatchObject({ source: 'central', guides: { length: 60 } });

    await publish(after);
    const requestsBefore = server.requests.length;
    const delta = must(await machine.sync());
    expect(delta).toMatchObject({ guides: 'new', campaigns: 'same' });
    const asked = server.requests.slice(requestsBefore);
    expect(delta.requests).toBe(asked.length);
    expect(delta.bytes).toBe(
      asked.filter(({ status }) => status === 200).reduce((sum, { bytes }) => sum + bytes, 0),
    );
    expect(asked.filter(({ path }) => path.startsWith('/blobs/'))).toEqual([]);
    // What is open stays as it is until it is opened again.
    expect(await titles(first.id, second.id)).toEqual([first.title, second.title]);

    await machine.open();
    expect(await titles(first.id, second.id, 'guide-new')).toEqual([changed.title, added.title]);
    expect(await found('zebra')).toEqual([first.id]);
    expect(await found('okapi')).toEqual(['guide-new']);
    expect(must(await machine.sync())).toMatchObject({ guides: 'same', campaigns: 'same' });
  });

  test('brings words that people use though no guide has changed', async () => {
    await publish(after);
    must(await machine.sync());
    await machine.open();
    expect(await found('stripyhorse')).toEqual([]);
    const synonyms = { same: [], means: { stripyhorse: ['zebra'] }, english: {}, without: [] };
    await publish(kbOf([changed, ...rest, added], { contentFromMs: pack.contentFromMs + 60_000, synonyms }));
    const requestsBefore = server.requests.length;
    expect(must(await machine.sync())).toMatchObject({ guides: 'new' });
    await machine.open();
    expect(await found('stripyhorse')).toEqual([first.id]);
    const asked = server.requests.slice(requestsBefore).filter(({ path }) => path.startsWith('/blobs/'));
    expect(asked).toEqual([]);
  });

  test('survives the end of the app', async () => {
    await publish(after);
    must(await machine.sync());
    machine.restart({ fetch: () => Promise.reject(new TypeError('no network')) });
    expect(await machine.open()).toMatchObject({ source: 'central', guides: { length: 60 } });
    expect(await found('okapi')).toEqual(['guide-new']);
    expect(await machine.sync()).toMatchObject({ ok: false, error: { kind: 'offline' } });
    expect(await found('okapi')).toEqual(['guide-new']);
  });

  test('on a metered network tells that there is more, and fetches no guide', async () => {
    await publish(before);
    expect(must(await machine.sync('metadata'))).toMatchObject({ guides: 'waiting' });
    expect(server.requests.filter(({ path }) => /^\/(blobs|deltas)/.test(path))).toEqual([]);
    must(await machine.sync());
    expect(must(await machine.sync('incidents'))).toMatchObject({ guides: 'same' });
  });

  test('brings an incident without a look at the guides', async () => {
    const incident = {
      id: 'mail-down',
      severity: 'incident' as const,
      title: 'Mail is down',
      text: '',
      windows: [{ from: '2026-01-01T00:00' }],
    };
    await publish(before);
    must(await machine.sync());
    await machine.open();
    await publish(kbOf(pack.guides, { campaigns: [incident] }));
    expect(must(await machine.sync('incidents'))).toMatchObject({ guides: 'same', campaigns: 'new' });
    expect((await machine.open()).campaigns).toEqual([incident]);
    expect(must(await machine.sync('incidents'))).toMatchObject({ campaigns: 'same' });
  });

  test('uses what came with the app instead of fetching it', async () => {
    const almost = await startEngineMachine(publisher.knowledgeBase(server.url), before);
    onTestFinished(() => almost.remove());
    await publish(after);
    await almost.open();
    must(await almost.sync());
    expect((await almost.open()).guides).toHaveLength(60);
    // The catalog, the head, two guides and the index.
    expect(server.requests.filter(({ path }) => path.startsWith('/blobs/'))).toHaveLength(5);
  });

  test('of the guides that the app brings along fetches no guide', async () => {
    const own = await compiledFolder(join(import.meta.dirname, '../../../resources/kb'));
    const english = { ...own, packs: new Map([...own.packs].filter(([language]) => language === 'en')) };
    const fresh = await startEngineMachine(publisher.knowledgeBase(server.url), english);
    onTestFinished(() => fresh.remove());
    await publish(english);
    await fresh.open();
    must(await fresh.sync());
    expect((await fresh.open()).source).toBe('central');
    // The catalog, the head and the index.
    expect(server.requests.filter(({ path }) => path.startsWith('/blobs/'))).toHaveLength(3);
  });

  test('many publications behind, it takes the new catalog and the guides it lacks', async () => {
    await publish(before);
    must(await machine.sync());
    await machine.open();
    await publish(after);
    for (const name of await readdir(join(publisher.dir, 'deltas'))) {
      await writeFile(join(publisher.dir, 'deltas', name), 'not brotli');
    }
    expect(must(await machine.sync())).toMatchObject({ guides: 'new' });
    await machine.open();
    expect(await titles(first.id, 'guide-new')).toEqual([changed.title, added.title]);
  });

  test('of the app in another version reads again what an earlier one checked', async () => {
    await publish(after);
    must(await machine.sync());
    machine.restart({ appVersion: '2.0.0' });
    expect(await machine.open()).toMatchObject({ source: 'central', guides: { length: 60 }, problems: [] });
  });

  test('counts up to what it has to fetch', async () => {
    await publish(before);
    const told: [number, number][] = [];
    must(
      await machine.engine.sync({ language: 'en', depth: 'everything' }, (done, total) =>
        told.push([done, total]),
      ),
    );
    const [, total] = told[0] ?? [];
    expect(told[0]).toEqual([0, total]);
    expect(told.at(-1)).toEqual([total, total]);
  });
});

test('a piece that does not arrive changes nothing, and the next sync has it', async () => {
  await publish(before);
  must(await machine.sync());
  await machine.open();
  await publish(after);
  machine.restart({
    fetch: (input, init) =>
      /deltas|blobs/.test(input instanceof Request ? input.url : String(input))
        ? Promise.resolve(new Response(undefined, { status: 503 }))
        : fetch(input, init),
  });
  await machine.open();
  expect(await machine.sync()).toMatchObject({ ok: false, error: { kind: 'server-error' } });
  expect(await titles(first.id)).toEqual([first.title]);
  machine.restart();
  await machine.open();
  expect(must(await machine.sync())).toMatchObject({ guides: 'new' });
  await machine.open();
  expect(await titles(first.id)).toEqual([changed.title]);
});

test('the slots on the disk are what the decisions say', async () => {
  await publish(before);
  must(await machine.sync());
  await machine.open();
  await publish(after);
  must(await machine.sync());
  expect((await readdir(join(machine.kbFolder, 'en'))).sort()).toEqual([
    'a',
    'b',
    'incidents.json',
    'notices.json',
  ]);
  const slot = await readdir(join(machine.kbFolder, 'en', 'a'));
  expect(slot.sort()).toEqual(['catalog.json', 'guides.jsonl', 'head.json', 'index.bin', 'slot.json']);
  const guides = await readFile(join(machine.kbFolder, 'en', 'b', 'guides.jsonl'), 'utf8');
  const ids = guides
    .trim()
    .split('\n')
    .map((line) => /^\{"id":"([^"]+)"/.exec(line)?.[1]);
  expect(ids).toEqual([first, ...rest, added].map(({ id }) => id).sort());
});
