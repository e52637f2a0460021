import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  catalogFormat,
  parseCatalog,
  type Catalog,
  type CatalogEntry,
} from '../../../shared/packs/catalog.ts';

const hash = (n: number): string => n.toString(16).padStart(64, '0');
const entries = Array.from({ length: 30 }, (_, n): CatalogEntry => [`guide-${100 + n}`, hash(n), 3_000]);
const catalog = (guides: unknown): string =>
  JSON.stringify({
    ...{
      format: catalogFormat,
      language: 'en',
      contentFromMs: 1,
      checkMinutes: { guides: 60, incidents: 8 },
    },
    ...{ head: { sha256: hash(900), size: 5_000 }, full: { sha256: hash(901), size: 305_000 } },
    ...{ index: { sha256: hash(902), size: 9, analysis: 1 }, guides, images: [] },
  });

function read(guides: unknown): Catalog {
  const parsed = parseCatalog(catalog(guides));
  if (!parsed.ok) throw new Error(parsed.error.detail);
  return parsed.value;
}
const before = read(entries);

describe('a catalog', () => {
  test.each<[string, unknown]>([
    ['twice the same name', [entries[0], entries[0]]],
    ['names out of order', [entries[1], entries[0]]],
    ['a name that leaves the folder', [['../guide', hash(1), 1]]],
    ['a digest in capitals', [['guide-100', hash(0xabc).toUpperCase(), 3_000]]],
    ['a short digest', [['guide-100', 'abc', 3_000]]],
    ['a size below nothing', [['guide-100', hash(0), -1]]],
    ['half a byte', [['guide-100', hash(0), 3_000.5]]],
    ['an entry too long', [['guide-100', hash(0), 3_000, 1]]],
    ['no list', { '0': entries[0] }],
  ])('with %s is refused, known entries or not', (_what, guides) => {
    for (const known of [undefined, before])
      expect(parseCatalog(catalog(guides), known)).toMatchObject({ ok: false, error: { kind: 'invalid' } });
  });

  test('is read the same with the one before it as without', () => {
    const name = fc.oneof(fc.constantFrom(...entries.map(([id]) => id)), fc.string({ maxLength: 8 }));
    const sha256 = fc.oneof(fc.nat(30).map(hash), fc.constantFrom('', 'f'.repeat(63), 'F'.repeat(64)));
    const size = fc.oneof(fc.constantFrom(3_000), fc.integer(), fc.double());
    const change = fc.record({ at: fc.nat(29), entry: fc.tuple(name, sha256, size), keep: fc.boolean() });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), fc.boolean(), (changes, isSorted) => {
        const changed: CatalogEntry[] = [...entries];
        for (const { at, entry, keep } of changes) changed.splice(at, keep ? 0 : 1, entry);
        if (isSorted) changed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
        expect(parseCatalog(catalog(changed), before)).toEqual(parseCatalog(catalog(changed)));
      }),
      { numRuns: 500 },
    );
  });
});
