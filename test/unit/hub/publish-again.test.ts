import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CompiledKb } from '../../../hub/publish/compile-kb.ts';
import { sha256Of } from '../../../hub/publish/digest.ts';
import { readHistory } from '../../../hub/publish/history.ts';
import { isNews } from '../../../hub/publish/plan.ts';
import { preparePublication } from '../../../hub/publish/publication.ts';
import type { PublishedCatalog } from '../../../hub/publish/repository-content.ts';
import { lifetimes } from '../../../hub/sign/lifetimes.ts';
import { readSigned } from '../../../hub/sign/read-signed.ts';
import { catalogText, piecesOf } from '../../../shared/packs/catalog.ts';
import { applyPatch, catalogPatchSchema, newPieces } from '../../../shared/packs/delta.ts';
import { blobPath, deltaPath } from '../../../shared/packs/repository-layout.ts';
import {
  compiledFolder,
  createPublisher,
  must,
  quickQuality,
  type Publisher,
} from '../../support/published-kb.ts';
import { changedGuides, copies } from './changed-guides.ts';
import { smallKb } from './kb.ts';

// Many fsyncs: on a busy disk they take their time.
vi.setConfig({ testTimeout: 60_000 });

const nowMs = Date.parse('2026-11-22T08:00:00Z');
const options = { quality: quickQuality };
let publisher: Publisher;
let kb: CompiledKb;
beforeEach(async () => {
  publisher = await createPublisher(nowMs);
  // Enough guides that a change of one is little beside all of them; English alone is quick.
  const whole = copies(await compiledFolder(smallKb), 20);
  kb = { ...whole, packs: new Map([...whole.packs].filter(([language]) => language === 'en')) };
});
afterEach(() => publisher.remove());

const edited = (before: CompiledKb, summary: string): CompiledKb =>
  changedGuides(before, ([first, ...rest]) => [...(first ? [{ ...first, summary }] : []), ...rest]);

async function history(): Promise<readonly PublishedCatalog[]> {
  const state = must(await readSigned(publisher.destination, await publisher.ring()));
  return must(await readHistory(publisher.destination, state)).get('en') ?? [];
}

async function versions() {
  const state = must(await readSigned(publisher.destination, await publisher.ring()));
  const { timestamp, snapshot, targets, campaigns } = state ?? {};
  return [timestamp, snapshot, targets, campaigns].map((metadata) => metadata?.signed.version);
}

const sumTo = (n: number): number => (n * (n + 1)) / 2;

describe('a further publication', () => {
  it('has a delta from each of the last ten that leads exactly to the newest', async () => {
    for (let n = 0; n < 12; n += 1) await publisher.publish(edited(kb, `Edition ${n}.`), options);
    const [newest, ...before] = await history();
    // History now begins with the newest itself; the delta from the tenth before it was made all the same.
    expect(before).toHaveLength(9);
    expect(await readdir(join(publisher.dir, 'deltas'))).toHaveLength(10 + sumTo(10));
    for (const { catalog, sha256 } of before) {
      const file = await readFile(join(publisher.dir, deltaPath(sha256, newest?.sha256 ?? '')));
      const text = brotliDecompressSync(file);
      const end = text.indexOf('\n');
      const patch = catalogPatchSchema.parse(JSON.parse(text.subarray(0, end).toString()));
      const after = applyPatch(catalog, patch);
      expect(sha256Of(Buffer.from(catalogText(after)))).toBe(newest?.sha256);
      let at = end + 1;
      for (const piece of newPieces(new Set(piecesOf(catalog).map((one) => one.sha256)), after)) {
        expect(sha256Of(text.subarray(at, at + piece.size))).toBe(piece.sha256);
        at += piece.size;
      }
      expect(at).toBe(text.length);
    }
  });

  it('makes no delta when nearly everything changed', async () => {
    await publisher.publish(kb, options);
    const [before] = await history();
    const other = changedGuides(kb, (guides) =>
      guides.map((guide) => ({ ...guide, summary: `New: ${guide.id}` })),
    );
    const { plan } = await publisher.publish(other, options);
    const [after] = await history();
    const [english] = plan.languages;
    expect(english?.updateBytes).toBe(english?.fullBytes);
    const path = deltaPath(before?.sha256 ?? '', after?.sha256 ?? '');
    expect(must(await publisher.destination.has(path))).toBe(false);
  });

  it('says what changes and what it costs, and writes what is new alone', async () => {
    await publisher.publish(kb, options);
    const changed = changedGuides(edited(kb, 'Other words.'), (guides) => [
      ...guides.slice(0, -2),
      ...guides.slice(-1).map((guide) => ({ ...guide, id: 'another' })),
    ]);
    const { plan, uploaded } = await publisher.publish(changed, options);
    const [english] = plan.languages;
    expect(english).toMatchObject({
      language: 'en',
      before: 20,
      after: 19,
      added: 1,
      changed: 1,
      removed: 2,
    });
    expect(english?.updateBytes).toBeLessThan((english?.fullBytes ?? 0) / 3);
    // Two guides, full, index, catalog twice, delta, and targets, snapshot, timestamp.
    expect(uploaded.files).toBe(10);
  });

  it('with nothing new only refreshes the timestamp', async () => {
    await publisher.publish(kb, options);
    const before = await versions();
    const { plan, uploaded } = await publisher.publish(kb, { ...options, nowMs: nowMs + 60_000 });
    expect([isNews(plan), uploaded.files]).toEqual([false, 1]);
    expect([before, await versions()]).toEqual([
      [1, 1, 1, 1],
      [2, 1, 1, 1],
    ]);
  });

  it('puts back what somebody removed, when asked for every file', async () => {
    await publisher.publish(kb, options);
    const [newest] = await history();
    const path = blobPath(newest?.catalog.head.sha256 ?? '');
    await rm(join(publisher.dir, path));
    await publisher.publish(kb, options);
    expect(must(await publisher.destination.has(path))).toBe(false);
    await publisher.publish(kb, { ...options, checkAll: true });
    expect(must(await publisher.destination.has(path))).toBe(true);
  });
});

describe('one half alone', () => {
  it('leaves the other signed as it is, and needs no key for it', async () => {
    await publisher.publish(kb, options);
    const incident = {
      id: 'mail-down',
      severity: 'incident' as const,
      title: 'Mail is down',
      text: '',
      from: '2026-11-22',
    };
    const packs = new Map(
      [...kb.packs].map(([language, pack]) => [language, { ...pack, campaigns: [incident] }]),
    );
    const both = edited({ ...kb, packs }, 'Other words.');
    await publisher.publish(both, { ...options, only: 'notices' });
    expect(await versions()).toEqual([2, 2, 1, 2]);
    const { plan } = await publisher.publish(both, { ...options, only: 'guides' });
    expect([await versions(), plan.noticesChanged]).toEqual([[3, 3, 2, 2], false]);
  });

  it('is refused before there is a whole', async () => {
    for (const only of ['guides', 'notices'] as const) {
      const tried = await publisher.tryPublish(kb, { ...options, only });
      expect(tried).toMatchObject({ ok: false, error: { kind: 'nothing-published' } });
    }
    expect(must(await publisher.destination.has('metadata/1.root.json'))).toBe(false);
  });
});

describe('what is refused', () => {
  it('fewer guides by more than a fifth, unless told', async () => {
    await publisher.publish(kb, options);
    const fewer = (count: number) => changedGuides(kb, (guides) => guides.slice(0, count));
    const tried = await publisher.tryPublish(fewer(15), options);
    expect(tried).toMatchObject({ ok: false, error: { kind: 'fewer-guides' } });
    expect(tried.ok ? '' : tried.error.detail).toContain('en 20 -> 15');
    expect(await versions()).toEqual([1, 1, 1, 1]);
    expect((await publisher.tryPublish(fewer(16), options)).ok).toBe(true);
    expect((await publisher.tryPublish(fewer(1), { ...options, allowFewer: true })).ok).toBe(true);
  });

  it('translations that fall back to English count as gone', async () => {
    const [english] = kb.packs.values();
    if (!english) throw new Error('no English');
    const guides = english.guides.map((guide) => ({
      ...guide,
      language: 'nb' as const,
      title: `Norsk ${guide.id}`,
    }));
    const norwegian = { ...english, language: 'nb' as const, guides };
    await publisher.publish(
      {
        ...kb,
        packs: new Map([
          ['en', english],
          ['nb', norwegian],
        ]),
      },
      options,
    );
    const lost = { ...norwegian, guides: english.guides };
    const tried = await publisher.tryPublish(
      {
        ...kb,
        packs: new Map([
          ['en', english],
          ['nb', lost],
        ]),
      },
      options,
    );
    expect(tried.ok ? '' : tried.error.detail).toContain('nb 20 -> 0');
  });

  it('a publication that another one overtook', async () => {
    await publisher.publish(kb, options);
    const { destination } = publisher;
    let overtaken = false;
    const slow = {
      ...destination,
      async write(...[path, bytes, lifetime]: Parameters<typeof destination.write>) {
        if (!overtaken) {
          overtaken = true;
          await publisher.publish(edited(kb, 'Theirs.'), options);
        }
        return destination.write(path, bytes, lifetime);
      },
    };
    const tried = await publisher.tryPublish(edited(kb, 'Ours.'), { ...options, destination: slow });
    expect(tried).toMatchObject({ ok: false, error: { kind: 'changed-meanwhile' } });
    expect(await versions()).toEqual([2, 2, 2, 1]);
  });
});

it('a plan writes nothing and needs no private key', async () => {
  await publisher.publish(kb, options);
  const before = await versions();
  const ring = { ...(await publisher.ring()), unlock: () => Promise.reject(new Error('asked for a key')) };
  const { destination } = publisher;
  const readOnly = { ...destination, write: () => Promise.reject(new Error('wrote')) };
  const prepared = must(
    await preparePublication({
      ...{
        kb: edited(kb, 'Other words.'),
        destination: readOnly,
        ring,
        nowMs,
        lifetimes,
        progress: () => {},
      },
      ...options,
    }),
  );
  expect(prepared.plan.languages).toMatchObject([{ language: 'en', changed: 1 }]);
  expect(await versions()).toEqual(before);
});
