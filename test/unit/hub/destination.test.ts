import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isPlainPath } from '../../../hub/destination/destination.ts';
import { folderDestination } from '../../../hub/destination/folder-destination.ts';
import { openDestination } from '../../../hub/destination/open-destination.ts';
import { parseS3Address } from '../../../hub/destination/s3-address.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zeroline-destination-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const account = { AWS_ACCESS_KEY_ID: 'me', AWS_SECRET_ACCESS_KEY: 'secret' };

describe('a folder', () => {
  it('gives back what was written, and leaves nothing else behind', async () => {
    const destination = folderDestination(join(folder, 'not', 'there'));
    const bytes = Buffer.from('one');
    expect(await destination.write('blobs/ab/abc', bytes, 'immutable')).toMatchObject({ ok: true });
    expect(await destination.write('blobs/ab/abc', Buffer.from('two'), 'immutable')).toMatchObject({
      ok: true,
    });
    expect(await destination.has('blobs/ab/abc')).toEqual({ ok: true, value: true });
    expect(await destination.read('blobs/ab/abc', 3)).toMatchObject({ ok: true, value: Buffer.from('two') });
    expect(await readdir(join(folder, 'not', 'there', 'blobs', 'ab'))).toEqual(['abc']);
  });

  it('writes once what is to be written once', async () => {
    const destination = folderDestination(folder);
    const once = (text: string) => destination.write('2.targets.json', Buffer.from(text), 'once');
    const results = await Promise.all(['ours', 'theirs', 'ours'].map(once));
    expect(results.filter((result) => !result.ok)).not.toEqual([]);
    const [there] = ['ours', 'theirs'].filter(
      (text) => readFileSync(join(folder, '2.targets.json'), 'utf8') === text,
    );
    expect(await once(there ?? '')).toMatchObject({ ok: true });
    expect(await once('another')).toMatchObject({ error: { kind: 'changed-meanwhile' } });
    expect(await readdir(folder)).toEqual(['2.targets.json']);
    expect(await readFile(join(folder, '2.targets.json'), 'utf8')).toBe(there);
  });

  it('removes what killed publications left a day ago, and nothing else', async () => {
    const old = `.${randomUUID()}.part`;
    const fresh = `.${randomUUID()}.part`;
    const yesterday = Date.now() / 1000 - 25 * 60 * 60;
    for (const name of [old, fresh, '.own.part']) await writeFile(join(folder, name), 'x');
    for (const name of [old, '.own.part']) await utimes(join(folder, name), yesterday, yesterday);
    expect(await folderDestination(folder).write('a', Buffer.from('x'), 'immutable')).toMatchObject({
      ok: true,
    });
    expect((await readdir(folder)).sort()).toEqual([fresh, '.own.part', 'a'].sort());
  });

  it('says what is missing, too big or in the way', async () => {
    const destination = folderDestination(folder);
    await writeFile(join(folder, 'long'), '12345');
    expect(await destination.has('none')).toEqual({ ok: true, value: false });
    expect(await destination.read('none', 10)).toMatchObject({ error: { kind: 'missing' } });
    expect(await destination.read('long', 4)).toMatchObject({ error: { kind: 'too-big' } });
    // A file where a folder must be: nothing that running it again would heal.
    expect(await destination.write('long/file', Buffer.from('x'), 'changing')).toMatchObject({
      error: { kind: 'could-not-write' },
    });
    expect(await readFile(join(folder, 'long'), 'utf8')).toBe('12345');
  });

  it.runIf(process.platform !== 'win32' && process.getuid?.() !== 0)('tells of rights', async () => {
    await chmod(folder, 0o500);
    const written = await folderDestination(folder).write('a', Buffer.from('x'), 'changing');
    expect(written).toMatchObject({ error: { kind: 'no-access' } });
  });

  it('never reaches outside', async () => {
    const destination = folderDestination(join(folder, 'inside'));
    for (const path of ['../out', 'a/../../out', '/out', 'a//b', '', '.hidden', 'a\\b', 'c:d', 'a/./b']) {
      expect(isPlainPath(path)).toBe(false);
      await expect(destination.write(path, Buffer.from('x'), 'changing')).rejects.toThrow('Not a path');
      await expect(destination.read(path, 10)).rejects.toThrow('Not a path');
      await expect(destination.has(path)).rejects.toThrow('Not a path');
    }
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('an address', () => {
  it.each([
    ['s3://it-kb', {}, 'https://it-kb.s3.eu-north-1.amazonaws.com'],
    ['s3://it-kb/it/guides/', {}, 'https://it-kb.s3.eu-north-1.amazonaws.com/it/guides'],
    ['s3://it-kb.example.org', {}, 'https://s3.eu-north-1.amazonaws.com/it-kb.example.org'],
    ['s3://it-kb/it', { AWS_ENDPOINT_URL: 'http://127.0.0.1:9000/' }, 'http://127.0.0.1:9000/it-kb/it'],
  ])('%s means a place', (address, env, url) => {
    const parsed = parseS3Address(address, { ...account, AWS_REGION: 'eu-north-1', ...env });
    expect(parsed).toMatchObject({ ok: true, value: { baseUrl: url, region: 'eu-north-1' } });
  });

  it.each([
    ['s3://', account, 'wrong-address', 's3://bucket'],
    ['s3://it-kb/../other', account, 'wrong-address', 's3://bucket'],
    ['s3://it-kb', account, 'wrong-address', 'AWS_REGION'],
    ['s3://it-kb', { ...account, AWS_ENDPOINT_URL: 'storage' }, 'wrong-address', 'AWS_ENDPOINT_URL'],
    ['s3://it-kb', { AWS_REGION: 'eu-north-1' }, 'no-access', 'AWS_ACCESS_KEY_ID'],
    ['https://kb.example.org', account, 'wrong-address', 'folder'],
  ])('%s is refused with what to do', (address, env, kind, remedy) => {
    const opened = openDestination(address, env);
    expect(opened).toMatchObject({ ok: false, error: { kind } });
    expect(opened.ok ? '' : opened.error.detail).toContain(remedy);
    expect(JSON.stringify(opened)).not.toContain('secret');
  });
});
