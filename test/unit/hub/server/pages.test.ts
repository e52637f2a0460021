import { mkdirSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { guideOfLink } from '../../../../electron/shell/deep-link.ts';
import { ask, startTestHub, type TestHub } from './test-hub.ts';

let hub: TestHub;
beforeEach(async () => {
  hub = await startTestHub({ packs: 'site' });
  for (const folder of ['metadata', 'targets/campaigns', 'blobs/ab', 'news', 'private'])
    mkdirSync(join(hub.folder, 'site', folder), { recursive: true });
  const put = (path: string, words: string) => writeFileSync(join(hub.folder, 'site', path), words);
  put('metadata/timestamp.json', '{"v":1}');
  put('metadata/2.root.json', '{"root":2}');
  put('targets/campaigns/abc.incidents-en.json', '[]');
  put('blobs/ab/abcdef', '\u001b\u0001bytes');
  put('private/key', 'secret');
});
afterEach(() => hub.remove());

const kb = (path: string, headers = {}) => ask(`${hub.url()}/kb/${path}`, { headers });

test('published files come with the headers that machines and proxies need', async () => {
  const timestamp = await kb('metadata/timestamp.json');
  expect([timestamp.status, timestamp.text]).toEqual([200, '{"v":1}']);
  expect(timestamp.headers.get('cache-control')).toBe('no-cache');
  expect(timestamp.headers.get('content-type')).toBe('application/json');
  const tag = timestamp.headers.get('etag')!;
  expect((await kb('metadata/timestamp.json', { 'if-none-match': tag })).status).toBe(304);
  writeFileSync(join(hub.folder, 'site/metadata/timestamp.json'), '{"v":20}');
  expect((await kb('metadata/timestamp.json', { 'if-none-match': tag })).text).toBe('{"v":20}');

  const blob = await kb('blobs/ab/abcdef');
  expect(blob.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(blob.headers.get('content-type')).toBe('application/octet-stream');
  expect(blob.headers.get('content-encoding')).toBeNull();
  expect((await kb('targets/campaigns/abc.incidents-en.json')).text).toBe('[]');
  const nextRoot = await kb('metadata/3.root.json');
  expect([nextRoot.status, nextRoot.headers.get('cache-control')]).toEqual([404, 'public, max-age=300']);
});

/** `fetch` tidies a path up before it sends it. */
async function raw(path: string): Promise<{ status: number; body: string }> {
  const { port } = new URL(hub.url());
  const call = httpRequest({ host: '127.0.0.1', port, path }).end();
  const [answer] = (await once(call, 'response')) as [NodeJS.ReadableStream & { statusCode: number }];
  return { status: answer.statusCode, body: await text(answer) };
}

test.each([
  'private/key',
  '../enrolment.key',
  'metadata/../../enrolment.key',
  'metadata/%2e%2e/%2e%2e/enrolment.key',
  'metadata/..%2f..%2fenrolment.key',
  'metadata/%00',
  'metadata',
  'metadata/',
  'metadata/.hidden',
  'blobs/ab',
])('%s is not shown', async (path) => {
  writeFileSync(join(hub.folder, 'site/metadata/.hidden'), 'secret');
  const { status, body } = await raw(`/kb/${path}`);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(body).not.toMatch(/secret|key-of/);
});

test("an agent's answer leads to a page with a link that the panel understands, in the reader's language", async () => {
  const {
    status,
    text: page,
    headers,
  } = await ask(`${hub.url()}/guide/printer-offline`, {
    headers: { 'accept-language': 'nn-NO,nb;q=0.9,en;q=0.8' },
  });
  expect(status).toBe(200);
  const link = /href="([^"]+)"/.exec(page)![1]!;
  expect(guideOfLink(link)).toBe('printer-offline');
  expect(page).toContain('<html lang="nb">');
  expect(page).toContain('Åpne guiden');
  expect(page).not.toContain('<script');
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'/);
});

test.each(['UPPER', 'a%22onclick=x', '%3Cscript%3E', 'a/b', '-x', 'a'.repeat(65), 'x%00'])(
  '%s is no guide',
  async (id) => {
    const { status, body } = await raw(`/guide/${id}`);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body).not.toContain('zeroline://');
    expect(body).not.toContain('onclick');
  },
);
