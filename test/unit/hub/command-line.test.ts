import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Mistake } from '../../../hub/publish/mistake.ts';
import { smallKb } from './kb.ts';
import { zeroline } from './zeroline.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'zeroline-hub-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function brokenKb(): string {
  const kb = join(folder, 'kb');
  cpSync(smallKb, kb, { recursive: true });
  writeFileSync(join(kb, 'notices.yaml'), '- id: x\n');
  return kb;
}

test('check says that all is well', async () => {
  const { exit, out } = await zeroline('check', smallKb);
  expect([exit, ...out]).toEqual([0, 'guides: 2 en, 1 nb, 0 sv, 0 da, 0 de, 0 hu', '0 errors, 0 warnings']);
});

test('check prints each mistake on a line with its remedy, and fails', async () => {
  const { exit, out } = await zeroline('check', brokenKb());
  expect(exit).toBe(1);
  expect(out).toContain(
    'notices.yaml:1 error: `severity` is missing -> use quiet, banner, notification or incident',
  );
  expect(out.at(-1)).toMatch(/^\d errors, 0 warnings$/);
});

test('one slip in YAML is one mistake, and those of other files are told too', async () => {
  const kb = brokenKb();
  writeFileSync(join(kb, 'areas.yaml'), '- id: printing\n  title: [ "Printing\n  icon: printer\n- id: x\n');
  const { out } = await zeroline('check', kb);
  expect(out.filter((line) => line.startsWith('areas.yaml'))).toEqual([
    expect.stringMatching(/^areas.yaml:\d+ error: not valid YAML: /),
  ]);
  expect(out.some((line) => line.startsWith('notices.yaml:1 error'))).toBe(true);
});

test('build writes the packs and pictures, byte for byte the same again', async () => {
  const read = (out: string) =>
    Object.fromEntries(
      readdirSync(out, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'base64')]),
    );
  const one = join(folder, 'one');
  expect((await zeroline('build', smallKb, '--out', one)).exit).toBe(0);
  const first = read(one);
  expect(Object.keys(first)).toHaveLength(7);
  expect((await zeroline('build', smallKb, '--out', one)).exit).toBe(0);
  expect(read(one)).toEqual(first);
  expect(readdirSync(folder)).toEqual(['one']);
});

test('a build with errors leaves the old packs as they are', async () => {
  const out = join(folder, 'out');
  await zeroline('build', smallKb, '--out', out);
  const before = readFileSync(join(out, 'en.json'), 'utf8');
  expect((await zeroline('build', brokenKb(), '--out', out)).exit).toBe(1);
  expect(readFileSync(join(out, 'en.json'), 'utf8')).toBe(before);
});

test('a folder with other files in it is never replaced', async () => {
  writeFileSync(join(folder, 'thesis.txt'), 'x');
  const { exit, out } = await zeroline('build', smallKb, '--out', folder, '--json');
  expect(exit).toBe(3);
  expect(JSON.parse(out.at(-1)!)).toMatchObject({ ok: false, refusal: { kind: 'not-a-pack-folder' } });
  expect(readdirSync(folder)).toEqual(['thesis.txt']);
});

test('an output that cannot be written is told', async () => {
  writeFileSync(join(folder, 'file'), 'x');
  const { exit, out } = await zeroline('build', smallKb, '--out', join(folder, 'file', 'out'), '--json');
  expect(exit).toBe(4);
  expect(JSON.parse(out.at(-1)!)).toMatchObject({
    ok: false,
    errors: 0,
    refusal: { kind: 'could-not-write' },
  });
});

test('--json ends with one object that holds everything', async () => {
  const { out } = await zeroline('check', brokenKb(), '--json');
  const outcome = JSON.parse(out.at(-1)!) as { errors: number; mistakes: Mistake[] };
  expect(Object.keys(outcome)).toEqual(['ok', 'errors', 'warnings', 'mistakes', 'guides']);
  expect(outcome.mistakes).toHaveLength(outcome.errors);
  expect(Object.keys(outcome.mistakes[0]!)).toEqual(['file', 'line', 'problem', 'remedy', 'severity']);
});

test.each([
  [],
  ['teleport', 'x'],
  ['check'],
  ['check', 'a', 'b'],
  ['build', 'a'],
  ['check', 'a', '--out', 'b'],
  ['check', 'a', '--force'],
])('wrong usage %j is explained', async (...args) => {
  const { exit, out, err } = await zeroline(...args);
  expect([exit, out]).toEqual([2, []]);
  expect(err).toMatch(/^ *zeroline (check|build) DIR/m);
});

test('help', async () => {
  expect(await zeroline('help')).toMatchObject({ exit: 0, err: '' });
});

test('files that are not what they should be are mistakes, each with its name', async () => {
  const kb = brokenKb();
  writeFileSync(join(kb, 'notices.yaml'), '');
  writeFileSync(join(kb, 'areas.yaml'), new Uint8Array([0x80, 0x00]));
  symlinkSync('/dev/zero', join(kb, 'guides', 'endless.en.md'));
  mkdirSync(join(kb, 'guides', 'folder.en.md'));
  writeFileSync(join(kb, 'guides', 'huge.en.md'), '');
  truncateSync(join(kb, 'guides', 'huge.en.md'), 3_000_000_000);
  rmSync(join(kb, 'images'), { recursive: true });
  const { out } = await zeroline('check', kb);
  expect(out).toEqual([
    'areas.yaml:1 error: the file is not UTF-8 text -> save it as UTF-8',
    'guides/cant-print.en.md:17 error: there is no picture "printer-display.svg" -> put it into images/ and write its file name only',
    'guides/endless.en.md:1 error: not a plain file -> put the file itself here, no folder and no link',
    'guides/folder.en.md:1 error: not a plain file -> put the file itself here, no folder and no link',
    'guides/huge.en.md:1 error: the file has 3000000 kB -> keep it below 100 kB',
    '5 errors, 0 warnings',
  ]);
});

test('a folder that is not there, and one that is empty', async () => {
  expect((await zeroline('check', join(folder, 'none'))).out[0]).toContain('there is no such folder');
  expect((await zeroline('check', folder)).out).toEqual([
    'areas.yaml:1 error: the file is missing -> write it; docs/authoring.md shows how',
    'guides:1 error: there are no guides -> write guides/<id>.en.md',
    'organisation.yaml:1 error: the file is missing -> write it; docs/authoring.md shows how',
    '3 errors, 0 warnings',
  ]);
});

test('the first word of a family shows its commands alone', async () => {
  const { exit, err } = await zeroline('keys');
  expect(exit).toBe(2);
  expect(err).toContain('zeroline keys rotate');
  expect(err).not.toContain('zeroline publish');
});
