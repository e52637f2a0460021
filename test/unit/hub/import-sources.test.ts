import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { smallKb } from './kb.ts';
import { zeroline } from './zeroline.ts';

// Each run compiles the knowledge base: seconds on a machine that does other work as well.
vi.setConfig({ testTimeout: 30_000 });

let folder: string;
let kb: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zeroline-sources-'));
  kb = join(folder, 'kb');
  cpSync(smallKb, kb, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A wiki of three pages, each titled with its place. */
function wiki(place: string): string {
  const path = join(folder, place, 'wiki');
  mkdirSync(path, { recursive: true });
  for (const page of ['a', 'b', 'c'])
    writeFileSync(join(path, `${page}.md`), `# ${place} ${page}\n\n1. Do\n`);
  return path;
}
const importFrom = (path: string, ...more: string[]) =>
  zeroline('import', 'markdown', path, '--into', kb, '--area', 'printing', ...more);
const summary = async (path: string, ...more: string[]) => (await importFrom(path, ...more)).out.at(-1);
const ledgerPath = (): string => join(kb, 'imports.json');
const sources = (): Record<string, unknown> =>
  (JSON.parse(readFileSync(ledgerPath(), 'utf8')) as { sources: Record<string, unknown> }).sources;

test('two folders with the same last name are two sources', async () => {
  expect(await summary(wiki('hr'))).toBe('3 added');
  expect(await summary(wiki('it'))).toBe('3 added');
  expect(Object.keys(sources())).toEqual(['markdown ../hr/wiki (en)', 'markdown ../it/wiki (en)']);
  expect([await summary(wiki('hr')), await summary(wiki('it'))]).toEqual(['3 unchanged', '3 unchanged']);
});

test('a ledger that names the last part of the path alone is read on, by the folder it came from', async () => {
  const hr = wiki('hr');
  await importFrom(hr);
  const old = readFileSync(ledgerPath(), 'utf8').replace('../hr/wiki', 'wiki');
  writeFileSync(ledgerPath(), old);
  const other = join(folder, 'other', 'wiki');
  mkdirSync(other, { recursive: true });
  writeFileSync(join(other, 'z.md'), '# Something else\n\n1. Do\n');
  expect(await summary(other)).toBe('1 added');
  expect(Object.keys(sources())).toEqual(['markdown ../other/wiki (en)', 'markdown wiki (en)']);
  expect(await summary(hr)).toBe('3 unchanged');
  expect(Object.keys(sources())).toEqual(['markdown ../hr/wiki (en)', 'markdown ../other/wiki (en)']);
});

test('a named folder is found again wherever it lies', async () => {
  await importFrom(wiki('hr'));
  expect(await summary(wiki('hr'), '--name', 'Personnel')).toBe('3 unchanged');
  const moved = join(folder, 'moved');
  cpSync(join(folder, 'hr', 'wiki'), moved, { recursive: true });
  expect(await summary(moved, '--name', 'Personnel')).toBe('3 unchanged');
  expect(Object.keys(sources())).toEqual(['markdown name=Personnel (en)']);
  expect(await importFrom(moved, '--name', 'a/b')).toMatchObject({ exit: 2 });
});

test('the folder one stands in is a source like any other', async () => {
  const before = process.cwd();
  const hr = wiki('hr');
  // What "." resolves to is the process's; the command takes any relative path.
  expect(await summary(relative(before, hr))).toBe('3 added');
  expect(await summary(`${hr}/.`)).toBe('3 unchanged');
  process.chdir(hr);
  try {
    expect(await summary('.')).toBe('3 unchanged');
  } finally {
    process.chdir(before);
  }
});

test.each(['--mine', '--theirs'])(
  '%s with a guide that is not there is refused, and says which are',
  async (option) => {
    await importFrom(wiki('hr'));
    const before = readFileSync(ledgerPath(), 'utf8');
    const { exit, err, out } = await importFrom(wiki('hr'), option, 'hr-b,hr-x', '--json');
    expect([exit, err]).toEqual([
      2,
      'error: No guide of this source is called hr-x. It has hr-a, hr-b, hr-c.',
    ]);
    expect(JSON.parse(out.at(-1)!)).toMatchObject({ ok: false, refusal: { kind: 'unknown-guide' } });
    expect(readFileSync(ledgerPath(), 'utf8')).toBe(before);
    expect((await importFrom(wiki('hr'), option, 'hr-b')).exit).toBe(0);
  },
);

test('every refusal says error: and what --json says', async () => {
  const { exit, err, out } = await importFrom(join(folder, 'nothing'), '--json');
  const { refusal } = JSON.parse(out.at(-1)!) as { refusal: { kind: string; detail: string } };
  expect([exit, err, refusal.kind]).toEqual([4, `error: ${refusal.detail}`, 'no-folder']);
  expect(existsSync(ledgerPath())).toBe(false);
  expect(await importFrom('https://wiki.example.org')).toMatchObject({ exit: 2 });
});
