import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { sampleBlobs, sampleOf } from '../../../hub/cli/sample-blobs.ts';
import { webPlace } from '../../../hub/sign/web-place.ts';
import type { Catalog, CatalogEntry } from '../../../shared/packs/catalog.ts';
import { blobPath } from '../../../shared/packs/repository-layout.ts';

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

const piece = { sha256: '0'.repeat(64), size: 1 };
const sha256 = (number: number): string => number.toString(16).padStart(64, '0');
/** A catalog of so many guides and one picture. */
const catalogOf = (count: number): Catalog => ({
  ...{ format: 1, language: 'en', contentFromMs: 0, checkMinutes: { guides: 60, incidents: 10 } },
  ...{ head: piece, full: piece, index: { ...piece, analysis: 1 } },
  guides: Array.from({ length: count }, (_, index): CatalogEntry => [`guide-${index}`, sha256(index), 1]),
  images: [['0123456789abcdef.png', sha256(count), 1]],
});

async function placeThat(answer: (path: string, method: string) => number) {
  const asked: string[] = [];
  const server = createServer(({ method = '', url = '' }, response) => {
    asked.push(`${method} ${url.slice(1)}`);
    response.writeHead(answer(url.slice(1), method)).end(method === 'HEAD' ? undefined : 'x');
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { asked, place: webPlace(`http://127.0.0.1:${port}`) };
}

describe('a sample', () => {
  test('is all of few', () => expect(sampleOf([1, 2, 3], 3, 7)).toEqual([1, 2, 3]));

  test('of many is as many as wanted, each once, and all have their turn', () => {
    const items = Array.from({ length: 1000 }, (_, index) => index);
    const seen = new Set<number>();
    for (let day = 20_000; day < 20_000 + 21; day += 1) {
      const sample = sampleOf(items, 48, day);
      expect(new Set(sample).size).toBe(48);
      for (const item of sample) seen.add(item);
    }
    expect(seen.size).toBe(items.length);
  });
});

describe('files behind a web server', () => {
  test('are asked for with HEAD once though languages share them; what is gone is named', async () => {
    const gone = blobPath(sha256(1));
    const { asked, place } = await placeThat((path) => (path === gone ? 404 : 200));
    const sample = await sampleBlobs(place, [catalogOf(2), catalogOf(2)], 0);
    expect(sample).toEqual({
      ok: true,
      value: { asked: 3, of: 3, missing: [`the guide guide-1 of en (${gone})`] },
    });
    expect(asked.sort()).toEqual([0, 1, 2].map((number) => `HEAD ${blobPath(sha256(number))}`));
  });

  test('many that are gone are counted', async () => {
    const { place } = await placeThat(() => 403);
    const sample = await sampleBlobs(place, [catalogOf(200)], 0);
    expect(sample.ok && [sample.value.asked, sample.value.of]).toEqual([48, 201]);
    expect(sample.ok && sample.value.missing.at(-1)).toBe('38 more guides or pictures');
  });

  test('a server without HEAD is asked with GET; one in trouble is no proof', async () => {
    const noHead = await placeThat((_path, method) => (method === 'HEAD' ? 405 : 200));
    expect(await noHead.place.has('a')).toEqual({ ok: true, value: true });
    const broken = await placeThat(() => 500);
    expect(await sampleBlobs(broken.place, [catalogOf(1)], 0)).toMatchObject({
      ok: false,
      error: { kind: 'destination' },
    });
  });
});
