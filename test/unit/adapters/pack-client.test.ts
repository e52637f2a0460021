import type { SignedTarget } from '../../../electron/services/ports.ts';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { blobPath, deltaPath } from '../../../shared/packs/repository-layout.ts';
import { PackMachine } from '../../support/pack-machine.ts';
import { bytesOf, packed, sha256Of, TufRepository } from '../../support/tuf-repository.ts';

const nowMs = Date.UTC(2026, 2, 1);
const dayMs = 86_400_000;
const paths = ['catalog-en.json', 'campaigns/notices-en.json', 'catalog-hu.json'];
let repository: TufRepository;
let machine: PackMachine;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: nowMs });
  repository = new TufRepository({ nowMs, isHashed: true });
  machine = await PackMachine.start(repository.files.get('metadata/1.root.json') ?? new Uint8Array());
  machine.served = repository.files;
});
afterEach(async () => {
  vi.useRealTimers();
  await machine.remove();
});

const catalogOf = async () => {
  const signed = await machine.client.refresh(paths, 'ask');
  const target = signed.ok ? signed.value.targets.get('catalog-en.json') : undefined;
  return target ? new TextDecoder().decode(await bytesOfTarget(target)) : signed;
};
const bytesOfTarget = async (target: SignedTarget) => {
  const bytes = await machine.client.fetchTarget(target);
  if (!bytes.ok) throw new Error(bytes.error.detail);
  return bytes.value;
};

describe('a refresh', () => {
  it('answers the targets that are signed, the versions, and the first date that ends', async () => {
    const signed = await machine.client.refresh(paths, 'ask');
    expect(signed).toMatchObject({
      ok: true,
      value: { rootVersion: 1, timestampVersion: 1, expiresAtMs: nowMs + 30 * dayMs },
    });
    const targets = signed.ok ? [...signed.value.targets.keys()] : [];
    expect(targets).toEqual(['catalog-en.json', 'campaigns/notices-en.json']);
    expect(await machine.leftovers()).toEqual([]);
  });

  it('begins with what an earlier one left when its process ended', async () => {
    await mkdir(join(machine.folder, 'staging', 'trust-old'), { recursive: true });
    await machine.client.refresh(paths, 'ask');
    expect(await machine.leftovers()).toEqual([]);
  });

  it('needs two requests when nothing is new, one when the root was asked for within the day', async () => {
    await machine.client.refresh(paths, 'ask');
    machine.requests.length = 0;
    await machine.client.refresh(paths, 'ask');
    expect(machine.requests).toEqual(['metadata/2.root.json', 'metadata/timestamp.json']);
    machine.requests.length = 0;
    await machine.client.refresh(paths, 'known');
    expect(machine.requests).toEqual(['metadata/timestamp.json']);
    machine.requests.length = 0;
    machine.monotonicMs += 24 * 3_600_000 + 1;
    await machine.client.refresh(paths, 'known');
    expect(machine.requests).toEqual(['metadata/2.root.json', 'metadata/timestamp.json']);
  });

  it('asks for the root all the same when what it remembers no longer fits', async () => {
    await machine.client.refresh(paths, 'ask');
    repository.rotate(['timestamp', 'snapshot', 'root']);
    repository.publish('second');
    expect(await machine.client.refresh(paths, 'known')).toMatchObject({
      ok: true,
      value: { rootVersion: 2 },
    });
  });

  it('follows many rotations at once and goes on after a start', async () => {
    for (let n = 0; n < 5; n += 1) repository.rotate(['root', 'targets', 'timestamp', 'snapshot']);
    repository.publish('later');
    expect(await catalogOf()).toBe('{"catalog":"en","mark":"later"}');
    machine.restart();
    repository.publish('last');
    expect(await catalogOf()).toBe('{"catalog":"en","mark":"last"}');
  });

  it('starts again from the given root when what it trusted is damaged', async () => {
    repository.rotate(['root']);
    repository.publish('second');
    await machine.client.refresh(paths, 'ask');
    const file = join(machine.folder, 'trust.json');
    const whole = await readFile(file, 'utf8');
    for (const damage of [
      '',
      '{',
      '\0'.repeat(whole.length),
      '{"anchor":1}',
      whole.replace('ed25519', 'ed25518'),
    ]) {
      await writeFile(file, damage);
      expect(await machine.restart().refresh(paths, 'ask')).toMatchObject({
        ok: true,
        value: { rootVersion: 2 },
      });
    }
  });

  it('another root from the administrator begins anew, whatever was seen before', async () => {
    repository.rotate(['root']);
    await machine.client.refresh(paths, 'ask');
    const other = new TufRepository({ nowMs, isHashed: false });
    const moved = await PackMachine.start(other.files.get('metadata/1.root.json') ?? new Uint8Array());
    for (const file of ['trust.json', 'root-seen.json'])
      await writeFile(join(moved.folder, file), await readFile(join(machine.folder, file)));
    moved.served = other.files;
    expect(await moved.client.refresh(paths, 'ask')).toMatchObject({ ok: true, value: { rootVersion: 1 } });
    await moved.remove();
  });

  it('a root that is no root is refused, not thrown', async () => {
    const nobody = await PackMachine.start(bytesOf('{"signed":{"_type":"root"},"signatures":[]}'));
    expect(await nobody.client.refresh(paths, 'ask')).toMatchObject({
      ok: false,
      error: { kind: 'invalid' },
    });
    await nobody.remove();
  });
});

describe('bytes', () => {
  const text = bytesOf('{"id":"mail-full"}');
  const piece = { sha256: sha256Of(text), size: text.length };
  const put = (bytes: Uint8Array) => repository.files.set(blobPath(piece.sha256), packed(bytes));

  it('a piece is decompressed and has the hash that was asked', async () => {
    put(text);
    const fetched = await machine.client.fetchPiece(piece);
    expect(fetched.ok && new TextDecoder().decode(fetched.value)).toBe('{"id":"mail-full"}');
  });

  it('an empty piece is a piece', async () => {
    const empty = { sha256: sha256Of(new Uint8Array()), size: 0 };
    repository.files.set(blobPath(empty.sha256), packed(new Uint8Array()));
    expect((await machine.client.fetchPiece(empty)).ok).toBe(true);
  });

  it.each([
    ['other bytes of the same length', bytesOf('{"id":"mail-fulL"}')],
    ['fewer bytes', text.subarray(1)],
    ['three million bytes packed into a few', new Uint8Array(3_000_000)],
  ])('%s are refused', async (_, bytes) => {
    put(bytes);
    expect(await machine.client.fetchPiece(piece)).toMatchObject({ error: { kind: 'wrong-hash' } });
  });

  it('what is no brotli is refused', async () => {
    repository.files.set(blobPath(piece.sha256), text);
    expect(await machine.client.fetchPiece(piece)).toMatchObject({ error: { kind: 'wrong-hash' } });
  });

  it('a delta comes decompressed; none is an ordinary answer', async () => {
    const [from, to] = [sha256Of(bytesOf('a')), sha256Of(bytesOf('b'))];
    expect(await machine.client.fetchDelta(from, to, 1_000_000)).toMatchObject({
      error: { kind: 'missing' },
    });
    repository.files.set(deltaPath(from, to), packed(bytesOf('{}\n')));
    const delta = await machine.client.fetchDelta(from, to, 1_000_000);
    expect(delta.ok && new TextDecoder().decode(delta.value)).toBe('{}\n');
  });

  it('a delta that grows without end is stopped', async () => {
    const [from, to] = [sha256Of(bytesOf('a')), sha256Of(bytesOf('b'))];
    repository.files.set(deltaPath(from, to), packed(new Uint8Array(33_000_000)));
    expect(await machine.client.fetchDelta(from, to, 1_000_000)).toMatchObject({
      error: { kind: 'too-big' },
    });
  });
});

describe('the clock', () => {
  it.each([-10, -1, 0.05, 0.2, 1, 5, 10])(
    '%f years off: nothing is lost, and it heals when it is right',
    async (years) => {
      await machine.client.refresh(paths, 'ask');
      const before = await machine.trusted();
      vi.setSystemTime(nowMs + years * 365 * dayMs);
      const off = await machine.client.refresh(paths, 'ask');
      if (years > 0.1) expect(off).toMatchObject({ error: { kind: 'expired' } });
      else expect(off.ok).toBe(true);
      expect(await machine.trusted()).toEqual(before);
      vi.setSystemTime(nowMs);
      repository.publish('next');
      expect(await catalogOf()).toBe('{"catalog":"en","mark":"next"}');
    },
  );
});
