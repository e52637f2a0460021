import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { openSource, type SourceKind } from '../../../hub/import/open-source.ts';
import { createServerClient } from '../../../hub/import/server-client.ts';

interface Answer {
  status?: number;
  headers?: Record<string, string | string[]>;
  body?: string;
}

/** Answers as the real servers did when the fixtures were recorded. */
const recorded = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../fixtures/import', `${name}.json`), 'utf8');

let server: Server;
let base: string;
let asked: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[];
let answer: (url: string, body: string) => Answer | undefined;
let slept: number[];
beforeEach(async () => {
  asked = [];
  slept = [];
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method = '', url = '', headers } = request;
      asked.push({ method, url, headers, body });
      const given = answer(url, body);
      if (!given) return;
      response.writeHead(given.status ?? 200, given.headers);
      response.end(given.body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const sleep = (ms: number): Promise<void> => {
  slept.push(ms);
  return Promise.resolve();
};
const nowMs = (): number => Date.UTC(2026, 10, 22, 12);
const clientOn = (timeoutMs = 5000) =>
  createServerClient({
    base: new URL(`${base}/wiki/`),
    variable: 'THE_TOKEN',
    headers: { 'X-Key': 'secret' },
    timeoutMs,
    sleep,
    nowMs,
  });
const ask = (timeoutMs?: number) =>
  clientOn(timeoutMs).json({ path: '/list.json', bytesMax: 1000 }, z.object({ a: z.number() }));

function open(kind: SourceKind, env: Record<string, string>, options: Record<string, string> = {}) {
  const opened = openSource(kind, base, {
    env,
    option: (name) => options[name],
    sleep,
    nowMs,
    kbFolder: '.',
  });
  if (!opened.ok) throw new Error(opened.error.detail);
  return opened.value;
}

test.each<[string, Answer | undefined, string]>([
  ['401', { status: 401 }, 'not-signed-in'],
  ['403', { status: 403 }, 'not-signed-in'],
  ['404', { status: 404 }, 'not-found'],
  ['500', { status: 500 }, 'status'],
  ['a redirect', { status: 302, headers: { Location: 'https://sso.example.org/?token=x' } }, 'moved'],
  ['a page with 200', { body: '<html>Sign in</html>' }, 'not-understood'],
  ['another shape', { body: '{"a":"1"}' }, 'not-understood'],
  ['half an answer', { body: '{"a":' }, 'not-understood'],
  ['too much', { body: 'x'.repeat(2000) }, 'too-big'],
  ['silence', undefined, 'timeout'],
])('%s is refused by its name, without the secret', async (_, given, kind) => {
  answer = () => given;
  const result = await ask(given ? 5000 : 200);
  expect(result).toMatchObject({ ok: false, error: { kind } });
  expect(JSON.stringify(result)).not.toMatch(/secret|token=x/);
  expect(asked).toHaveLength(1);
});

test('a server that nobody runs', async () => {
  server.close();
  await expect(ask()).resolves.toMatchObject({
    ok: false,
    error: { kind: 'no-answer', reason: 'ECONNREFUSED' },
  });
});

test('a busy server is waited for as long as it says, and not for ever', async () => {
  const headers = [
    { 'Retry-After': '7' },
    { 'Retry-After': 'Sun, 22 Nov 2026 12:00:03 GMT' },
    {},
    { 'Retry-After': '99999' },
  ];
  answer = () => {
    const next = headers.shift();
    return next ? { status: 429, headers: next } : { body: '{"a":1}' };
  };
  expect(await ask()).toEqual({ ok: true, value: { a: 1 } });
  expect(slept).toEqual([7000, 3000, 8000, 120_000]);
  answer = () => ({ status: 503 });
  expect(await ask()).toMatchObject({ ok: false, error: { kind: 'busy', status: 503 } });
  expect(asked).toHaveLength(10);
});

test('Request Tracker: a condition in every list, pages until one is not full', async () => {
  const full = JSON.parse(recorded('rt-list')) as { items: unknown[] };
  answer = (url) => {
    if (url.startsWith('/REST/2.0/article/')) return { body: recorded('rt-article') };
    const page = new URL(url, base).searchParams.get('page');
    return {
      body: JSON.stringify(
        page === '1' ? { ...full, count: 2, per_page: 2 } : { items: [], count: 0, per_page: 2 },
      ),
    };
  };
  const { source } = open('rt', { ZEROLINE_RT_TOKEN: 'secret' });
  const heads = await source.list();
  expect(heads).toMatchObject({
    ok: true,
    value: [{ sourceId: '3', title: 'Mailbox is full' }, { sourceId: '2' }],
  });
  expect(asked).toHaveLength(2);
  expect(JSON.parse(asked[0]!.body)).toEqual([{ field: 'id', operator: '>', value: 0 }]);
  expect(asked[0]!.headers.authorization).toBe('token secret');
  expect(await source.read({ sourceId: '1', title: 'x', revision: 'x' })).toMatchObject({
    ok: true,
    value: {
      body: { kind: 'text', text: expect.stringMatching(/^1\. Close/) as string },
      tags: ['vpn', 'network', 'remote', 'Linux'],
      updatedOn: '2026-11-22',
    },
  });
  expect(source.sourceIdOf('/Articles/Article/Display.html?id=7', '1')).toBe('7');
});

test('Redmine: one index, pages with their links, keywords and attachments on our own address', async () => {
  answer = (url) => {
    if (url.endsWith('index.json')) return { body: recorded('redmine-index') };
    return url.startsWith('/attachments/') ? { body: 'picture' } : { body: recorded('redmine-page') };
  };
  const { source, key } = open('redmine', { ZEROLINE_REDMINE_KEY: 'secret' }, { project: 'help desk' });
  expect(key).toBe(`redmine ${base} project=help desk`);
  const heads = await source.list();
  expect(heads).toMatchObject({
    ok: true,
    value: [{ title: 'Printer shows offline', revision: '1 2026-11-22T06:43:33Z' }, {}, {}],
  });
  const page = await source.read({ sourceId: 'Printer_shows_offline', title: 'x', revision: 'x' });
  expect(asked.at(-1)!.url).toBe('/projects/help%20desk/wiki/Printer_shows_offline.json?include=attachments');
  if (!page.ok) throw new Error(page.error.kind);
  expect(page.value.tags.map((tag) => tag.trim())).toEqual(['printer', 'queue']);
  expect(page.value.body.text).toContain('[WLAN-Passwort ändern](<wiki:WLAN-Passwort ändern>)');
  expect(source.sourceIdOf('wiki:WLAN-Passwort%20%C3%A4ndern', 'x')).toBe('WLAN-Passwort_ändern');
  expect((await source.readAttachment(page.value.attachments[0]!)).ok).toBe(true);
  expect(asked.at(-1)!).toMatchObject({
    url: '/attachments/download/1/printer.png',
    headers: { 'x-redmine-api-key': 'secret' },
  });
});

test('MediaWiki: a session by cookies, what is continued, own pictures only', async () => {
  const list = JSON.parse(recorded('mediawiki-list')) as object;
  let expired = false;
  answer = (url, body) => {
    const form = new URLSearchParams(body);
    if (url !== '/api.php') return { body: 'picture' };
    if (expired) return { body: '{"error":{"code":"assertuserfailed","info":""}}' };
    if (form.get('meta') === 'tokens') {
      return {
        headers: { 'Set-Cookie': ['s=1; path=/'] },
        body: '{"query":{"tokens":{"logintoken":"t+\\\\"}}}',
      };
    }
    if (form.get('action') === 'login')
      return { headers: { 'Set-Cookie': 's=2; HttpOnly' }, body: '{"login":{"result":"Success"}}' };
    if (form.get('action') === 'parse') return { body: recorded('mediawiki-parse') };
    const more = form.has('gapcontinue') ? {} : { continue: { gapcontinue: 'X', continue: 'gapcontinue||' } };
    return { body: JSON.stringify({ ...list, ...more }) };
  };
  const account = { ZEROLINE_MEDIAWIKI_USER: 'Bot@x', ZEROLINE_MEDIAWIKI_PASSWORD: 'secret' };
  const { source } = open('mediawiki', account);
  const heads = await source.list();
  expect(heads.ok && heads.value.length).toBe(4);
  expect(asked.map(({ headers }) => headers.cookie)).toEqual([undefined, 's=1', 's=2', 's=2']);
  expect(asked.every(({ url }) => !url.includes('secret'))).toBe(true);
  const page = await source.read({ sourceId: '2', title: 'x', revision: 'x' });
  expect(page).toMatchObject({
    ok: true,
    value: {
      tags: ['Network'],
      updatedOn: '2026-11-22',
      attachments: [{ name: '/images/a/ab/Client.png', url: '/images/a/ab/Client.png' }],
    },
  });
  expect(source.sourceIdOf('/index.php/Printer_shows_offline', '2')).toBe('3');
  expect(source.sourceIdOf('/index.php?title=Printer_shows_offline&action=edit&redlink=1', '2')).toBe('3');
  expect(
    source.sourceIdOf('https://elsewhere.example.org/index.php/Printer_shows_offline', '2'),
  ).toBeUndefined();
  expired = true;
  expect(await source.list()).toMatchObject({ ok: false, error: { kind: 'not-signed-in' } });
});

test.each([
  ['rt', 'ftp://x', {}],
  ['rt', 'https://anna:pw@rt.example.org', {}],
  ['rt', 'https://rt.example.org/?token=x', {}],
  ['redmine', 'https://rm.example.org', {}],
  ['redmine', 'https://rm.example.org', { project: 'a', format: 'html' }],
  ['mediawiki', 'https://w.example.org', { space: 'Help' }],
] as const)('%s %s %j is wrong usage', (kind, address, options: Record<string, string>) => {
  const opened = openSource(kind, address, {
    env: {},
    option: (name) => options[name],
    sleep,
    nowMs,
    kbFolder: '.',
  });
  expect(opened).toMatchObject({ ok: false, error: { kind: 'wrong-usage' } });
});

test('credentials in the clear are warned of', () => {
  const opened = openSource('rt', 'http://rt.example.org/REST/2.0', {
    env: {},
    option: () => undefined,
    sleep,
    nowMs,
    kbFolder: '.',
  });
  expect(opened).toMatchObject({
    ok: true,
    value: { key: 'rt http://rt.example.org', warnings: [expect.stringContaining('https')] },
  });
});
