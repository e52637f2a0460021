import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from 'yaml';
import { zeroline } from './zeroline.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'zeroline-init-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const names = (kb: string) => readdirSync(join(kb, 'guides')).sort();

test('the starter has no mistake, and says so', async () => {
  const kb = join(folder, 'our', 'kb');
  expect((await zeroline('init', kb)).exit).toBe(0);
  const { exit, out } = await zeroline('check', kb);
  expect([exit, ...out]).toEqual([0, 'guides: 3 en, 3 nb, 0 sv, 0 da, 0 de, 0 hu', '0 errors, 0 warnings']);
  expect(readFileSync(join(kb, 'README.md'), 'utf8')).toContain('zeroline check .');
});

test.runIf(process.platform === 'linux')('where no folder can be made it says so at once', async () => {
  const { exit, err } = await zeroline('init', '/proc/zeroline/kb');
  expect([exit, err]).toEqual([4, expect.stringMatching(/^error: \/proc\/zeroline\/kb .* made in \/proc;/)]);
});

test('the example of synonyms is one, once the # are taken away', async () => {
  await zeroline('init', folder);
  const file = join(folder, 'synonyms.en.yaml');
  const [, ...example] = readFileSync(file, 'utf8').split('\n\n');
  writeFileSync(
    file,
    example
      .join('\n')
      .replace(/^# /gm, '')
      .replace(/^(?=[A-Z].*\.$)/gm, '# '),
  );
  expect(parse(readFileSync(file, 'utf8'))).toMatchObject({ same: [['Atlas', 'expenses', 'travel claim']] });
  const { exit, out } = await zeroline('check', folder);
  expect([exit, out.at(-1)]).toEqual([0, '0 errors, 0 warnings']);
});

test('every language passes check, each with its own translations', async () => {
  const all = ['nb', 'sv', 'da', 'de', 'hu'].flatMap((language) => ['--language', language]);
  await zeroline('init', folder, ...all);
  const { out } = await zeroline('check', folder);
  expect(out).toEqual(['guides: 3 en, 3 nb, 3 sv, 3 da, 3 de, 3 hu', '0 errors, 0 warnings']);
});

test('--language en means no other', async () => {
  await zeroline('init', folder, '--language', 'en');
  expect(names(folder)).toEqual(['disk-full.en.md', 'no-sound.en.md', 'out-of-office.en.md']);
});

test.each(['Contoso: \'A\' & "B" #1', 'yes', '$& $1', 'Åse & Söhne'])(
  'the name %s arrives whole',
  async (name) => {
    await zeroline('init', folder, '--name', name);
    const organisation: unknown = parse(readFileSync(join(folder, 'organisation.yaml'), 'utf8'));
    expect(organisation).toMatchObject({ name });
    expect((await zeroline('check', folder)).exit).toBe(0);
  },
);

test('a folder that holds anything is left alone', async () => {
  writeFileSync(join(folder, '.hidden'), 'x');
  const { exit, out, err } = await zeroline('init', folder, '--json');
  expect(exit).toBe(3);
  expect(err).toContain('name a new or empty folder');
  expect(JSON.parse(out.at(-1)!)).toMatchObject({ ok: false, refusal: { kind: 'not-empty' } });
  expect(readdirSync(folder)).toEqual(['.hidden']);
});

test('a place that cannot be written is told', async () => {
  writeFileSync(join(folder, 'file'), 'x');
  const { exit, err } = await zeroline('init', join(folder, 'file', 'kb'));
  expect(exit).toBe(4);
  expect(err).toContain('check the path and its rights');
});

test.each([
  ['--language', 'fi'],
  ['--name', 'x'.repeat(121)],
  ['--name', ' '],
])('%s %s is wrong usage', async (...args) => {
  expect((await zeroline('init', folder, ...args)).exit).toBe(2);
  expect(readdirSync(folder)).toEqual([]);
});
