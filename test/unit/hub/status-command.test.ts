import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { run } from '../../../hub/cli/run.ts';
import { webPlace } from '../../../hub/sign/web-place.ts';
import { createPublisher, type Publisher } from '../../support/published-kb.ts';
import { smallKb, today } from './kb.ts';
import { zeroline } from './zeroline.ts';

// Many fsyncs: on a busy disk they take their time.
vi.setConfig({ testTimeout: 60_000 });

let publisher: Publisher;
const servers: Server[] = [];
beforeEach(async () => {
  publisher = await createPublisher(Date.parse(today));
});
afterEach(async () => {
  for (const server of servers.splice(0)) server.close();
  await publisher.remove();
});

const publish = (...args: string[]) =>
  zeroline('publish', smallKb, publisher.dir, '--keys', publisher.keysDir, ...args);
const status = () => zeroline('status', publisher.dir, '--keys', publisher.keysDir, '--json');

it('counts what machines get, and says what is gone until it is published again', async () => {
  expect((await publish()).exit).toBe(0);
  const whole = await status();
  expect([whole.exit, whole.out[1]]).toEqual([0, expect.stringMatching(/^en {2}2 guides, \d notices?, \d/)]);
  expect(JSON.parse(whole.out.at(-1) ?? '')).toMatchObject({ files: { asked: 4, of: 4 } });
  const blobs = join(publisher.dir, 'blobs');
  await rm(blobs, { recursive: true });
  const gone = await status();
  expect(gone.exit).toBe(3);
  expect(gone.err).toMatch(
    /the full pack .* of en.*the search index .* of en.*the guide .* of en.*--check-all/,
  );
  expect(gone.err).toContain(`Publish again to ${publisher.dir} with`);
  const incidents = (await readdir(join(publisher.dir, 'targets', 'campaigns'))).find((name) =>
    name.endsWith('incidents-en.json'),
  );
  await writeFile(join(publisher.dir, 'targets', 'campaigns', incidents ?? ''), '[');
  expect((await status()).err).toContain('the incidents of en');
  expect((await publish('--check-all')).exit).toBe(0);
  expect((await status()).exit).toBe(0);
});

it('says when machines miss the news bundle, and how to write it again', async () => {
  expect((await publish()).exit).toBe(0);
  await rm(join(publisher.dir, 'news'), { recursive: true });
  const gone = await status();
  expect([gone.exit, gone.out.join('\n')]).toEqual([
    3,
    expect.stringMatching(/news\/\d+ is not there.*\n.*refresh/),
  ]);
  expect((await zeroline('refresh', publisher.dir, '--keys', publisher.keysDir, '--all')).exit).toBe(0);
  expect((await status()).exit).toBe(0);
});

async function serve(answer: (host: string) => [number, Record<string, string>]): Promise<string> {
  const server = createServer((request, response) => {
    const [code, headers] = answer(request.headers.host ?? '');
    response.writeHead(code, headers).end('x');
  });
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('does not look at another server than machines do', async () => {
  const other = await serve(() => [200, {}]);
  const url = await serve(() => [302, { location: `${other}/x` }]);
  expect(await webPlace(other).read('a', 10)).toMatchObject({ ok: true });
  const read = await webPlace(url).read('a', 10);
  expect(read).toMatchObject({ ok: false, error: { kind: 'could-not-read' } });
  expect(read.ok ? '' : read.error.detail).toContain(other);
});

it.each(['https://host/a?b', 'https://host/a#b', 'https://me:secret@host/a', 'ftp://host/a'])(
  'trusts no %s',
  async (url) => {
    const { exit, err } = await zeroline('keys', 'trust', publisher.keysDir, url);
    expect([exit, err]).toEqual([2, expect.stringContaining('is no address that machines can use: it ')]);
    expect((await zeroline('keys', 'trust', publisher.keysDir, 'https://host/a@b')).exit).toBe(0);
  },
);

it('what nobody foresaw ends with 4, one line and one object', async () => {
  const out: string[] = [];
  const err: string[] = [];
  const exit = await run(['keys', 'init', join(publisher.dir, 'new-keys'), '--json'], {
    console: { log: (line) => void out.push(line), error: (line) => void err.push(line) },
    ...{ nowMs: 0, env: {}, progress: () => {} },
    askSecret: () => Promise.reject(new Error('the terminal\n  burns')),
  });
  expect([exit, err]).toEqual([4, ['error: the terminal burns']]);
  expect(JSON.parse(out.at(-1) ?? '')).toEqual({
    ok: false,
    refusal: { kind: 'failed', detail: 'the terminal burns' },
  });
});
