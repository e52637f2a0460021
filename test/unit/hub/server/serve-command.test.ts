import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readHubConfig } from '../../../../hub/server/config.ts';
import { startHub } from '../../../../hub/server/start-hub.ts';
import { openStore } from '../../../../hub/store/open-store.ts';
import { zeroline } from '../zeroline.ts';
import { ask } from './test-hub.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zeroline-serve-'));
  path = join(folder, 'hub.yaml');
});
afterEach(() => rmSync(folder, { recursive: true }));

test('--init writes settings that the hub starts with, and secrets for its eyes alone', async () => {
  expect((await zeroline('serve', path, '--init')).exit).toBe(0);
  const key = join(folder, 'secrets', 'enrolment.key');
  expect(statSync(key).mode & 0o077).toBe(0);
  expect(readFileSync(path, 'utf8')).not.toContain(readFileSync(key, 'utf8').trim());
  const read = readHubConfig(path);
  if (!read.ok) throw new Error(read.error.detail);
  const { config } = read.value;
  const listen = { ...config.listen, port: 0 };
  const hub = await startHub({ config: { ...config, listen }, folder, env: {}, logTo: undefined });
  const enrolmentKey = readFileSync(key, 'utf8').trim();
  const enrolled = await ask(`${hub.url}/v1/installs`, {
    ...{ method: 'POST', body: JSON.stringify({ enrolmentKey }) },
    headers: { 'content-type': 'application/json' },
  });
  await hub.stop();
  expect(enrolled.status).toBe(201);
  const { install } = enrolled.json as { install: string };
  expect((await zeroline('serve', path, '--revoke', install)).out).toEqual([
    'tokens that no longer count: 1',
  ]);
  expect((await zeroline('serve', path, '--revoke', install)).exit).toBe(3);
});

test('nothing is written over', async () => {
  writeFileSync(path, 'mine');
  expect((await zeroline('serve', path, '--init')).exit).toBe(4);
  expect(readFileSync(path, 'utf8')).toBe('mine');
});

const settings = (more: string) =>
  writeFileSync(
    path,
    `store: { file: hub.db }\nenrolmentKeys: [{ env: KEY }]\npseudonymKey: { env: KEY }\n${more}\n`,
  );

test.each([
  ['a secret in the file itself', 'pseudonymKey: plain-text', /pseudonymKey/],
  ['a word that nobody knows', 'colour: red', /colour/],
  ['fewer machines than a term may be shown for', 'termsSharedBy: 2', /termsSharedBy/],
  ['a ticket system that nobody knows', 'tickets: { system: clay-tablets }', /tickets\.system/],
  ['no YAML', 'a: [', /hub\.yaml/],
])('%s is a mistake that is told', async (_what, more, told) => {
  settings('');
  const text = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    more.startsWith('pseudonymKey') ? text.replace(/^pseudonymKey.*$/m, more) : text + more,
  );
  const { exit, err } = await zeroline('serve', path);
  expect(exit).toBeGreaterThan(2);
  expect(err).toMatch(told);
  expect(err).not.toContain('plain-text');
});

test('a secret that is missing, and a store that is in use, are told', async () => {
  settings('');
  expect((await zeroline('serve', path)).err).toContain('There is no secret in the variable KEY.');
  settings('listen: { port: 0 }');
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll('{ env: KEY }', '{ file: hub.yaml }'));
  const store = await openStore({ file: join(folder, 'hub.db') }, { exclusive: true });
  const { exit, err } = await zeroline('serve', path);
  await store.close();
  expect([exit, err]).toEqual([4, expect.stringContaining('Another hub works with')]);
});
