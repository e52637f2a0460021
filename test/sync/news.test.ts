import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { everythingShown, libraryMachine } from '../support/library-machine.ts';
import { must } from '../support/published-kb.ts';
import { startStaticServer } from '../support/static-server.ts';
import { publishTwice, type TwoPublications } from './two-publications.ts';

// An outage is published; what lies at the bundle's place decides nothing but how many requests it takes.

let two: TwoPublications;
let installed: string;

const look = { language: 'en', depth: 'incidents' } as const;
const machineAt = (folder: string, url: string) =>
  libraryMachine({ folder, seedFolder: two.seedFolder, knowledgeBase: two.knowledgeBase(url) });

beforeAll(async () => {
  two = await publishTwice();
  installed = await mkdtemp(join(tmpdir(), 'zeroline-installed-'));
  const server = await startStaticServer(two.served.first);
  must(await machineAt(installed, server.url).sync({ ...look, depth: 'everything' }, () => undefined));
  await server.close();
}, 60_000);

afterAll(async () => {
  await rm(installed, { recursive: true, force: true });
  await two.remove();
});

type Damage = (bundle: Buffer) => Buffer | undefined;
const changed =
  (from: RegExp, to: string): Damage =>
  (bundle) => {
    const text = brotliDecompressSync(bundle).toString();
    expect(text).toMatch(from);
    return brotliCompressSync(text.replaceAll(new RegExp(from, 'g'), to));
  };
const damages: Record<string, Damage> = {
  'no bundle': () => undefined,
  'an empty file': () => Buffer.alloc(0),
  garbage: (bundle) => Buffer.from(bundle.map((byte) => byte ^ 0x5a)),
  'half of it': (bundle) => bundle.subarray(0, bundle.length >> 1),
  'twenty megabytes': () => Buffer.alloc(20_000_000, 1),
  'twenty megabytes in a few bytes': () => brotliCompressSync(Buffer.alloc(20_000_000, 32)),
  'the bundle of another version': changed(/metadata\/(?=\d)/, 'metadata/1'),
  'other words for the outage': changed(/Text of outage/, 'Lies about it!'),
  'another signature': changed(/sig\\":\\"[0-9a-f]{4}/, 'sig\\":\\"0000'),
  'nothing but lies': changed(/[0-9a-f]{8}/, '00000000'),
};

/** A machine looks for incidents at a server with this in the bundle's place. */
async function lookAt(damage: Damage) {
  const site = await mkdtemp(join(tmpdir(), 'zeroline-news-'));
  const folder = await mkdtemp(join(tmpdir(), 'zeroline-looks-'));
  await cp(two.served.bundled, site, { recursive: true });
  await cp(installed, folder, { recursive: true });
  const newest = (await readdir(join(site, 'news'))).sort().at(-1) ?? '';
  const file = join(site, 'news', newest);
  const bytes = damage(await readFile(file));
  if (bytes) await writeFile(file, bytes);
  else await rm(file);
  const server = await startStaticServer(site);
  const proxy = await startFaultProxy(server.url);
  try {
    const machine = machineAt(folder, proxy.url);
    await machine.open('en');
    const first = must(await machine.sync(look, () => undefined));
    const shown = await everythingShown(machine);
    const asked = proxy.requests.map(({ path }) => path.replace(/\d+|[0-9a-f]{64}/g, 'N'));
    const again = must(await machine.sync(look, () => undefined));
    return { first, again, titles: shown.campaigns.map(({ title }) => title), asked };
  } finally {
    await proxy.close();
    await server.close();
    for (const made of [site, folder]) await rm(made, { recursive: true, force: true });
  }
}

describe('a look for incidents', () => {
  test('takes a timestamp and the bundle, besides the root that is asked for once a day', async () => {
    const { asked, titles } = await lookAt((bundle) => bundle);
    const own = asked.filter((path) => !path.endsWith('.root.json'));
    expect(own).toEqual(['/metadata/timestamp.json', '/news/N']);
    expect(titles).toContain('Title of outage');
  });

  test.each(Object.entries(damages))('with %s shows the outage all the same', async (_, damage) => {
    const { first, again, titles } = await lookAt(damage);
    expect(first).toMatchObject({ campaigns: 'new' });
    expect(first.refused).toBeUndefined();
    expect(titles).toEqual(expect.arrayContaining(['Title of outage', 'Title of new-notice']));
    expect(again).toMatchObject({ campaigns: 'same', requests: 1 });
  });
});
