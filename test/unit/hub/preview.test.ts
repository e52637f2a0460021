import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { servePreview, type Preview } from '../../../hub/preview/serve-preview.ts';
import { packSchema } from '../../../shared/packs/pack.ts';
import { previewStateSchema, type PreviewState } from '../../../shared/preview/preview-state.ts';
import { smallKb, today } from './kb.ts';

const quiet = { onRead: () => undefined, onTrouble: () => undefined };
let folder: string;
let preview: Preview;
const nowMs = () => Date.parse(today);
const guide = () => join(folder, 'guides', 'cant-print.en.md');
const edit = (from: string, to: string) =>
  writeFileSync(guide(), readFileSync(guide(), 'utf8').replace(from, to));

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zeroline-preview-'));
  cpSync(smallKb, folder, { recursive: true });
  const files = { script: 'script', style: 'style' };
  const served = await servePreview({ folder, port: 0, files, nowMs, ...quiet });
  if (!served.ok) throw new Error(served.error.detail);
  preview = served.value;
});
afterEach(async () => {
  await preview.close();
  rmSync(folder, { recursive: true, force: true });
});

const get = (path: string) => fetch(new URL(path, preview.url));
const state = async (): Promise<PreviewState> => previewStateSchema.parse(await (await get('/state')).json());

/** The state once `isThere` holds; saves arrive within a moment. */
async function stateWith(isThere: (state: PreviewState) => boolean): Promise<PreviewState> {
  for (let tries = 0; tries < 100; tries += 1) {
    const now = await state();
    if (isThere(now)) return now;
    await sleep(50);
  }
  throw new Error(`never seen: ${String(isThere)}`);
}

/** Answers the status; `fetch` would not send these headers. */
const rawGet = (headers: Record<string, string>, method = 'GET'): Promise<number> =>
  new Promise((settle, fail) => {
    request(new URL('/state', preview.url), { headers, method }, (response) => {
      response.resume();
      settle(response.statusCode ?? 0);
    })
      .on('error', fail)
      .end();
  });

test('it listens on this machine only, and answers nobody who calls it by another name', async () => {
  const { hostname, port } = new URL(preview.url);
  expect(hostname).toBe('127.0.0.1');
  expect(await rawGet({ host: `localhost:${port}` })).toBe(200);
  for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1', '127.0.0.1:1']) {
    expect(await rawGet({ host })).not.toBe(200);
  }
  expect(await rawGet({ host: `127.0.0.1:${port}` }, 'POST')).toBe(405);
});

test('what is no path is answered, and the preview goes on', async () => {
  const { port } = new URL(preview.url);
  const raw = (path: string, host: string): Promise<number> =>
    new Promise((settle, fail) => {
      request({ host: '127.0.0.1', port, path, headers: { host } }, (response) => {
        response.resume();
        settle(response.statusCode ?? 0);
      })
        .on('error', fail)
        .end();
    });
  expect(await raw('//', `127.0.0.1:${port}`)).toBe(400);
  expect(await raw('//', 'evil.example')).toBe(403);
  expect(await raw('/state', `127.0.0.1:${port}`)).toBe(200);
});

test('a reading that fails is told, and the next one happens', async () => {
  const troubles: string[] = [];
  let isDown = false;
  const failing = () => {
    if (isDown) throw new Error('the disk is away');
    return nowMs();
  };
  const served = await servePreview({
    ...{ folder, port: 0, files: { script: '', style: '' }, nowMs: failing },
    ...{ onRead: () => undefined, onTrouble: (detail: string) => void troubles.push(detail) },
  });
  if (!served.ok) throw new Error(served.error.detail);
  isDown = true;
  edit("I can't print", 'Paper');
  while (troubles.length === 0) await sleep(20);
  isDown = false;
  edit('Paper', 'Toner');
  const titles = async () =>
    (await (await fetch(new URL('/state', served.value.url))).text()).includes('Toner');
  while (!(await titles())) await sleep(20);
  await served.value.close();
  expect(troubles[0]).toBe('the disk is away');
});

test('pages run their own script only, and stand in no foreign frame', async () => {
  for (const path of ['/', '/panel']) {
    const { headers } = await get(path);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  }
});

test('packs and pictures come from the knowledge base, and nothing else does', async () => {
  const pack = packSchema.parse(await (await get('/pack/nb')).json());
  expect(pack.guides.map(({ title }) => title)).toContain('Jeg får ikke skrevet ut');
  const picture =
    JSON.stringify(pack).match(/[a-f0-9]{16}\.svg/) ??
    JSON.stringify(await (await get('/pack/en')).json()).match(/[a-f0-9]{16}\.svg/);
  const image = await get(`/kb-images/${picture?.[0] ?? ''}`);
  expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
  for (const path of [
    '/kb-images/..%2forganisation.yaml',
    '/organisation.yaml',
    '/pack/fi',
    '/guides/cant-print.en.md',
  ])
    expect((await get(path)).status).toBe(404);
});

test('a save is told to the page, and shown', async () => {
  const changes = await get('/changes');
  const reader = changes.body!.pipeThrough(new TextDecoderStream()).getReader();
  edit("I can't print", 'Nothing comes out of the printer');
  let told = '';
  while (!told.includes('event: changed')) told += (await reader.read()).value ?? '';
  const { guides, revision } = await state();
  expect(revision).toBeGreaterThan(1);
  expect(guides.find(({ id }) => id === 'cant-print')?.titles.en).toBe('Nothing comes out of the printer');
  await reader.cancel();
});

test('a mistake is told with its line, and the guide stays as it was before', async () => {
  edit('settings:printers', 'settings:printer');
  const broken = await stateWith(({ mistakes }) => mistakes.length > 0);
  expect(broken.mistakes).toMatchObject([{ file: 'guides/cant-print.en.md', line: 38, severity: 'error' }]);
  expect(broken.guides.map(({ id }) => id)).toEqual(['cant-print', 'password-forgotten']);
  const pack = packSchema.parse(await (await get('/pack/en')).json());
  expect(pack.guides.find(({ id }) => id === 'cant-print')?.title).toBe("I can't print");
  edit('settings:printer)', 'settings:printers)');
  await stateWith(({ mistakes }) => mistakes.length === 0);
});

test('a folder that is replaced is followed on', async () => {
  const guides = join(folder, 'guides');
  cpSync(guides, join(folder, 'new'), { recursive: true });
  renameSync(guides, join(folder, 'old'));
  await stateWith(({ mistakes }) => mistakes.length > 0);
  renameSync(join(folder, 'new'), guides);
  await stateWith(({ mistakes }) => mistakes.length === 0);
  edit("I can't print", 'Paper');
  await stateWith(({ guides: shown }) => shown[0]?.titles.en === 'Paper');
});

test('without organisation.yaml there is nothing to draw, but the mistakes are there', async () => {
  writeFileSync(join(folder, 'organisation.yaml'), 'name: [');
  const { drawable, mistakes } = await stateWith((now) => !now.drawable);
  expect([drawable, mistakes[0]?.file]).toEqual([false, 'organisation.yaml']);
  expect((await get('/pack/en')).status).toBe(404);
});

test.each([
  ['no-such-folder', () => ({ folder: join(folder, 'none'), port: 0 })],
  ['no-such-folder', () => ({ folder: guide(), port: 0 })],
  ['port-in-use', () => ({ folder, port: Number(new URL(preview.url).port) })],
])('%s is told with what to do', async (kind, where) => {
  const files = { script: '', style: '' };
  const second = await servePreview({ ...where(), files, nowMs, ...quiet });
  expect(second).toMatchObject({ ok: false, error: { kind } });
});
