import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Destination } from '../../../hub/destination/destination.ts';
import type { CompiledKb } from '../../../hub/publish/compile-kb.ts';
import { lifetimes } from '../../../hub/sign/lifetimes.ts';
import { signAnew } from '../../../hub/sign/sign-anew.ts';
import { compressedBytesMax, newsBytesMax } from '../../../shared/packs/repository-layout.ts';
import type { Campaign } from '../../../shared/campaigns/campaign.ts';
import { compiledFolder, createPublisher, must, type Publisher } from '../../support/published-kb.ts';
import { changedGuides } from './changed-guides.ts';

let publisher: Publisher;
let kb: CompiledKb;

beforeEach(async () => {
  publisher = await createPublisher();
  kb = await compiledFolder('test/fixtures/kb-small');
});
afterEach(() => publisher.remove());

const namesIn = async (folder: string): Promise<string[]> =>
  (await readdir(join(publisher.dir, folder))).sort();
const newest = async (role: string) => {
  const names = (await namesIn('metadata')).filter((name) => name.endsWith(`.${role}.json`));
  return `metadata/${names.at(-1) ?? ''}`;
};

/** What the bundle of the newest snapshot holds. */
async function news(): Promise<Record<string, string>> {
  const version = /\d+/.exec(await newest('snapshot'))?.[0] ?? '';
  const bytes = must(await publisher.destination.read(`news/${version}`, compressedBytesMax(newsBytesMax)));
  const json = brotliDecompressSync(bytes, { maxOutputLength: newsBytesMax }).toString();
  return JSON.parse(json) as Record<string, string>;
}
const lists = async () => [await newest('snapshot'), await newest('campaigns'), await newest('targets')];
const withNotice = (campaign: Partial<Campaign>): CompiledKb => ({
  ...kb,
  packs: new Map(
    [...kb.packs].map(([language, pack]) => [
      language,
      {
        ...pack,
        campaigns: [
          {
            ...{ id: 'mail-down', severity: 'incident', title: 'No mail', text: 'We are on it' },
            windows: [{ from: '2026-01-01T00:00', until: '2027-01-01T00:00' }],
            ...campaign,
          },
        ],
      },
    ]),
  ),
});

describe('each publication', () => {
  it('brings what it signed, and all notices and incidents, as they lie there', async () => {
    await publisher.publish(kb);
    const texts = await news();
    const content = (await namesIn('targets/campaigns')).map((name) => `targets/campaigns/${name}`);
    expect(content.length).toBeGreaterThan(1);
    expect(Object.keys(texts).sort()).toEqual([...(await lists()), ...content].sort());
    for (const [path, text] of Object.entries(texts)) {
      const bytes = must(await publisher.destination.read(path, 1_000_000));
      expect(text).toBe(Buffer.from(bytes).toString());
    }
  });

  it('of an incident alone brings the guides’ list too, for machines that were off', async () => {
    await publisher.publish(kb);
    await publisher.publish(withNotice({}), { only: 'notices' });
    const texts = await news();
    expect(Object.keys(texts)).toEqual(expect.arrayContaining(await lists()));
    expect(JSON.stringify(texts)).toContain('We are on it');
  });

  it('of guides alone brings the notices that are there', async () => {
    await publisher.publish(withNotice({}));
    await publisher.publish(
      changedGuides(kb, (guides) => guides.map((guide) => ({ ...guide, title: `${guide.title}!` }))),
      { only: 'guides' },
    );
    expect(JSON.stringify(await news())).toContain('We are on it');
  });

  it('leaves out what is too long, and nothing else', async () => {
    const text = Array.from({ length: 5_000 }, (_, n) => String(n * n)).join(' ');
    await publisher.publish(withNotice({ severity: 'quiet', text }));
    const paths = Object.keys(await news());
    expect(paths).toEqual(expect.arrayContaining(await lists()));
    expect(paths.some((path) => path.includes('incidents-'))).toBe(true);
    expect(paths.some((path) => path.includes('notices-en'))).toBe(false);
  });

  it('writes it once and before the timestamp', async () => {
    const written: string[] = [];
    const destination: Destination = {
      ...publisher.destination,
      write: (path, bytes, lifetime) => {
        written.push(`${path.replace(/\d+/, 'N')} ${lifetime}`);
        return publisher.destination.write(path, bytes, lifetime);
      },
    };
    await publisher.publish(kb);
    await publisher.publish(withNotice({}), { only: 'notices', destination });
    expect(written.slice(-3)).toEqual([
      'metadata/N.snapshot.json once',
      'news/N once',
      'metadata/timestamp.json changing',
    ]);
  });

  it('goes on without a file that is gone', async () => {
    await publisher.publish(kb);
    await rm(join(publisher.dir, 'targets', 'campaigns'), { recursive: true });
    await mkdir(join(publisher.dir, 'targets', 'campaigns'));
    const named = await newest('campaigns');
    must(await anew(['targets', 'online']));
    expect(Object.keys(await news())).toContain(named);
  });
});

const anew = async (renew: ('targets' | 'campaigns' | 'online')[]) =>
  signAnew(publisher.destination, { ring: await publisher.ring(), nowMs: Date.now(), lifetimes, renew });

describe('signing anew', () => {
  it('needs no bundle where the snapshot stays', async () => {
    await publisher.publish(kb);
    const before = await namesIn('news');
    expect(must(await anew(['online'])).written).toEqual(['metadata/timestamp.json']);
    expect(await namesIn('news')).toEqual(before);
  });

  it('brings one with a new snapshot, and says so', async () => {
    await publisher.publish(withNotice({}));
    const { written } = must(await anew(['targets', 'campaigns', 'online']));
    expect(written.at(-2)).toMatch(/^news\/\d+$/);
    expect(JSON.stringify(await news())).toContain('We are on it');
    expect(Object.keys(await news())).toEqual(expect.arrayContaining(await lists()));
  });
});
