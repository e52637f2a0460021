import { cp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { exitCodes } from '../../../hub/cli/command.ts';
import { folderDestination } from '../../../hub/destination/folder-destination.ts';
import { openKeyRing } from '../../../hub/sign/key-ring.ts';
import { lifetimes } from '../../../hub/sign/lifetimes.ts';
import { signPublication } from '../../../hub/sign/sign-repository.ts';
import { writeSigned } from '../../../hub/sign/write-signed.ts';
import { campaigns, countedFromOne, passphrase, temporaryFolder, valueOf } from './sign-bench.ts';
import { zeroline, env, published } from './keys-bench.ts';

// Real keys, disks and a loopback server: seconds on a machine that does other work as well.
vi.setConfig({ testTimeout: 30_000 });

describe('keys init', () => {
  test('makes keys that only their owner can read, and says what to do next', async () => {
    const folder = join(await temporaryFolder(), 'keys');
    const { code, out, json } = await zeroline(['keys', 'init', folder, '--root', '2-of-3'], { env });
    expect(code).toBe(exitCodes.done.code);
    const keys = json.keys as { role: string; path: string }[];
    expect(keys.map(({ role }) => role)).toEqual(['root', 'root', 'root', 'targets', 'campaigns', 'online']);
    for (const { role, path } of keys) {
      const pem = await readFile(path, 'utf8');
      expect(pem.includes('ENCRYPTED')).toBe(role !== 'online');
      expect((await stat(path)).mode & 0o077).toBe(0);
    }
    expect(out).toMatch(/The online key has no passphrase/);
  });

  test('prints one root key on a page and keeps it nowhere else', async () => {
    const folder = await temporaryFolder();
    const page = join(folder, 'page.txt');
    await zeroline(['keys', 'init', join(folder, 'keys'), '--print', page], { env });
    expect(await readFile(page, 'utf8')).toMatch(/BEGIN PRIVATE KEY/);
    const { json } = await zeroline(['keys', 'status', join(folder, 'keys')]);
    expect((json.keys as { place: string }[]).map(({ place }) => place)).toEqual([
      'here',
      'printed',
      'here',
      'here',
      'here',
    ]);
  });

  test('never writes over a page, and makes nothing when one can not be written', async () => {
    const folder = await temporaryFolder();
    const [keys, page, fresh] = [join(folder, 'keys'), join(folder, 'page.txt'), join(folder, 'fresh.txt')];
    await writeFile(page, 'the only copy of another key');
    for (const pages of [[fresh, page], [fresh, fresh], [join(folder, 'no-such-folder', 'page.txt')]]) {
      const words = ['keys', 'init', keys, '--root', '2-of-3', ...pages.flatMap((file) => ['--print', file])];
      const { code, json } = await zeroline(words, { env });
      expect([code, json]).toEqual([
        exitCodes.outside.code,
        { ok: false, refusal: expect.objectContaining({ kind: 'could-not-save-keys' }) as unknown },
      ]);
    }
    expect(await readdir(folder)).toEqual(['page.txt']);
    expect(await readFile(page, 'utf8')).toBe('the only copy of another key');
    const ours = await published();
    const before = await readFile(join(ours.keys, 'keys.json'), 'utf8');
    const ring = valueOf(await openKeyRing(ours.keys, () => Promise.resolve(undefined)));
    const rotate = ['keys', 'rotate', ours.keys, ours.to, '--role', 'root', '--key', ring.keys[0]?.id ?? ''];
    const { code } = await zeroline([...rotate, '--print', page], { env });
    expect(code).toBe(exitCodes.outside.code);
    expect(await readFile(join(ours.keys, 'keys.json'), 'utf8')).toBe(before);
    expect(await readFile(page, 'utf8')).toBe('the only copy of another key');
  });

  test('2-of-3 with two pages: the folder alone changes nothing, with one page it does', async () => {
    const folder = await temporaryFolder();
    const [keys, a, b] = [join(folder, 'keys'), join(folder, 'a.txt'), join(folder, 'b.txt')];
    const init = ['keys', 'init', keys, '--root', '2-of-3', '--print', a];
    const half = await zeroline(
      init.map((word) => (word === keys ? `${keys}-half` : word)),
      { env },
    );
    expect(half.out).toMatch(/Two of the three root keys lie in/);
    await rm(a);
    const made = await zeroline([...init, '--print', b], { env });
    expect(made.out).not.toMatch(/Two of the three/);
    expect((made.json.keys as { path: string }[]).slice(1, 3).map(({ path }) => path)).toEqual([a, b]);
    const to = join(folder, 'public');
    const rotate = ['keys', 'rotate', keys, to, '--role', 'online'];
    expect((await zeroline(rotate, { env })).json).toMatchObject({ refusal: { kind: 'missing-key' } });
    expect((await zeroline([...rotate, '--root-key', a, '--root-key', b], { env })).code).toBe(0);
    expect((await zeroline([...rotate, '--root-key', b], { env })).code).toBe(0);
  });

  test('asks twice on a terminal; a difference or a short one makes nothing', async () => {
    const folder = join(await temporaryFolder(), 'keys');
    const differ = await zeroline(['keys', 'init', folder], { answers: [passphrase, `${passphrase}!`] });
    expect([differ.code, differ.errors]).toEqual([exitCodes.keys.code, expect.stringMatching(/differ/)]);
    const short = await zeroline(['keys', 'init', folder], { answers: ['short'] });
    expect([short.code, short.errors]).toEqual([exitCodes.keys.code, expect.stringMatching(/at least 16/)]);
    const nobody = await zeroline(['keys', 'init', folder]);
    expect(nobody.json).toMatchObject({ refusal: { kind: 'no-passphrase' } });
    const good = await zeroline(['keys', 'init', folder], { answers: [passphrase, passphrase] });
    expect([good.code, good.prompts.length]).toEqual([0, 2]);
  });

  test('never touches a folder that holds keys', async () => {
    const folder = join(await temporaryFolder(), 'keys');
    await zeroline(['keys', 'init', folder], { env });
    const before = await readFile(join(folder, 'keys.json'), 'utf8');
    expect((await zeroline(['keys', 'init', folder], { env })).code).toBe(exitCodes.refused.code);
    expect(await readFile(join(folder, 'keys.json'), 'utf8')).toBe(before);
  });
});

describe('keys rotate', () => {
  test('a wrong passphrase changes nothing and ends with 5', async () => {
    const { keys, to } = await published();
    const before = await readFile(join(keys, 'keys.json'), 'utf8');
    const wrong = { ...env, ZEROLINE_ROOT_PASSPHRASE: 'not the one that was chosen' };
    const { code, errors } = await zeroline(['keys', 'rotate', keys, to, '--role', 'online'], { env: wrong });
    expect([code, errors]).toEqual([exitCodes.keys.code, expect.stringMatching(/does not open .*root-/)]);
    expect(await readFile(join(keys, 'keys.json'), 'utf8')).toBe(before);
  });

  test('writes the new root and what the old key had signed', async () => {
    const nowMs = Date.now();
    const { keys, to } = await published({ nowMs });
    const { code, json } = await zeroline(['keys', 'rotate', keys, to, '--role', 'online'], { env, nowMs });
    expect(code).toBe(0);
    expect(countedFromOne(json.written as string[], nowMs)).toEqual([
      'metadata/2.root.json',
      'metadata/2.snapshot.json',
      'news/2',
      'metadata/timestamp.json',
    ]);
  });

  test('with two root keys at hand it asks which one goes', async () => {
    const { keys, to } = await published();
    const { code, errors } = await zeroline(['keys', 'rotate', keys, to, '--role', 'root'], { env });
    expect([code, errors]).toEqual([
      exitCodes.keys.code,
      expect.stringMatching(/--key ID: [0-9a-f]{8}, [0-9a-f]{8}/),
    ]);
    const id = /--key ID: ([0-9a-f]{8})/.exec(errors)?.[1] ?? '';
    expect((await zeroline(['keys', 'rotate', keys, to, '--role', 'root', '--key', id], { env })).code).toBe(
      0,
    );
  });

  test('an outdated copy of the folder is refused before it makes a root of its own', async () => {
    const { keys, to, folder } = await published();
    const older = join(folder, 'older');
    await cp(keys, older, { recursive: true });
    expect((await zeroline(['keys', 'rotate', keys, to, '--role', 'online'], { env })).code).toBe(0);
    for (const words of [
      ['keys', 'rotate', older, to, '--role', 'targets'],
      ['refresh', to, '--keys', older, '--all'],
    ])
      expect((await zeroline(words, { env })).json).toMatchObject({ refusal: { kind: 'keys-outdated' } });
    expect(await readdir(join(older, 'root'))).toEqual(['1.root.json']);
  });

  test('a destination that is not there keeps the new key; refresh carries on', async () => {
    const { keys, to } = await published();
    await writeFile(`${to}-file`, '');
    const cut = await zeroline(['keys', 'rotate', keys, join(`${to}-file`, 'x'), '--role', 'online'], {
      env,
    });
    expect([cut.code, cut.errors]).toEqual([
      exitCodes.outside.code,
      expect.stringMatching(/zeroline refresh/),
    ]);
    expect((await zeroline(['status', to, '--keys', keys])).json.advice).toHaveLength(1);
    expect((await zeroline(['refresh', to, '--keys', keys])).json.written).toHaveLength(4);
    expect((await zeroline(['status', to, '--keys', keys])).json.advice).toEqual([]);
  });
});

describe('keys restore', () => {
  test('when the destination refuses, the keys and the next step are told', async () => {
    const folder = await temporaryFolder();
    const [keys, to, page] = [join(folder, 'keys'), join(folder, 'public'), join(folder, 'page.txt')];
    await zeroline(['keys', 'init', keys, '--print', page], { env });
    const ring = valueOf(await openKeyRing(keys, () => Promise.resolve(passphrase)));
    const nowMs = Date.now();
    const content = { guides: new Map<string, Uint8Array>(), campaigns: campaigns('[]') };
    const files = await signPublication({ state: undefined, ring, ...content, nowMs, lifetimes });
    valueOf(await writeSigned(folderDestination(to), valueOf(files)));
    const restored = join(folder, 'restored');
    const timestamp = join(to, 'metadata', 'timestamp.json');
    const whole = await readFile(timestamp);
    // Somebody breaks it after it was read and before it is signed: the moment the passphrase is asked for.
    const { code, json, errors } = await zeroline(['keys', 'restore', restored, to, '--root-key', page], {
      answers: [passphrase, passphrase],
      onPrompt: () => writeFile(timestamp, 'broken'),
    });
    expect([code, errors]).toEqual([
      exitCodes.refused.code,
      expect.stringMatching(/zeroline refresh .*restored/),
    ]);
    expect(json).toMatchObject({ refusal: { kind: 'damaged' } });
    expect(json.keys).toHaveLength(4);
    await writeFile(timestamp, whole);
    expect((await zeroline(['refresh', to, '--keys', restored], { env })).json.written).toHaveLength(6);
  });
});
