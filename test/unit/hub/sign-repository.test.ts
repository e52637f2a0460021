import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { memoryDestination } from '../../fakes/memory-destination.ts';
import { bytesOf, campaigns, cutAfter, dayMs, guides, signBench } from './sign-bench.ts';

// Real keys, disks and a loopback server: seconds on a machine that does other work as well.
vi.setConfig({ testTimeout: 30_000 });

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

describe('a publication', () => {
  test('the first one is taken by the public TUF client', async () => {
    const { publish, machine } = await signBench();
    const written = await publish({ guides: guides('one'), campaigns: campaigns('news') });
    expect(written).toEqual([
      'metadata/1.root.json',
      'metadata/1.targets.json',
      'metadata/1.campaigns.json',
      'metadata/1.snapshot.json',
      'metadata/timestamp.json',
    ]);
    const client = await machine();
    expect(await client.sha256Of('catalog-en.json')).toBe(sha256('one'));
    expect(await client.sha256Of('campaigns/notices-en.json')).toBe(sha256('news'));
    expect(await client.sha256Of('campaigns/notices-xx.json')).toBeUndefined();
  });

  test('notices alone ask for no key of the guides and leave their list as it is', async () => {
    const { publish, asked, machine } = await signBench();
    await publish({ guides: guides('one'), campaigns: campaigns('news') });
    const client = await machine();
    await client.refresh();
    asked.length = 0;
    const written = await publish({ campaigns: campaigns('outage') });
    expect(written).toEqual([
      'metadata/2.campaigns.json',
      'metadata/2.snapshot.json',
      'metadata/timestamp.json',
    ]);
    expect(asked).toEqual(['campaigns']);
    expect(await client.sha256Of('campaigns/notices-en.json')).toBe(sha256('outage'));
    expect(await client.versions()).toEqual({ root: 1, timestamp: 2, snapshot: 2, targets: 1, campaigns: 2 });
  });

  test('guides alone ask for no key of the notices', async () => {
    const { publish, asked } = await signBench();
    await publish({ guides: guides('one'), campaigns: campaigns('news') });
    asked.length = 0;
    await publish({ guides: guides('two') });
    expect(asked).toEqual(['targets']);
  });

  test('the same again writes nothing and asks for nothing', async () => {
    const { publish, asked } = await signBench();
    await publish({ guides: guides('one'), campaigns: campaigns('news') });
    asked.length = 0;
    expect(await publish({ guides: guides('one'), campaigns: campaigns('news') })).toEqual([]);
    expect(asked).toEqual([]);
  });

  test('the key of the notices has no say over guides', async () => {
    const { publish, machine } = await signBench();
    await publish({ guides: guides('one'), campaigns: new Map([['catalog-nb.json', bytesOf('smuggled')]]) });
    expect(await (await machine()).sha256Of('catalog-nb.json')).toBeUndefined();
  });

  test('one that was cut short is carried on above the versions it left', async () => {
    const { publish, sign, destination, machine } = await signBench();
    await publish({ guides: guides('one'), campaigns: campaigns('news') });
    const broken = cutAfter(destination, 1);
    expect(await sign({ guides: guides('two') }, broken)).toMatchObject({
      ok: false,
      error: { kind: 'destination' },
    });
    const client = await machine();
    expect(await client.sha256Of('catalog-en.json')).toBe(sha256('one'));
    expect(await publish({ guides: guides('three') })).toContain('metadata/3.targets.json');
    expect(await client.sha256Of('catalog-en.json')).toBe(sha256('three'));
  });
});

describe('what lies at the destination', () => {
  test('signed by another organisation, it is left alone', async () => {
    const ours = await signBench();
    const theirs = await signBench();
    await theirs.publish({ guides: guides('theirs'), campaigns: campaigns('') });
    expect(await ours.sign({ guides: guides('ours') }, theirs.destination)).toMatchObject({
      ok: false,
      error: { kind: 'not-ours' },
    });
  });

  test.each([
    ['timestamp.json', 'not-ours'],
    ['1.snapshot.json', 'damaged'],
    ['1.targets.json', 'damaged'],
    ['1.campaigns.json', 'damaged'],
  ])('changed after signing in %s, nothing is built on it', async (file, kind) => {
    const { publish, sign, pathOf } = await signBench();
    const memory = memoryDestination();
    await publish({ guides: guides('one'), campaigns: campaigns('news') }, memory);
    const path = pathOf(file);
    const text = new TextDecoder().decode(memory.files.get(path));
    memory.files.set(path, bytesOf(text.replace(/"expires":"2/, '"expires":"3')));
    expect(await sign({ guides: guides('two') }, memory)).toMatchObject({ ok: false, error: { kind } });
  });

  test('a list that is signed well but is not the one named is damaged', async () => {
    const { publish, sign, pathOf } = await signBench();
    const [here, elsewhere] = [memoryDestination(), memoryDestination()];
    await publish({ guides: guides('one'), campaigns: campaigns('news') }, here);
    await publish({ guides: guides('old'), campaigns: campaigns('news') }, elsewhere);
    const path = pathOf('1.targets.json');
    here.files.set(path, elsewhere.files.get(path) ?? bytesOf(''));
    expect(await sign({}, here)).toMatchObject({ ok: false, error: { kind: 'damaged' } });
  });

  test('without its timestamp, or empty, it goes on above what machines have', async () => {
    const { publish, destination, machine, nowMs } = await signBench();
    await publish({ guides: guides('one'), campaigns: campaigns('news') });
    const client = await machine();
    await client.refresh();
    await rm(join(destination.name, 'metadata'), { recursive: true });
    await publish({ guides: guides('two'), campaigns: campaigns('news'), nowMs: nowMs + 60_000 });
    expect(await client.sha256Of('catalog-en.json')).toBe(sha256('two'));
    await rm(join(destination.name, 'metadata/timestamp.json'));
    await publish({ guides: guides('three'), campaigns: campaigns('news'), nowMs: nowMs + 120_000 });
    expect(await client.sha256Of('catalog-en.json')).toBe(sha256('three'));
  });

  test.each(['1.snapshot.json', '1.targets.json', '1.campaigns.json'])(
    'without %s it is damaged',
    async (file) => {
      const { publish, sign, pathOf } = await signBench();
      const memory = memoryDestination();
      await publish({ guides: guides('one'), campaigns: campaigns('news') }, memory);
      expect(memory.files.delete(pathOf(file))).toBe(true);
      expect(await sign({ guides: guides('two') }, memory)).toMatchObject({
        ok: false,
        error: { kind: 'damaged' },
      });
    },
  );
});

describe('time', () => {
  test('fresh signatures are left alone, the timestamp is renewed after a third of its life', async () => {
    const startMs = Date.now();
    const { publish } = await signBench({ nowMs: startMs });
    await publish({ guides: guides('one'), campaigns: campaigns('news') });
    expect(await publish({ nowMs: startMs + 9 * dayMs })).toEqual([]);
    expect(await publish({ nowMs: startMs + 11 * dayMs })).toEqual(['metadata/timestamp.json']);
    expect(await publish({ nowMs: startMs + 16 * dayMs })).toEqual([
      'metadata/2.snapshot.json',
      'metadata/timestamp.json',
    ]);
  });

  test('expired everything is whole again once everything is signed again', async () => {
    const longAgoMs = Date.now() - 400 * dayMs;
    const { publish, asked, machine } = await signBench({ nowMs: longAgoMs });
    await publish({ guides: guides('one'), campaigns: campaigns('news') });
    const client = await machine();
    await expect(client.refresh()).rejects.toThrow(/expired/);
    asked.length = 0;
    await publish({ nowMs: Date.now(), renew: ['targets', 'campaigns', 'online'] });
    expect(asked).toEqual(['targets', 'campaigns']);
    expect(await client.sha256Of('catalog-en.json')).toBe(sha256('one'));
    expect(await client.sha256Of('campaigns/notices-en.json')).toBe(sha256('news'));
  });
});
