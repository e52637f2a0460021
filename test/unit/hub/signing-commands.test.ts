import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { exitCodes } from '../../../hub/cli/command.ts';
import { folderDestination } from '../../../hub/destination/folder-destination.ts';
import { openKeyRing } from '../../../hub/sign/key-ring.ts';
import { lifetimes } from '../../../hub/sign/lifetimes.ts';
import { signAnew } from '../../../hub/sign/sign-anew.ts';
import { startStaticServer } from '../../support/static-server.ts';
import { dayMs, passphrase, temporaryFolder, valueOf } from './sign-bench.ts';
import { zeroline, env, published } from './keys-bench.ts';

// Real keys, disks and a loopback server: seconds on a machine that does other work as well.
vi.setConfig({ testTimeout: 30_000 });

describe('refresh', () => {
  test('takes no passphrase, does nothing while fresh, and writes the timestamp when it is time', async () => {
    const { keys, to } = await published();
    const idle = await zeroline(['refresh', to, '--keys', keys]);
    expect([idle.code, idle.json.written, idle.prompts]).toEqual([0, [], []]);
    const due = await zeroline(['refresh', to, '--keys', keys], { nowMs: Date.now() + 12 * dayMs });
    expect(due.json.written).toEqual(['metadata/timestamp.json']);
    const forced = await zeroline(['refresh', to, '--keys', keys, '--force']);
    expect(forced.json.written).toEqual(['metadata/timestamp.json']);
  });

  test('after years of silence --all makes everything whole', async () => {
    const nowMs = Date.now();
    const { keys, to } = await published({ nowMs: nowMs - 4 * 365 * dayMs });
    const before = await zeroline(['status', to, '--keys', keys], { nowMs });
    expect(before.code).toBe(exitCodes.refused.code);
    expect(before.json.advice).toHaveLength(5);
    expect((await zeroline(['refresh', to, '--keys', keys, '--all'], { env, nowMs })).code).toBe(0);
    const after = await zeroline(['status', to, '--keys', keys], { nowMs });
    expect([after.code, after.json.advice]).toEqual([0, []]);
  });

  test('leaves alone what somebody else published while it ran', async () => {
    const { keys, to } = await published();
    const destination = folderDestination(to);
    const ring = valueOf(await openKeyRing(keys, () => Promise.resolve(passphrase)));
    const ask = { ring, nowMs: Date.now(), lifetimes, renew: ['online' as const] };
    const overtaken = {
      ...ring,
      async unlock(keyId: string) {
        valueOf(await signAnew(destination, ask));
        return ring.unlock(keyId);
      },
    };
    const theirs = () => readFile(join(to, 'metadata/timestamp.json'), 'utf8');
    const before = JSON.parse(await theirs()) as { signed: { version: number } };
    const refused = await signAnew(destination, { ...ask, ring: overtaken });
    expect(refused).toMatchObject({ ok: false, error: { kind: 'changed-meanwhile' } });
    const after = JSON.parse(await theirs()) as { signed: { version: number } };
    expect(after.signed.version).toBe(before.signed.version + 1);
  });

  test('--no-server is remembered by the key folder, also when a key is replaced', async () => {
    const nowMs = Date.now();
    const { keys, to } = await published({ nowMs });
    const daysLeft = async () => {
      const text = await readFile(join(to, 'metadata/timestamp.json'), 'utf8');
      const { signed } = JSON.parse(text) as { signed: { expires: string } };
      return Math.round((Date.parse(signed.expires) - nowMs) / dayMs);
    };
    await zeroline(['refresh', to, '--keys', keys, '--force'], { nowMs });
    expect(await daysLeft()).toBe(30);
    await zeroline(['refresh', to, '--keys', keys, '--force', '--no-server'], { nowMs });
    expect(await daysLeft()).toBe(90);
    expect((await zeroline(['keys', 'rotate', keys, to, '--role', 'online'], { env, nowMs })).code).toBe(0);
    await zeroline(['refresh', to, '--keys', keys, '--force'], { nowMs });
    expect(await daysLeft()).toBe(90);
  });

  test('with nothing published it says so', async () => {
    const { keys, folder } = await published();
    const { code, errors } = await zeroline(['refresh', join(folder, 'empty'), '--keys', keys]);
    expect([code, errors]).toEqual([
      exitCodes.unpublished.code,
      expect.stringMatching(/Nothing is published/),
    ]);
  });
});

describe('status', () => {
  test('over the web: verified with the trust file, plainly unverified without', async () => {
    const { keys, to, folder } = await published();
    const server = await startStaticServer(to);
    try {
      const trust = join(folder, 'trust.json');
      expect((await zeroline(['keys', 'trust', keys, server.url, '--out', trust])).code).toBe(0);
      const verified = await zeroline(['status', server.url, '--trust', trust]);
      expect([verified.code, verified.json.verified]).toEqual([0, true]);
      const blind = await zeroline(['status', server.url]);
      expect([blind.code, blind.json.verified]).toEqual([0, false]);
      expect(blind.out).toMatch(/not verified/);
    } finally {
      await server.close();
    }
  });

  test('keys of another organisation are refused', async () => {
    const ours = await published();
    const theirs = await published();
    const { code, json } = await zeroline(['status', theirs.to, '--keys', ours.keys]);
    expect([code, json.refusal]).toEqual([
      exitCodes.refused.code,
      expect.objectContaining({ kind: 'not-ours' }),
    ]);
  });

  test('nobody there, nothing there', async () => {
    const { folder } = await published();
    expect((await zeroline(['status', 'http://127.0.0.1:9'])).code).toBe(exitCodes.outside.code);
    expect((await zeroline(['status', join(folder, 'empty')])).code).toBe(exitCodes.unpublished.code);
  });
});

describe('keys status', () => {
  test('names a lost root key, and forgets none that is printed', async () => {
    const { keys, to } = await published();
    expect((await zeroline(['keys', 'status', keys, to])).code).toBe(0);
    const ring = valueOf(await openKeyRing(keys, () => Promise.resolve(undefined)));
    await rm(join(keys, `root-${ring.keys[0]?.id.slice(0, 8) ?? ''}.pem`));
    const { code, out } = await zeroline(['keys', 'status', keys, to]);
    expect([code, out]).toEqual([exitCodes.refused.code, expect.stringMatching(/1 of 2 root keys/)]);
  });

  test('without a key folder it ends with 5', async () => {
    expect((await zeroline(['keys', 'status', await temporaryFolder()])).code).toBe(exitCodes.keys.code);
  });
});
