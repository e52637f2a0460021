import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { policyKeys } from '../../../shared/policy/policy.ts';
import { zeroline } from './zeroline.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'zeroline-policy-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const policyFile = (content: unknown): string => {
  const file = join(folder, 'policy.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};
async function check(file: string) {
  const { exit, out, err } = await zeroline('policy', 'check', file, '--json');
  return { exit, err, told: out.slice(0, -1), json: JSON.parse(out.at(-1) ?? '{}') as unknown };
}

test('templates are those of the repository, and what they hold is right', async () => {
  const { exit } = await zeroline('policy', 'templates', '--out', folder);
  expect(exit).toBe(0);
  for (const name of ['zeroline.admx', 'en-US/zeroline.adml', 'zeroline.mobileconfig'])
    expect(readFileSync(join(folder, name), 'utf8')).toBe(
      readFileSync(join('resources/policy', name), 'utf8'),
    );
  const { exit: right, json } = await check(join(folder, 'policy.json'));
  expect(right).toBe(0);
  expect(json).toMatchObject({ ok: true, keys: [...policyKeys].sort(), mistakes: [] });
});

test('templates that can not be written are refused', async () => {
  const { exit, err } = await zeroline('policy', 'templates', '--out', policyFile('x'));
  expect(exit).toBe(4);
  expect(err).toMatch(/^error: /);
});

test('check tells what counts and what is left out', async () => {
  const { exit, told, json } = await check(policyFile({ site: 'Oslo', country: 'Norway' }));
  expect(exit).toBe(1);
  expect(told[0]).toContain('"country" must be two capital letters such as "NO"');
  expect(json).toMatchObject({ keys: ['site'], mistakes: [expect.stringContaining('country')] });
});

test("check refuses what is no policy at all, in the engine's words", async () => {
  const { exit, err, json } = await check(policyFile('{\n"site": Oslo\n}'));
  expect(exit).toBe(1);
  expect(err).toMatch(/is not JSON: Unexpected token/);
  expect(json).toMatchObject({ refusal: { kind: 'unusable-policy' } });
});
