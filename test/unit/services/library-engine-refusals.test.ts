import { beforeEach, expect, test, vi } from 'vitest';
import { generatedPack } from '../../../bench/panel/generated-packs.mjs';
import type { PackClient, PackSlots, SlotContent } from '../../../electron/services/ports.ts';
import { createLibraryEngine } from '../../../electron/services/library-engine.ts';
import { sha256 } from '../../../electron/adapters/digest.ts';
import { catalogText, type Catalog } from '../../../shared/packs/catalog.ts';
import type { Guide } from '../../../shared/guides/guide.ts';
import { packSchema, type Pack } from '../../../shared/packs/pack.ts';
import { catalogTarget } from '../../../shared/packs/repository-layout.ts';
import { refuse, ok } from '../../../shared/result.ts';
import { buildIndex } from '../../../shared/search/guide-index.ts';
import { analysisVersion, serialiseIndex } from '../../../shared/search/index-bytes.ts';
import { searchTextOf } from '../../../shared/search/search-text.ts';

vi.setConfig({ testTimeout: 30_000 });

const pack = packSchema.parse(generatedPack(12));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Somebody with the right keys, who publishes whatever this holds. */
let pieces: Map<string, Uint8Array>;
/** What was asked for, in order. */
let fetched: string[];
let signed: { digests: { sha256: string }; sizeBytes: number };
let slots: PackSlots & { written: SlotContent[] };

const put = (bytes: Uint8Array) => {
  pieces.set(sha256(bytes), bytes);
  return { sha256: sha256(bytes), size: bytes.length };
};

interface Texts {
  head: unknown;
  guides: [id: string, guide: unknown][];
  index: Uint8Array;
}

const indexOf = (guides: readonly Guide[]): Uint8Array =>
  serialiseIndex(buildIndex(guides.map(searchTextOf)));

const wellFormed = ({ guides, campaigns: _apart, ...head }: Pack = pack): Texts => ({
  head,
  guides: guides.map((guide): [string, unknown] => [guide.id, guide]).sort(([a], [b]) => (a < b ? -1 : 1)),
  index: indexOf(guides),
});

function sign(texts: Texts, change: (catalog: Catalog) => Catalog = (catalog) => catalog): void {
  const head = put(utf8(JSON.stringify(texts.head)));
  const entries = texts.guides.map(([id, guide]) => ({ id, ...put(utf8(JSON.stringify(guide))) }));
  const full = put(
    Buffer.concat([head, ...entries].map((one) => pieces.get(one.sha256) ?? new Uint8Array())),
  );
  const catalog = change({
    ...{
      format: 1,
      language: 'en',
      contentFromMs: 1,
      checkMinutes: { guides: 60, incidents: 8 },
      head,
      full,
    },
    index: { ...put(texts.index), analysis: analysisVersion },
    guides: entries.map((entry) => [entry.id, entry.sha256, entry.size]),
    images: [],
  });
  const text = put(utf8(catalogText(catalog)));
  signed = { digests: { sha256: text.sha256 }, sizeBytes: text.size };
}

const client: PackClient = {
  refresh: (paths) =>
    Promise.resolve(
      ok({
        targets: new Map([
          [catalogTarget('en'), { path: catalogTarget('en'), ...signed }],
          ...paths
            .filter((path) => path.startsWith('campaigns/'))
            .map((path) => [path, { path, digests: { sha256: sha256(utf8('[]')) }, sizeBytes: 2 }] as const),
        ]),
        ...{ expiresAtMs: 9, rootVersion: 1, timestampVersion: 1 },
      }),
    ),
  fetchTarget: () => Promise.resolve(ok(utf8('[]'))),
  fetchPiece: (piece, onProgress) => {
    fetched.push(piece.sha256);
    const bytes = pieces.get(piece.sha256);
    onProgress?.(1, 4);
    return Promise.resolve(bytes ? ok(bytes) : refuse({ kind: 'missing', detail: piece.sha256 }));
  },
  fetchDelta: () => Promise.resolve(refuse({ kind: 'missing', detail: 'no delta' })),
};

function engine() {
  return createLibraryEngine({
    ...{ os: 'linux', appVersion: '1.0.0', digest: sha256 },
    seed: {
      kind: 'embedded',
      load: () => Promise.resolve(ok({ ...pack, guides: pack.guides.slice(0, 1) })),
      problems: () => [],
      readImage: () => Promise.resolve(undefined),
    },
    central: {
      ...{ client, slots, traffic: () => ({ bytes: 0, requests: 0 }) },
      campaigns: { read: () => Promise.resolve(undefined), write: () => Promise.resolve(ok(undefined)) },
      images: {
        names: () => Promise.resolve([]),
        read: () => Promise.resolve(undefined),
        write: () => Promise.resolve(ok(undefined)),
        remove: () => Promise.resolve(),
      },
    },
  });
}

beforeEach(() => {
  pieces = new Map();
  fetched = [];
  const written: SlotContent[] = [];
  slots = {
    written,
    async *whole() {
      const last = written.at(-1);
      if (!last) return;
      const hashes = { catalogSha256: sha256(utf8(last.catalog)), indexSha256: sha256(last.index) };
      yield { ...last, ...hashes, checkedBy: '1.0.0' };
      await Promise.resolve();
    },
    write: (_language, content) => Promise.resolve(ok(void written.push(content))),
    imagesInUse: () => Promise.resolve(new Set()),
  };
});

const sync = (machine = engine()) => machine.sync({ language: 'en', depth: 'everything' }, () => undefined);

test.each<[string, () => void, string, RegExp]>([
  [
    'a catalog of a newer form',
    () => sign(wellFormed(), (c) => ({ ...c, format: 2 as 1 })),
    'needs-newer-app',
    /2/,
  ],
  [
    'a head of a newer form',
    () => sign({ ...wellFormed(), head: { format: 2, surprise: true } }),
    'needs-newer-app',
    /format 2/,
  ],
  ['a head with an unknown key', () => sign({ ...wellFormed(), head: { ...pack, x: 1 } }), 'invalid', /head/],
  [
    'a head in another language',
    () => sign(wellFormed({ ...pack, language: 'hu' })),
    'invalid',
    /"hu", not "en"/,
  ],
  [
    'a guide under another one’s name',
    () => sign({ ...wellFormed(), guides: [['aaa', pack.guides[0]]] }),
    'invalid',
    /aaa calls itself/,
  ],
  [
    'a guide with an unknown action',
    () => sign({ ...wellFormed(), guides: [['aaa', { ...pack.guides[0], id: 'aaa', run: 'calc.exe' }]] }),
    'invalid',
    /guide aaa/,
  ],
  [
    'a catalog in another language',
    () => sign(wellFormed(), (c) => ({ ...c, language: 'hu' })),
    'invalid',
    /"hu"/,
  ],
  [
    'a catalog that names what is nowhere',
    () => sign(wellFormed(), (c) => ({ ...c, full: { sha256: 'f'.repeat(64), size: c.full.size } })),
    'missing',
    /ffff/,
  ],
  [
    'a full pack of other content',
    () => sign(wellFormed(), (c) => ({ ...c, full: put(new Uint8Array(c.full.size)) })),
    'invalid',
    /full pack/,
  ],
])('%s is refused, and what came with the app stays', async (_what, publish, kind, detail) => {
  publish();
  const machine = engine();
  await machine.open('en');
  expect(await sync(machine)).toMatchObject({
    ok: false,
    error: { kind, detail: expect.stringMatching(detail) as unknown },
  });
  expect(slots.written).toEqual([]);
  expect(await machine.open('en')).toMatchObject({
    ok: true,
    value: { source: 'embedded', guides: { length: 1 } },
  });
});

test.each<[string, Partial<Texts>, (catalog: Catalog) => Catalog]>([
  ['that is not one', { index: utf8('no index') }, (c) => c],
  ['over other guides', { index: indexOf(pack.guides.slice(1)) }, (c) => c],
  ['of another analysis', {}, (c) => ({ ...c, index: { ...c.index, analysis: 99 } })],
  ['that is nowhere', {}, (c) => ({ ...c, index: { ...c.index, sha256: 'e'.repeat(64) } })],
])('guides with a published index %s are taken, and the index is built here', async (_what, more, change) => {
  sign({ ...wellFormed(), ...more }, change);
  expect(await sync()).toMatchObject({ ok: true, value: { guides: 'new' } });
  expect(slots.written[0]?.index).toEqual(wellFormed().index);
});

/** The index as one would be that was made in another way. */
function ofAnalysis0(index: Uint8Array): Uint8Array {
  const text = Buffer.from(index).toString('latin1');
  const other = text.replace(`"analysis":${analysisVersion}`, '"analysis":0');
  expect(other).not.toBe(text);
  return Buffer.from(other, 'latin1');
}

test('an index that another version of the app made is replaced, without anything new to show', async () => {
  sign(wellFormed());
  await sync();
  const [slot] = slots.written;
  if (slot) slots.written.push({ ...slot, index: ofAnalysis0(slot.index) });
  const machine = engine();
  await machine.open('en');
  const answer = await machine.search(pack.guides[3]?.title ?? '', 1);
  expect(answer).toMatchObject({ ok: true, value: { hits: [{ id: pack.guides[3]?.id }] } });
  expect(await sync(machine)).toMatchObject({ ok: true, value: { guides: 'same' } });
  expect(slots.written.at(-1)).toEqual(slot);
});

test('a full disk is told, and what is there stays', async () => {
  sign(wellFormed());
  slots.write = () => Promise.resolve(refuse({ kind: 'could-not-save', detail: 'en: ENOSPC' }));
  expect(await sync()).toMatchObject({ ok: false, error: { kind: 'could-not-save', detail: 'en: ENOSPC' } });
});

test('of what needs a newer app, only the catalog and the head are fetched', async () => {
  sign({ ...wellFormed(), head: { format: 2, surprise: true } });
  const head = sha256(utf8(JSON.stringify({ format: 2, surprise: true })));
  expect(await sync()).toMatchObject({ ok: false, error: { kind: 'needs-newer-app' } });
  expect(fetched).toEqual([signed.digests.sha256, head]);
});

test('the full pack counts as it comes', async () => {
  sign(wellFormed());
  const told: [done: number, total: number][] = [];
  await engine().sync({ language: 'en', depth: 'everything' }, (...step) => told.push(step));
  const total = told[0]?.[1] ?? 0;
  expect(told).toEqual([
    [0, total],
    [Math.floor(total / 4), total],
    [total, total],
  ]);
});

test('while an index is in the making, guides come before the search that waits for it', async () => {
  const big = packSchema.parse(generatedPack(80));
  sign({ ...wellFormed(big), index: utf8('no index') });
  await sync();
  const content = slots.written[0] as SlotContent;
  slots.written.push({ ...content, index: utf8('of another analysis') });
  const machine = engine();
  await machine.open('en');
  const order: string[] = [];
  const searched = machine
    .search(big.guides[0]?.title ?? '', 1)
    .then((answer) => order.push(answer.ok ? `${answer.value.hits.length} hit` : answer.error.kind));
  await new Promise((resolve) => setImmediate(resolve));
  const [guide] = await machine.guides([big.guides[0]?.id ?? '']);
  order.push(guide?.id ?? '');
  await searched;
  expect(order).toEqual([big.guides[0]?.id, '1 hit']);
});

test('opened again, the same bytes are not read again; other ones are', async () => {
  sign(wellFormed());
  await sync();
  const machine = engine();
  const headOf = async () => {
    const opened = await machine.open('en');
    return opened.ok ? opened.value.head : undefined;
  };
  const head = await headOf();
  expect(head).toBeDefined();
  expect(await headOf()).toBe(head);
  sign(wellFormed({ ...pack, contentFromMs: pack.contentFromMs + 1 }));
  await sync(machine);
  expect(await headOf()).toMatchObject({ contentFromMs: pack.contentFromMs + 1 });
});
