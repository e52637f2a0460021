import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  catalogFormat,
  catalogText,
  type Catalog,
  type CatalogEntry,
} from '../../../shared/packs/catalog.ts';
import { applyPatch, catalogPatchSchema, newPieces, patchBetween } from '../../../shared/packs/delta.ts';
import {
  checkCatalog,
  deltaBytesMax,
  isCatalogTooBig,
  planFetch,
  planIndex,
  splitDelta,
  splitFull,
  splitPieces,
} from '../../../shared/packs/sync-plan.ts';

const hash = (n: number): string => n.toString(16).padStart(64, '0');
const entry = (name: string, n: number, size = 3_000): CatalogEntry => [name, hash(n), size];
const guides = Array.from({ length: 100 }, (_, n) => entry(`guide-${100 + n}`, n));
const catalog = (more: Partial<Catalog> = {}): Catalog => ({
  ...{ format: catalogFormat, language: 'en', contentFromMs: 1, checkMinutes: { guides: 60, incidents: 8 } },
  ...{ head: { sha256: hash(900), size: 5_000 }, full: { sha256: hash(901), size: 305_000 } },
  index: { sha256: hash(902), size: 9, analysis: 1 },
  ...{ guides, images: [], ...more },
});

describe('what of a catalog is refused before anything is fetched', () => {
  test('a whole one is taken', () =>
    expect(checkCatalog(catalog(), 'en')).toEqual({ ok: true, value: undefined }));

  test.each<[string, Partial<Catalog>, string]>([
    ['another language', { language: 'hu' }, 'invalid'],
    ['an image named after other bytes', { images: [entry(`${'a'.repeat(16)}.svg`, 1)] }, 'invalid'],
    ['a huge head', { head: { sha256: hash(1), size: 9_000_000 } }, 'too-big'],
    ['a huge whole', { full: { sha256: hash(1), size: 600_000_000 } }, 'too-big'],
    ['a huge index', { index: { sha256: hash(1), size: 200_000_000, analysis: 1 } }, 'too-big'],
    ['a huge guide', { guides: [entry('guide', 1, 3_000_000)] }, 'too-big'],
    ['a huge image', { images: [entry(`${'0'.repeat(16)}.svg`, 1, 3_000_000)] }, 'too-big'],
  ])('%s', (_what, more, kind) => {
    expect(checkCatalog(catalog(more), 'en')).toMatchObject({ ok: false, error: { kind } });
  });

  test('ten thousand guides are not too many for a catalog', () => {
    expect([1_000_000, 20_000_000].map(isCatalogTooBig)).toEqual([false, true]);
  });
});

describe('how to get what is missing', () => {
  const have = (count: number) => new Set([hash(900), ...guides.slice(0, count).map(([, sha256]) => sha256)]);

  test.each([
    [100, 'nothing', 0],
    [99, 'pieces', 1],
    [60, 'pieces', 40],
    [10, 'full', 90],
    [0, 'full', 100],
  ])('with %d of a hundred guides: %s', (count, way, missing) => {
    const plan = planFetch(catalog(), have(count));
    expect(plan).toMatchObject({ way, missing: { length: missing } });
    expect(plan.bytes).toBe(way === 'full' ? 305_000 : missing * 3_000);
  });

  test('the index is patched for a few changes, fetched for many, and built when nobody has one', () => {
    const facts = { changed: 10, total: 1_000, hasOwn: true, isPublishedUsable: true };
    expect(planIndex(facts)).toBe('patch');
    expect(planIndex({ ...facts, changed: 900 })).toBe('fetch');
    expect(planIndex({ ...facts, hasOwn: false })).toBe('fetch');
    expect(planIndex({ ...facts, hasOwn: false, isPublishedUsable: false })).toBe('build');
    expect(planIndex({ ...facts, changed: 900, isPublishedUsable: false })).toBe('build');
  });
});

describe('deltas', () => {
  const anyGuides = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.nat(9)).map((chosen) =>
    Object.entries(chosen)
      .map(([name, n]) => entry(name, n, 4))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

  test('lead from any catalog to any other one', () => {
    fc.assert(
      fc.property(anyGuides, anyGuides, fc.nat(), (old, now, contentFromMs) => {
        const [before, after] = [catalog({ guides: old }), catalog({ guides: now, contentFromMs })];
        const file = new TextEncoder().encode(`${JSON.stringify(patchBetween(before, after))}\n{"a":1}`);
        const halves = splitDelta(
          file,
          deltaBytesMax(catalogText(before).length, before, catalogText(after).length).patch,
        );
        expect(new TextDecoder().decode(halves?.pieces)).toBe('{"a":1}');
        expect(halves && catalogText(applyPatch(before, halves.patch))).toBe(catalogText(after));
        const have = new Set(old.map(([, sha256]) => sha256));
        const lacking = newPieces(new Set([...have, hash(900)]), after).map(({ sha256 }) => sha256);
        expect(lacking).toEqual([
          ...new Set(now.map(([, sha256]) => sha256).filter((one) => !have.has(one))),
        ]);
      }),
    );
  });

  test.each([
    ['no line feed', '{}'],
    ['no JSON', 'x\n'],
    ['no patch', '{"format":1}\nabc'],
    ['a newer form', `${JSON.stringify({ ...patchBetween(catalog(), catalog()), format: 2 })}\n`],
  ])('%s is none', (_what, text) =>
    expect(splitDelta(new TextEncoder().encode(text), 1_000)).toBeUndefined(),
  );

  test('ends at the first mistake of a list, however many there are', () => {
    const raw: unknown = JSON.parse(JSON.stringify(patchBetween(catalog(), catalog())));
    const bad = {
      put: Array.from({ length: 10_000 }, () => [0, 0, 0]),
      remove: Array.from({ length: 10_000 }, () => 0),
    };
    const read = catalogPatchSchema.safeParse(Object.assign({}, raw, { guides: bad, images: bad }));
    expect(read.error?.issues).toHaveLength(4);
  });

  test('a patch longer than the two catalogs could need is not even read', () => {
    const text = `${JSON.stringify(patchBetween(catalog({ guides: [] }), catalog()))}\n`;
    const bytes = new TextEncoder().encode(text);
    expect(splitDelta(bytes, bytes.length - 1)).toBeDefined();
    expect(splitDelta(bytes, bytes.length - 2)).toBeUndefined();
    const { patch, whole } = deltaBytesMax(10_000, catalog(), 20_000);
    expect([patch, whole]).toEqual([31_000, 4_031_000]);
  });

  test('bytes that are not as long as the pieces are not cut up', () => {
    const pieces = [
      { sha256: hash(1), size: 2 },
      { sha256: hash(2), size: 3 },
    ];
    expect(splitPieces(Uint8Array.of(1, 2, 3, 4, 5), pieces)?.map(({ bytes }) => [...bytes])).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
    expect(splitPieces(Uint8Array.of(1, 2, 3, 4), pieces)).toBeUndefined();
    expect(splitPieces(Uint8Array.of(1, 2, 3, 4, 5, 6), pieces)).toBeUndefined();
    expect(splitFull(new Uint8Array(305_000), catalog())).toHaveLength(101);
  });
});
