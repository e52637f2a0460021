import { cpSync, existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { smallKb } from './kb.ts';
import { zeroline } from './zeroline.ts';

const drawing = readFileSync(join(smallKb, 'images', 'printer-display.svg'), 'utf8');
const retouched = drawing.replace('</svg>', '<title>Retouched</title></svg>');

// Each run compiles the knowledge base: seconds on a machine that does other work as well.
vi.setConfig({ testTimeout: 30_000 });

let folder: string;
let kb: string;
let wiki: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zeroline-pictures-'));
  kb = join(folder, 'kb');
  wiki = join(folder, 'wiki');
  cpSync(smallKb, kb, { recursive: true });
  mkdirSync(wiki);
  writeFileSync(join(wiki, 'a.svg'), drawing);
  page('Look at ![it](a.svg)');
  await summary();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const page = (text: string): void =>
  writeFileSync(join(wiki, 'badge.md'), `# Change the badge\n\n1. ${text}\n`);
const run = (...more: string[]) =>
  zeroline('import', 'markdown', wiki, '--into', kb, '--area', 'printing', ...more);
const summary = async (...more: string[]) => (await run(...more)).out.at(-1);
const guide = (): string => readFileSync(join(kb, 'guides', 'change-the-badge.en.md'), 'utf8');
const shown = (): string => join(kb, 'images', /change-the-badge-\w+\.svg/.exec(guide())![0]);

test('a picture that an editor changed stays when the text is updated, until --theirs', async () => {
  const picture = shown();
  writeFileSync(picture, retouched);
  expect(await summary()).toBe('1 unchanged');
  page('See ![it](a.svg)');
  for (const dry of [['--dry-run'], []]) {
    const { out } = await run(...dry);
    expect(out[0]).toMatch(/updated: the picture change-the-badge-\w+\.svg was changed here, so it is kept/);
  }
  expect([shown(), readFileSync(picture, 'utf8')]).toEqual([picture, retouched]);
  expect(guide()).toContain('See');
  expect(await summary()).toBe('1 unchanged');
  expect(await summary('--theirs', 'change-the-badge')).toBe('1 updated');
  expect(readFileSync(picture, 'utf8')).toBe(drawing);
});

test('an edited picture that the source replaced or dropped stays as a file', async () => {
  const picture = shown();
  writeFileSync(picture, retouched);
  writeFileSync(join(wiki, 'a.svg'), `${drawing}\n`);
  page('See the new ![it](a.svg)');
  const { out } = await run();
  expect(out[0]).toMatch(/was changed here, so the file is kept/);
  expect(shown()).not.toBe(picture);
  expect(readFileSync(picture, 'utf8')).toBe(retouched);
  const second = shown();
  page('See nothing');
  expect((await run()).out[0]).not.toMatch(/picture/);
  expect([existsSync(second), existsSync(picture)]).toEqual([false, true]);
});

test('line ends that version control changed are no edit', async () => {
  const picture = shown();
  writeFileSync(picture, drawing.replaceAll('\n', '\r\n'));
  page('See ![it](a.svg)');
  expect((await run()).out[0]).not.toMatch(/kept/);
  expect(readFileSync(picture, 'utf8')).toBe(drawing);
});
