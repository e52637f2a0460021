import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { missingNginx, startNginx } from '../../support/nginx.ts';
import { startStaticServer } from '../../support/static-server.ts';

let folder: string;
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zeroline-served-'));
  await mkdir(join(folder, 'metadata'));
  await mkdir(join(folder, 'blobs'));
  await writeFile(join(folder, 'metadata', 'timestamp.json'), '{"version":1}');
  await writeFile(join(folder, 'blobs', 'ab'), Buffer.alloc(1000, 7));
});

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
  await rm(folder, { recursive: true, force: true });
});

const text = async (url: string) => (await fetch(url)).text();

describe('the static server', () => {
  test('serves files, counts bodies and wire bytes, and knows what it has not', async () => {
    const server = await startStaticServer(folder);
    closing.push(server.close);
    const blob = await fetch(`${server.url}/blobs/ab`);
    expect((await blob.arrayBuffer()).byteLength).toBe(1000);
    expect(blob.headers.get('cache-control')).toContain('immutable');
    expect((await fetch(`${server.url}/blobs/none`)).status).toBe(404);
    expect(server.requests).toEqual([
      { path: '/blobs/ab', status: 200, bytes: 1000 },
      { path: '/blobs/none', status: 404, bytes: 10 },
    ]);
    expect(server.bytesSent()).toBeGreaterThan(1200);
    expect(server.bytesReceived()).toBeGreaterThan(100);
  });

  test('answers 304 to a known ETag and never leaves its folder', async () => {
    const server = await startStaticServer(join(folder, 'blobs'));
    closing.push(server.close);
    const etag = (await fetch(`${server.url}/ab`)).headers.get('etag') ?? '';
    expect((await fetch(`${server.url}/ab`, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await fetch(`${server.url}/..%2fmetadata%2ftimestamp.json`)).status).toBe(404);
  });
});

const isMissing = missingNginx();

describe.skipIf(isMissing)(isMissing ? 'nginx (left out: it is not installed)' : 'nginx', () => {
  test('serves the folder with the cache rules and logs what went over the wire', async () => {
    const nginx = await startNginx(folder);
    closing.push(nginx.close);
    const timestamp = await fetch(`${nginx.url}/metadata/timestamp.json`);
    expect(await timestamp.json()).toEqual({ version: 1 });
    expect(timestamp.headers.get('cache-control')).toBe('no-cache');
    const blob = await fetch(`${nginx.url}/blobs/ab`);
    expect(blob.headers.get('cache-control')).toContain('immutable');
    expect(blob.headers.get('content-encoding')).toBeNull();
    await blob.arrayBuffer();
    const [, second] = nginx.requests();
    expect(second).toMatchObject({ path: '/blobs/ab', status: 200, cache: '-' });
    expect(second?.bytesDown).toBeGreaterThan(1000);
    await nginx.close();
    expect(nginx.bytesSent()).toBeGreaterThan(1300);
  });

  test('as a cache asks the origin once for what never changes, and each time for the timestamp', async () => {
    const origin = await startStaticServer(folder);
    closing.push(origin.close);
    const cache = await startNginx(folder, { cachedFrom: origin.url });
    closing.push(cache.close);
    for (let time = 0; time < 3; time++) {
      await text(`${cache.url}/blobs/ab`);
      await text(`${cache.url}/metadata/timestamp.json`);
    }
    const paths = origin.requests.map(({ path }) => path);
    expect(paths.filter((path) => path === '/blobs/ab')).toHaveLength(1);
    expect(paths.filter((path) => path.endsWith('timestamp.json'))).toHaveLength(3);
    await writeFile(join(folder, 'metadata', 'timestamp.json'), '{"version":2}');
    expect(await text(`${cache.url}/metadata/timestamp.json`)).toBe('{"version":2}');
    expect(cache.requests().filter(({ cache: how }) => how === 'HIT')).toHaveLength(2);
  });
});
