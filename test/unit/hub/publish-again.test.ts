import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sha256Of } from '../../../hub/publish/digest.ts';
import { targetFilePath } from '../../../hub/publish/history.ts';
import { isNews } from '../../../hub/publish/plan.ts';
import { catalogText, digestsOf } from '../../../shared/packs/catalog.ts';
import { applyPatch, catalogPatchSchema, newPieces } from '../../../shared/packs/delta.ts';
import { blobPath, deltaPath } from '../../../shared/packs/repository-layout.ts';
import { must } from '../../support/published-kb.ts';
import { changedGuides } from './changed-guides.ts';
import {
  nowMs,
  options,
  publisher,
  kb,
  edited,
  history,
  versions,
  sumTo,
  removePublisher,
  setUpPublisher,
} from './publish-again-bench.ts';

// Many fsyncs: on a busy disk they take their time.
vi.setConfig({ testTimeout: 60_000 });
beforeEach(setUpPublisher);
afterEach(removePublisher);

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
      for (const piece of newPieces(digestsOf(catalog), after)) {
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
    // Two guides, full, index, catalog twice, delta, and targets, snapshot, their bundle, timestamp.
    expect(uploaded.files).toBe(11);
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

describe('a catalog that somebody damaged', () => {
  const damage = async () => {
    const [newest] = await history();
    const path = targetFilePath('catalog-en.json', newest?.sha256 ?? '');
    await writeFile(join(publisher.dir, path), 'x');
    return path;
  };

  it('stops a publication, which says how to repair it; then all is as before', async () => {
    await publisher.publish(kb, options);
    const fewer = changedGuides(kb, (guides) => guides.slice(0, 5));
    await publisher.publish(fewer, { ...options, allowFewer: true });
    const path = await damage();
    const stopped = await publisher.tryPublish(fewer, options);
    expect(stopped).toMatchObject({
      error: { kind: 'damaged', detail: expect.stringContaining('--check-all') as string },
    });
    const { plan } = await publisher.publish(fewer, { ...options, checkAll: true });
    expect(isNews(plan)).toBe(false);
    expect(sha256Of(await readFile(join(publisher.dir, path)))).toBe((await history())[0]?.sha256);
  });
});

it('what was changed is written anew, when asked for every file', async () => {
  await publisher.publish(kb, options);
  await publisher.publish(edited(kb, 'Other words.'), options);
  const [newest, before] = await history();
  const paths = [
    blobPath(newest?.catalog.full.sha256 ?? ''),
    deltaPath(before?.sha256 ?? '', newest?.sha256 ?? ''),
  ].map((path) => join(publisher.dir, path));
  const whole = await Promise.all(paths.map((path) => readFile(path)));
  for (const [place, path] of paths.entries()) await writeFile(path, Buffer.alloc(whole[place]?.length ?? 0));
  await publisher.publish(edited(kb, 'Other words.'), { ...options, checkAll: true });
  expect(await Promise.all(paths.map((path) => readFile(path)))).toEqual(whole);
});

describe('one half alone', () => {
  it('leaves the other signed as it is, and needs no key for it', async () => {
    await publisher.publish(kb, options);
    const incident = {
      id: 'mail-down',
      severity: 'incident' as const,
      title: 'Mail is down',
      text: '',
      windows: [{ from: '2026-11-22T00:00' }],
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
