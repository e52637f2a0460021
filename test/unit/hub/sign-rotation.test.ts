import { cp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { openKeyRing } from '../../../hub/sign/key-ring.ts';
import { keyFilePath } from '../../../hub/sign/ring-key.ts';
import { readWithoutKeys, restoreKeyRing } from '../../../hub/sign/restore-key-ring.ts';
import { readSigned } from '../../../hub/sign/read-signed.ts';
import { writeSigned } from '../../../hub/sign/write-signed.ts';
import { lifetimes } from '../../../hub/sign/lifetimes.ts';
import { followRootsAt, renewRoot } from '../../../hub/sign/rotate-key.ts';
import { signPublication } from '../../../hub/sign/sign-repository.ts';
import { newestRoot } from '../../../hub/sign/signed-state.ts';
import {
  campaigns,
  cutAfter,
  dayMs,
  guides,
  passphrase,
  signBench,
  temporaryFolder,
  valueOf,
} from './sign-bench.ts';

// Real keys, disks and a loopback server: seconds on a machine that does other work as well.
vi.setConfig({ testTimeout: 30_000 });

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const first = { guides: guides('one'), campaigns: campaigns('news') };

describe('a machine that trusts the first root follows', () => {
  test.each([
    ['online', 2, ['2.root', '2.snapshot', 'timestamp'], ['root']],
    ['targets', 2, ['2.root', '2.targets', '2.snapshot', 'timestamp'], ['root', 'targets']],
    ['campaigns', 1, ['2.targets', '2.campaigns', '2.snapshot', 'timestamp'], ['targets', 'campaigns']],
    ['root', 2, ['2.root'], ['root']],
  ] as const)('a new %s key', async (role, rootVersion, files, asked) => {
    const bench = await signBench({ print: true });
    await bench.publish(first);
    const client = await bench.machine();
    await client.refresh();
    bench.asked.length = 0;
    valueOf(await bench.rotate(role));
    expect(await bench.publish()).toEqual(files.map((name) => `metadata/${name}.json`));
    expect([...new Set(bench.asked)]).toEqual(asked);
    await client.refresh();
    expect((await client.versions()).root).toBe(rootVersion);
    await bench.publish({ guides: guides('two'), campaigns: campaigns('outage') });
    expect(await client.sha256Of('catalog-en.json')).toBe(sha256('two'));
    expect(await client.sha256Of('campaigns/notices-en.json')).toBe(sha256('outage'));
  });

  test('ten rotations one after the other, never seen in between', async () => {
    const bench = await signBench();
    await bench.publish(first);
    const client = await bench.machine();
    for (const role of ['online', 'targets', 'campaigns', 'online', 'online', 'targets'] as const) {
      valueOf(await bench.rotate(role));
      await bench.publish();
    }
    expect(await client.sha256Of('catalog-en.json')).toBe(sha256('one'));
    expect((await client.versions()).root).toBe(6);
  });
});

describe('a stolen key', () => {
  test.each(['online', 'targets', 'campaigns'] as const)(
    'the old %s key signs nothing any more',
    async (role) => {
      const bench = await signBench();
      await bench.publish(first);
      const client = await bench.machine();
      const stolen = join(await temporaryFolder(), 'stolen');
      await cp(bench.keysDir, stolen, { recursive: true });
      valueOf(await bench.rotate(role));
      await bench.publish();
      await client.refresh();
      const thief = valueOf(await openKeyRing(stolen, bench.ask));
      const content = { ring: thief, guides: guides('evil'), campaigns: campaigns('evil') };
      // What was stolen are all keys but the new one; the tool itself sees that they are outdated.
      expect(await bench.sign(content)).toMatchObject({ ok: false, error: { kind: 'keys-outdated' } });
    },
  );

  test('a thief who counted the versions up is undone by a new online key', async () => {
    const bench = await signBench();
    await bench.publish(first);
    const client = await bench.machine();
    for (let day = 1; day <= 5; day++) await bench.publish({ renew: ['online', 'targets'] });
    await client.refresh();
    const before = await client.versions();
    valueOf(await bench.rotate('online'));
    await bench.publish();
    await client.refresh();
    expect(before.timestamp).toBe(6);
    expect(await client.versions()).toMatchObject({ root: 2, timestamp: 1, targets: before.targets });
  });

  test('a thief who counted up beyond all use is undone by a new online key', async () => {
    const bench = await signBench();
    await bench.publish(first);
    const ring = await bench.openRing();
    const state = valueOf(await readSigned(bench.destination, ring, bench.nowMs));
    if (!state) throw new Error('nothing was published');
    const huge = { ...state.nextVersions, snapshot: 2_000_000_000, timestamp: 2_000_000_000 };
    const evil = { ...state, nextVersions: huge, onlineKeyChanged: true };
    const files = await signPublication({ state: evil, ring, nowMs: bench.nowMs, lifetimes });
    valueOf(await writeSigned(bench.destination, valueOf(files)));
    const client = await bench.machine();
    await client.refresh();
    expect(await bench.sign()).toMatchObject({ ok: false, error: { kind: 'versions-used-up' } });
    valueOf(await bench.rotate('online'));
    await bench.publish({ guides: guides('two'), campaigns: campaigns('news') });
    expect(await client.sha256Of('catalog-en.json')).toBe(sha256('two'));
    expect((await client.versions()).timestamp).toBe(1);
  });
});

describe('lost root keys', () => {
  test.each(['1-of-2', '2-of-3'] as const)('%s: without one the others make a new one', async (rule) => {
    const bench = await signBench({ rule });
    await bench.publish(first);
    const client = await bench.machine();
    const [lost] = (await bench.openRing()).keys;
    await rm(keyFilePath(bench.keysDir, 'root', lost?.id ?? ''));
    const made = valueOf(await bench.rotate('root', { lost: true }));
    await bench.publish();
    await client.refresh();
    const { roles } = newestRoot((await bench.openRing()).roots).metadata.signed;
    expect(roles.root?.keyIDs).toContain(made.id);
    expect(roles.root?.keyIDs).not.toContain(lost?.id);
    expect((await client.versions()).root).toBe(2);
  });

  test('2-of-3: with two of them lost there is no new root, and the folder stays as it was', async () => {
    const bench = await signBench({ rule: '2-of-3' });
    const roots = (await bench.openRing()).keys.filter(({ role }) => role === 'root');
    for (const { id } of roots.slice(1)) await rm(keyFilePath(bench.keysDir, 'root', id));
    expect(await bench.rotate('online')).toMatchObject({ ok: false, error: { kind: 'missing-key' } });
    expect((await bench.openRing()).roots).toHaveLength(1);
    expect((await bench.openRing()).keys).toHaveLength(6);
  });

  test('the printed page replaces a folder key whose passphrase nobody knows', async () => {
    const bench = await signBench({ print: true });
    await bench.publish(first);
    const [forgotten] = (await bench.openRing()).keys;
    bench.asked.length = 0;
    valueOf(
      await bench.rotate('root', { lost: true, broughtKeys: [bench.page], idStart: forgotten?.id ?? '' }),
    );
    expect(bench.asked).toEqual([]);
    const client = await bench.machine();
    await bench.publish();
    await client.refresh();
    expect((await client.versions()).root).toBe(2);
  });

  test('another organisation’s page is none of our keys', async () => {
    const bench = await signBench();
    const other = await signBench({ print: true });
    expect(await openKeyRing(bench.keysDir, bench.ask, [other.page])).toMatchObject({
      ok: false,
      error: { kind: 'missing-key' },
    });
  });
});

describe('cut short', () => {
  test('a rotation that never reached the destination goes with the next publication', async () => {
    const bench = await signBench();
    await bench.publish(first);
    const client = await bench.machine();
    valueOf(await bench.rotate('online'));
    expect((await bench.sign({}, cutAfter(bench.destination, 1))).ok).toBe(false);
    // The new root is there, all else still signed by the key before: a machine keeps what it has.
    await expect(client.refresh()).rejects.toThrow();
    expect(await bench.publish()).toEqual(['metadata/2.snapshot.json', 'metadata/timestamp.json']);
    expect(await client.sha256Of('catalog-en.json')).toBe(sha256('one'));
  });

  test('an older copy of the keys takes newer roots along, or says that it is outdated', async () => {
    const bench = await signBench();
    await bench.publish(first);
    const older = join(await temporaryFolder(), 'older');
    await cp(bench.keysDir, older, { recursive: true });
    valueOf(await renewRoot(await bench.openRing(), { nowMs: bench.nowMs, lifetimes }));
    await bench.publish();
    const openOlder = async () => valueOf(await openKeyRing(older, bench.ask));
    expect(await followRootsAt(bench.destination, await openOlder())).toEqual({ ok: true, value: true });
    expect((await openOlder()).roots).toHaveLength(2);
    valueOf(await bench.rotate('online'));
    await bench.publish();
    expect(await followRootsAt(bench.destination, await openOlder())).toMatchObject({
      ok: false,
      error: { kind: 'keys-outdated' },
    });
    expect((await openOlder()).roots).toHaveLength(2);
    await rm(join(bench.destination.name, 'metadata/timestamp.json'));
    expect(await bench.sign({ ...first, ring: await openOlder() })).toMatchObject({
      ok: false,
      error: { kind: 'damaged' },
    });
  });

  test('roots made by another copy of the keys are followed', async () => {
    const bench = await signBench();
    await bench.publish(first);
    const older = join(await temporaryFolder(), 'older');
    await cp(bench.keysDir, older, { recursive: true });
    valueOf(await bench.rotate('targets'));
    await bench.publish();
    const ring = valueOf(await openKeyRing(older, bench.ask));
    expect(await bench.publish({ ring, campaigns: campaigns('outage') })).toHaveLength(3);
    expect(await bench.sign({ ring, guides: guides('two') })).toMatchObject({
      ok: false,
      error: { kind: 'keys-outdated' },
    });
  });
});

test('an expired root is renewed with the keys it names', async () => {
  const longAgoMs = Date.now() - 4 * 365 * dayMs;
  const bench = await signBench({ nowMs: longAgoMs });
  await bench.publish(first);
  const client = await bench.machine();
  const nowMs = Date.now();
  await bench.publish({ nowMs, renew: ['targets', 'campaigns', 'online'] });
  await expect(client.refresh()).rejects.toThrow(/root.* expired/);
  valueOf(await renewRoot(await bench.openRing(), { nowMs, lifetimes }));
  expect(await bench.publish({ nowMs })).toEqual(['metadata/2.root.json']);
  await client.refresh();
  expect((await client.versions()).root).toBe(2);
});

test('with the key folder gone, the printed page makes a new one that machines follow', async () => {
  const bench = await signBench({ print: true });
  await bench.publish(first);
  const client = await bench.machine();
  await client.refresh();
  await rm(bench.keysDir, { recursive: true });
  const published = valueOf(await readWithoutKeys(bench.destination));
  const restore = (page: string) =>
    restoreKeyRing({
      folder: bench.keysDir,
      pages: [page],
      published,
      passphraseOf: () => passphrase,
      nowMs: Date.now(),
      lifetimes,
      noServer: false,
    });
  const other = await signBench({ print: true });
  expect(await restore(other.page)).toMatchObject({ ok: false, error: { kind: 'missing-key' } });
  valueOf(await restore(bench.page));
  expect(await bench.publish()).toHaveLength(5);
  await bench.publish({ guides: guides('two'), campaigns: campaigns('outage') });
  expect(await client.sha256Of('catalog-en.json')).toBe(sha256('two'));
  expect(await client.sha256Of('campaigns/notices-en.json')).toBe(sha256('outage'));
  // Made anew: the lost root key is replaced as well, the printed one stays.
  valueOf(await bench.rotate('online'));
  await bench.publish();
  await client.refresh();
  expect((await client.versions()).root).toBe(3);
});

test('two ceremonies differ in keys, signatures and nothing else', async () => {
  const nowMs = Date.now();
  const form = async () => {
    const bench = await signBench({ nowMs });
    const written = await bench.publish(first);
    const texts = await Promise.all(
      written.map((path) =>
        readFile(join(bench.destination.name, bench.pathOf(path.replace('metadata/', ''))), 'utf8'),
      ),
    );
    const list = await readFile(join(bench.keysDir, 'keys.json'), 'utf8');
    return [...texts, list].map((text) => text.replace(/[0-9a-f]{64,128}/g, 'hex'));
  };
  expect(await form()).toEqual(await form());
});
