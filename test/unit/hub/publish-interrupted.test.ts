import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { brotliDecompressSync } from 'node:zlib';
import type { Destination } from '../../../hub/destination/destination.ts';
import type { CompiledKb } from '../../../hub/publish/compile-kb.ts';
import { sha256Of } from '../../../hub/publish/digest.ts';
import { readSigned } from '../../../hub/sign/read-signed.ts';
import { targetsOf } from '../../../hub/sign/signed-state.ts';
import { parseCatalog, piecesOf } from '../../../shared/packs/catalog.ts';
import { blobPath, catalogTarget } from '../../../shared/packs/repository-layout.ts';
import { refuse } from '../../../shared/result.ts';
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
  const whole = copies(await compiledFolder(smallKb), 5);
  kb = { ...whole, packs: new Map([...whole.packs].filter(([language]) => language === 'en')) };
});
afterEach(() => publisher.remove());

const kbImages = (): number => kb.images.size;

/** Does its part for so many writes, then never again: as if the network or the disk went away. */
function failingAfter(writes: number, { ...whole }: Destination): Destination & { failed: boolean } {
  let left = writes;
  const failing = {
    ...whole,
    failed: false,
    write(...[path, bytes, lifetime]: Parameters<Destination['write']>) {
      left -= 1;
      if (left >= 0) return whole.write(path, bytes, lifetime);
      failing.failed = true;
      return Promise.resolve(
        refuse({ kind: 'could-not-write' as const, detail: `${path}: the line went dead` }),
      );
    },
  };
  return failing;
}

/** The guides that a machine gets, every signature and every hash on the way checked; nothing when nothing is there. */
async function guidesSeen(): Promise<string[] | undefined> {
  const state = must(await readSigned(publisher.destination, await publisher.ring(), nowMs));
  if (!state) return undefined;
  const blob = async (sha256: string) => {
    const bytes = brotliDecompressSync(must(await publisher.destination.read(blobPath(sha256), 1_000_000)));
    expect(sha256Of(bytes)).toBe(sha256);
    return bytes.toString();
  };
  const sha256 = targetsOf(state.targets).get(catalogTarget('en'))?.sha256 ?? '';
  const catalog = must(parseCatalog(await blob(sha256)));
  await Promise.all([catalog.full, catalog.index, ...piecesOf(catalog)].map((piece) => blob(piece.sha256)));
  return catalog.guides.map(([id]) => id);
}

/** Cuts a publication off at its first write, at its second, ...; each time it is then made again. */
async function cutOffEverywhere(
  editions: (n: number) => CompiledKb,
  begin = () => Promise.resolve(),
): Promise<number> {
  for (let writes = 0; ; writes += 1) {
    await begin();
    const before = await guidesSeen();
    const edition = editions(writes);
    const failing = failingAfter(writes, publisher.destination);
    const tried = await publisher.tryPublish(edition, { ...options, destination: failing });
    expect(tried.ok).toBe(!failing.failed);
    if (tried.ok) return writes;
    expect(tried.error.detail).toContain('the line went dead');
    expect(await guidesSeen()).toEqual(before);
    await publisher.publish(edition, options);
    expect(await guidesSeen()).toEqual(edition.packs.get('en')?.guides.map(({ id }) => id));
  }
}

it('a first publication that ends anywhere shows nothing, and is completed by the next', async () => {
  const writes = await cutOffEverywhere(
    () => kb,
    () => rm(publisher.dir, { recursive: true, force: true }),
  );
  // Five guides, head, full, index, catalog twice, notices, incidents, five files of metadata, and their bundle.
  expect(writes).toBe(18 + kbImages());
});

it('a further publication that ends anywhere leaves the one before whole, and is completed by the next', async () => {
  await publisher.publish(kb, options);
  const edition = (n: number): CompiledKb =>
    changedGuides(kb, (guides) => [
      ...guides.slice(1),
      ...guides.slice(0, 1).map((guide) => ({ ...guide, id: `edition-${String(n).padStart(3, '0')}` })),
    ]);
  const writes = await cutOffEverywhere(edition);
  // Guide, full, index, catalog twice, targets, snapshot and timestamp at the least.
  expect(writes).toBeGreaterThan(7);
});
