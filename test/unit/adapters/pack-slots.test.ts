import { cp, mkdir, open, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { nodeDisk } from '../../../electron/adapters/disk.ts';
import { packSlots } from '../../../electron/adapters/pack-slots.ts';
import type { PackSlots, SlotContent, StoredSlot } from '../../../electron/services/ports.ts';
import { catalogFormat, catalogText } from '../../../shared/packs/catalog.ts';
import { sha256 } from '../../../electron/adapters/digest.ts';
import { faults } from './faulty-disk.ts';
import { faultyFolderDisk, tornRemoval } from './folder-disk.ts';
import { temporaryFolder } from './temp-folder.ts';

vi.setConfig({ testTimeout: 60_000 });

const piece = { sha256: '0'.repeat(64), size: 3 };

/** Publication `n`: every file of it says so. */
const publication = (n: number): SlotContent => ({
  catalog: catalogText({
    ...{
      format: catalogFormat,
      language: 'en',
      contentFromMs: n,
      checkMinutes: { guides: 60, incidents: 8 },
    },
    ...{ head: piece, full: piece, index: { ...piece, analysis: 1 }, guides: [] },
    images: [[`${String(n).repeat(16)}.svg`, String(n).repeat(64), 1]],
  }),
  head: `head ${n} ő`,
  guides: new TextEncoder().encode(`{"guide":${n}}\n`.repeat(200)),
  // No text: bytes that are no UTF-8 must come back, too.
  index: new Uint8Array([0xff, 0, n, 0xc3, 0x28]),
});

const slotsIn = (folder: string, disk = nodeDisk()): PackSlots =>
  packSlots({ folder, appVersion: '1.0.0', disk });

async function wholeIn(folder: string): Promise<StoredSlot[]> {
  const found: StoredSlot[] = [];
  for await (const slot of slotsIn(folder).whole('en')) found.push(slot);
  return found;
}

/** Which publication a slot holds, when all its parts are of the same. */
function publicationOf({ catalog, head, guides, index }: StoredSlot): number | 'mixed' {
  const n = Number(/\d+/.exec(head)?.[0]);
  const wanted = publication(n);
  const isSame =
    catalog === wanted.catalog &&
    Buffer.compare(index, wanted.index) === 0 &&
    Buffer.compare(guides, wanted.guides) === 0;
  return isSame ? n : 'mixed';
}

async function withPublications(...numbers: number[]): Promise<string> {
  const folder = await temporaryFolder();
  for (const n of numbers)
    expect(await slotsIn(folder).write('en', publication(n))).toMatchObject({ ok: true });
  return folder;
}

const held = async (folder: string) => (await wholeIn(folder)).map(publicationOf);

describe('two slots', () => {
  test('none at first, then the newest first and the one before it', async () => {
    expect(await held(await temporaryFolder())).toEqual([]);
    expect(await held(await withPublications(1))).toEqual([1]);
    const folder = await withPublications(1, 2, 3, 4);
    expect(await held(folder)).toEqual([4, 3]);
    expect((await readdir(join(folder, 'en'))).sort()).toEqual(['a', 'b']);
    const [slot] = await wholeIn(folder);
    expect(slot).toMatchObject({
      ...{ checkedBy: '1.0.0', head: 'head 4 ő' },
      catalogSha256: sha256(Buffer.from(publication(4).catalog)),
    });
  });

  test('languages have slots of their own; the images of all are in use', async () => {
    const folder = await withPublications(1, 2, 3);
    await slotsIn(folder).write('hu', publication(7));
    expect(await held(folder)).toEqual([3, 2]);
    const images = [2, 3, 7].map((n) => `${String(n).repeat(16)}.svg`);
    expect(await slotsIn(folder).imagesInUse()).toEqual(new Set(images));
  });

  test('while a slot’s catalog can’t be read, nobody knows which images are in use', async () => {
    const folder = await withPublications(1, 2);
    const disk = nodeDisk();
    const busy: typeof disk = {
      ...disk,
      readWhole: (path) =>
        path === join(folder, 'en', 'a', 'catalog.json')
          ? Promise.reject(new Error('held by somebody'))
          : disk.readWhole(path),
    };
    expect(await slotsIn(folder, busy).imagesInUse()).toBe('unknown');
    expect(await slotsIn(folder).imagesInUse()).toHaveProperty('size', 2);
  });

  test('what a crash left beside them is in nobody’s way', async () => {
    const folder = await withPublications(1);
    await mkdir(join(folder, 'en', 'next'));
    await writeFile(join(folder, 'en', 'next', 'old.json'), 'old');
    await slotsIn(folder).write('en', publication(2));
    expect(await readdir(join(folder, 'en', 'b'))).not.toContain('old.json');
    expect(await held(folder)).toEqual([2, 1]);
  });
});

const parts = ['catalog.json', 'head.json', 'guides.jsonl', 'index.bin', 'slot.json'];

describe.each(parts)('damage to %s', (part) => {
  test('of the newest slot: the one before it serves, and the next write takes the damaged one’s place', async () => {
    const original = await withPublications(1, 2);
    const size = (await readFile(join(original, 'en', 'b', part))).length;
    const damages: [string, (path: string) => Promise<void>][] = [
      ...[0, 1, size >> 1, size - 1].map((length): [string, (path: string) => Promise<void>] => [
        `cut to ${length}`,
        (path) => truncate(path, length),
      ]),
      ['zeros', (path) => writeFile(path, new Uint8Array(size))],
      ['longer', (path) => writeFile(path, 'x', { flag: 'a' })],
      ...Array.from({ length: 8 }, (_, n): [string, (path: string) => Promise<void>] => {
        const place = Math.floor((size * n) / 8);
        return [`bit ${n % 8} of byte ${place}`, (path) => flip(path, place, n % 8)];
      }),
    ];
    const wrong: string[] = [];
    for (const [damage, inflict] of damages) {
      const folder = join(await temporaryFolder(), 'kb');
      await cp(original, folder, { recursive: true });
      await inflict(join(folder, 'en', 'b', part));
      if ((await held(folder)).join() !== '1') wrong.push(`${damage}: ${(await held(folder)).join()}`);
      await slotsIn(folder).write('en', publication(3));
      if ((await held(folder)).join() !== '3,1')
        wrong.push(`${damage}, then: ${(await held(folder)).join()}`);
    }
    expect(wrong).toEqual([]);
  });
});

async function flip(path: string, place: number, bit: number): Promise<void> {
  const file = await open(path, 'r+');
  const { buffer } = await file.read(new Uint8Array(1), 0, 1, place);
  await file.write(Uint8Array.of((buffer[0] ?? 0) ^ (1 << bit)), 0, 1, place);
  await file.close();
}

describe('a disk that fails while a slot is written', () => {
  test.each(faults)('%s at any call: the newest whole slot is the old one or the new one', async (fault) => {
    const outcomes = new Set<string>();
    const original = await withPublications(1, 2);
    for (let failAt = 1; ; failAt += 1) {
      const folder = join(await temporaryFolder(), 'kb');
      await cp(original, folder, { recursive: true });
      const { disk, calls } = faultyFolderDisk(nodeDisk(), failAt, fault);
      const written = await slotsIn(folder, disk).write('en', publication(3));
      if (!written.ok) expect(written.error.kind).toBe('could-not-save');
      const [newest] = await held(folder);
      // Reading that failed looks like damage: then it is not known which slot is older, and either may give way.
      expect([1, 2, 3]).toContain(newest);
      if (written.ok) expect(newest).toBe(3);
      outcomes.add(`${written.ok} ${newest}`);
      await slotsIn(folder).write('en', publication(4));
      expect((await held(folder))[0]).toBe(4);
      if (calls() < failAt) break;
    }
    expect(outcomes).toContain('true 3');
    expect(outcomes.has('false 2')).toBe(fault !== 'short-write');
  });

  test('half of the older slot removed, the newer one is still whole', async () => {
    const folder = await withPublications(1, 2);
    expect(await slotsIn(folder, tornRemoval(nodeDisk(), 'a')).write('en', publication(3))).toMatchObject({
      ok: false,
    });
    expect(await held(folder)).toEqual([2]);
  });
});
