import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { exitCodes } from '../../../hub/cli/command.ts';
import { env, published, zeroline } from './keys-bench.ts';
import { temporaryFolder } from './sign-bench.ts';

vi.setConfig({ testTimeout: 30_000 });

const s3 = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_REGION: 'eu-north-1' };

describe('what can not be meant ends with 2 and says how it is used', () => {
  test.each([
    ['publish', 'kb', 'https://kb.example.org', '--keys', 'keys'],
    ['publish', 'kb', 's3://', '--keys', 'keys'],
    ['refresh', 'ftp://kb.example.org', '--keys', 'keys'],
    ['refresh', 's3://Not A Bucket', '--keys', 'keys'],
    ['refresh', 'to', '--keys', 'keys', '--root-key', ''],
    ['keys', 'rotate', 'keys', 'https://kb.example.org', '--role', 'online'],
    ['keys', 'rotate', 'keys', 'to', '--role', 'root', '--key', 'the-second'],
    ['keys', 'restore', 'keys', 'ftp://kb.example.org', '--root-key', 'page.txt'],
    ['keys', 'init', 'keys', '--print', ''],
    ['status', 'http://'],
    ['status', 'https://kb.example.org/?a'],
    ['status', 'https://me:secret@kb.example.org'],
    ['status', 'gopher://kb.example.org'],
    ['import', 'markdown', 'wiki', '--into', 'kb', '--area', 'mail', '--skip', ''],
  ])('%s %s %s %s %s %s %s', async (...words) => {
    const { code, errors, json } = await zeroline(words, { env: s3 });
    expect([code, json]).toEqual([exitCodes.usage.code, {}]);
    expect(errors).toMatch(new RegExp(`^zeroline ${words[0]} `, 'm'));
  });
});

test('a place where nothing is published has an exit code of its own', async () => {
  const folder = await temporaryFolder();
  const [keys, page, empty] = [join(folder, 'keys'), join(folder, 'page.txt'), join(folder, 'empty')];
  await zeroline(['keys', 'init', keys, '--print', page], { env });
  for (const words of [
    ['status', empty],
    ['status', empty, '--keys', keys],
    ['refresh', empty, '--keys', keys],
    ['keys', 'restore', join(folder, 'restored'), empty, '--root-key', page],
  ]) {
    const { code, json } = await zeroline(words, { env });
    expect([code, json.refusal]).toEqual([6, expect.objectContaining({ kind: 'nothing-published' })]);
  }
});

test.each([
  ['http://kb.example.org', true],
  ['http://127.0.0.1:8080', false],
  ['http://localhost/kb', false],
  ['https://kb.example.org', false],
])('keys trust %s warns: %s', async (url, isWarned) => {
  const { keys } = await published();
  const { code, errors } = await zeroline(['keys', 'trust', keys, url]);
  expect([code, /^warning: .*not encrypted/.test(errors)]).toEqual([0, isWarned]);
});
