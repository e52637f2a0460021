import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CompiledKb } from '../../../hub/publish/compile-kb.ts';
import { sha256Of } from '../../../hub/publish/digest.ts';
import { targetFilePath } from '../../../hub/publish/history.ts';
import { readSigned } from '../../../hub/sign/read-signed.ts';
import { targetsOf } from '../../../hub/sign/signed-state.ts';
import { guideSchema } from '../../../shared/guides/guide.ts';
import type { Language } from '../../../shared/language.ts';
import { catalogText, parseCatalog, piecesOf, type Catalog } from '../../../shared/packs/catalog.ts';
import { blobPath, catalogTarget } from '../../../shared/packs/repository-layout.ts';
import { analysisVersion, loadIndex } from '../../../shared/search/index-bytes.ts';
import { search } from '../../../shared/search/search.ts';
import { compiledFolder, createPublisher, must, type Publisher } from '../../support/published-kb.ts';
import { smallKb } from './kb.ts';

// Many fsyncs: on a busy disk they take their time.
vi.setConfig({ testTimeout: 60_000 });

const nowMs = Date.parse('2026-11-22T08:00:00Z');
let publisher: Publisher;
let kb: CompiledKb;
beforeEach(async () => {
  publisher = await createPublisher(nowMs);
  kb = await compiledFolder(smallKb);
});
afterEach(() => publisher.remove());

const file = (path: string): Promise<Buffer> => readFile(join(publisher.dir, path));
const blob = async (sha256: string): Promise<Buffer> => brotliDecompressSync(await file(blobPath(sha256)));

/** What a machine believes: the catalog that the verified metadata names. */
async function publishedCatalog(language: Language): Promise<{ catalog: Catalog; sha256: string }> {
  const state = must(await readSigned(publisher.destination, await publisher.ring(), nowMs));
  const sha256 = state && targetsOf(state.targets).get(catalogTarget(language))?.sha256;
  if (sha256 === undefined) throw new Error(`no catalog for ${language}`);
  const parsed = must(parseCatalog((await blob(sha256)).toString()));
  return { catalog: parsed, sha256 };
}

/** Every file but what is signed and the bundles of that, with the hash of its bytes. */
async function contentOf({ dir }: Publisher): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const content = paths.filter((path) => !/^(metadata|news)\b/.test(relative(dir, path)));
  const named = content.map(async (path) => `${relative(dir, path)} ${sha256Of(await readFile(path))}`);
  return (await Promise.all(named)).sort();
}

describe('a first publication', () => {
  it('has every piece of every catalog under its hash', async () => {
    await publisher.publish(kb);
    for (const [language, pack] of kb.packs) {
      const { catalog, sha256 } = await publishedCatalog(language);
      expect(catalogText(catalog)).toBe(
        (await file(targetFilePath(catalogTarget(language), sha256))).toString(),
      );
      expect(catalog.guides.map(([id]) => id)).toEqual(pack.guides.map(({ id }) => id).sort());
      for (const piece of [...piecesOf(catalog), catalog.full, catalog.index]) {
        const bytes = await blob(piece.sha256);
        expect([sha256Of(bytes), bytes.length]).toEqual([piece.sha256, piece.size]);
      }
    }
  });

  it('has a full pack of all pieces in order, and guides that are the compiled ones', async () => {
    await publisher.publish(kb);
    const { catalog } = await publishedCatalog('en');
    const parts = await Promise.all(piecesOf(catalog).map(({ sha256 }) => blob(sha256)));
    expect(Buffer.concat(parts).equals(await blob(catalog.full.sha256))).toBe(true);
    const guides = new Map(kb.packs.get('en')?.guides.map((guide) => [guide.id, guide]));
    for (const [id, sha256] of catalog.guides) {
      const text = (await blob(sha256)).toString();
      expect(JSON.parse(text)).toEqual(guides.get(id));
      // A machine that has read a guide out of its own pack writes the same bytes: it need not fetch them.
      expect(text).toBe(JSON.stringify(guideSchema.parse(JSON.parse(text))));
    }
    expect(catalog.images.length).toBeGreaterThan(0);
    for (const [name, sha256] of catalog.images) {
      expect((await blob(sha256)).equals(kb.images.get(name) ?? Buffer.alloc(0))).toBe(true);
    }
  });

  it('carries an index that answers', async () => {
    await publisher.publish(kb);
    const { catalog } = await publishedCatalog('en');
    expect(catalog.index.analysis).toBe(analysisVersion);
    const index = must(loadIndex(await blob(catalog.index.sha256)));
    const [guide] = kb.packs.get('en')?.guides ?? [];
    const { hits } = search(index, { text: guide?.title ?? '', language: 'en', limit: 5 });
    expect(hits[0]?.id).toBe(guide?.id);
  });

  it('splits notices and incidents', async () => {
    const pack = kb.packs.get('en');
    const [notice] = pack?.campaigns ?? [];
    if (!pack || !notice) throw new Error('the small knowledge base has no notice');
    const outage = { ...notice, id: 'mail-down', severity: 'incident' as const };
    kb.packs.set('en', { ...pack, campaigns: [{ ...notice, severity: 'quiet' }, outage] });
    await publisher.publish(kb);
    const state = must(await readSigned(publisher.destination, await publisher.ring(), nowMs));
    const signed = state ? targetsOf(state.campaigns) : new Map<string, { sha256: string }>();
    const ids = async (name: string) => {
      const path = `campaigns/${name}-en.json`;
      const text = (await file(targetFilePath(path, signed.get(path)?.sha256 ?? ''))).toString();
      return (JSON.parse(text) as { id: string }[]).map(({ id }) => id);
    };
    expect([await ids('notices'), await ids('incidents')]).toEqual([[notice.id], ['mail-down']]);
  });

  it('is the same content, byte for byte, when it is made again', async () => {
    await publisher.publish(kb);
    const other = await createPublisher(nowMs);
    const reversed = {
      ...kb,
      packs: new Map([...kb.packs].reverse()),
      images: new Map([...kb.images].reverse()),
    };
    await other.publish(reversed);
    expect(await contentOf(other)).toEqual(await contentOf(publisher));
    await other.remove();
  });
});
