import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { run } from '../../../hub/cli/run.ts';
import { smallKb } from './kb.ts';

let folder: string;
let kb: string;
let wiki: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zeroline-folder-'));
  kb = join(folder, 'kb');
  wiki = join(folder, 'wiki');
  cpSync(smallKb, kb, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(wiki, path)), { recursive: true });
  writeFileSync(join(wiki, path), text);
}

async function zeroline(...words: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const exit = await run(words, {
    console: { log: (line) => void out.push(line), error: (line) => void err.push(line) },
    nowMs: Date.UTC(2026, 10, 22),
    env: {},
    progress: () => undefined,
    askSecret: () => Promise.resolve(undefined),
  });
  return { exit, out, err: err.join('\n') };
}
const importWiki = (...more: string[]) =>
  zeroline('import', 'markdown', wiki, '--into', kb, '--area', 'printing', ...more);
const guide = (id: string): string => readFileSync(join(kb, 'guides', `${id}.en.md`), 'utf8');

test('a folder: front matter, links between files, pictures, and what stays outside', async () => {
  const picture = readFileSync(join(smallKb, 'images', 'printer-display.svg'));
  write('pics/a b.svg', picture);
  write('pics/huge.png', new Uint8Array(300_000));
  write('.git/config.md', 'not an article');
  write(
    'net/vpn.md',
    '---\ntitle: Connect the VPN\ntags: [vpn, remote]\ndescription: From home.\ndate: 2026-02-03\n---\n\n1. Start\n2. See [the badge](../badge.md#top)\n',
  );
  write(
    'badge.md',
    '# Change the badge\n\n![The badge](<pics/a%20b.svg>)\n\n![x](pics/huge.png) ![y](https://elsewhere.test/y.png)\n',
  );
  symlinkSync('/etc/hostname', join(wiki, 'secret.md'));
  const { exit, out } = await importWiki();
  expect([exit, out.at(-1)]).toEqual([0, '2 added']);
  expect((await zeroline('check', kb)).exit).toBe(0);
  expect(guide('connect-the-vpn')).toMatch(/summary: From home\.\nwords:\n {2}- vpn\n {2}- remote\n/);
  expect(guide('connect-the-vpn')).toContain('reviewed: 2026-02-03');
  expect(guide('connect-the-vpn')).toContain('[the badge](guide:change-the-badge)');
  const [, name] = /!\[The badge\]\((change-the-badge-[0-9a-f]{8}\.svg)\)/.exec(guide('change-the-badge'))!;
  expect(readFileSync(join(kb, 'images', name!))).toEqual(picture);
  expect(out.join('\n')).toContain('a picture was not taken: PNG or SVG up to 200 kB: pics/huge.png');
  expect(out.join('\n')).toContain('a picture on another server was not taken: https://elsewhere.test/y.png');
  expect((await importWiki()).out).toEqual(['2 unchanged']);
});

test('a picture that no guide shows any more goes with the text that showed it', async () => {
  write('pics/a.svg', readFileSync(join(smallKb, 'images', 'printer-display.svg')));
  write('badge.md', '# Change the badge\n\n![The badge](pics/a.svg)\n');
  await importWiki();
  const [, name] = /\((change-the-badge-\w+\.svg)\)/.exec(guide('change-the-badge'))!;
  write('badge.md', '# Change the badge\n\nNo picture.\n');
  expect((await importWiki()).out.at(-1)).toBe('1 updated');
  expect(() => readFileSync(join(kb, 'images', name!))).toThrow();
});

test('a folder that is a link is no way out of the source; one that stays inside is fine', async () => {
  const picture = readFileSync(join(smallKb, 'images', 'printer-display.svg'));
  mkdirSync(join(folder, 'private'));
  writeFileSync(join(folder, 'private', 'plan.svg'), picture);
  write('pics/a.svg', picture);
  symlinkSync(join(folder, 'private'), join(wiki, 'out'));
  symlinkSync(join(wiki, 'pics'), join(wiki, 'in'));
  write('badge.md', '# Change the badge\n\n![x](out/plan.svg)\n\n![y](in/a.svg)\n');
  const { out } = await importWiki();
  expect(out.join('\n')).toContain('a picture was not taken: PNG or SVG up to 200 kB: out/plan.svg');
  expect(guide('change-the-badge').match(/!\[.\]/g)).toEqual(['![y]']);
});

test('--json holds what people see', async () => {
  write('a.md', '# One\n\n| A |\n|---|\n| 1 |\n');
  const { out } = await importWiki('--json', '--dry-run');
  expect(JSON.parse(out.at(-1)!)).toMatchObject({
    ok: true,
    outcomes: { added: 1 },
    articles: [{ sourceId: 'a.md', title: 'One', guide: 'one', outcome: 'added', reason: '' }],
  });
});

test.each([
  [['import'], 2],
  [['import', '.', '--into', 'kb', '--area', 'printing'], 2],
  [['import', 'wordpress', 'x', '--into', 'kb', '--area', 'printing'], 2],
  [['import', 'markdown', 'x', '--area', 'printing'], 2],
  [['import', 'markdown', 'x', '--into', 'kb', '--area', 'Not An Area'], 2],
  [['import', 'markdown', 'x', '--into', 'kb', '--area', 'printing', '--language', 'fr'], 2],
  [['import', 'redmine', 'https://rm.example.org', '--into', 'kb', '--area', 'printing'], 2],
])('%j ends with %d and says how it is used', async (words, code) => {
  const { exit, err } = await zeroline(...words);
  expect(exit).toBe(code);
  expect(err).toContain('zeroline import markdown|rt|redmine|mediawiki');
});

test('a folder, an area and a ledger that are not right', async () => {
  expect((await importWiki()).exit).toBe(4);
  write('a.md', '# One\n');
  const wrongArea = await zeroline('import', 'markdown', wiki, '--into', kb, '--area', 'nothing');
  expect([wrongArea.exit, wrongArea.err]).toEqual([2, expect.stringContaining('sign-in, printing')]);
  writeFileSync(join(kb, 'imports.json'), '{"format":2}');
  expect((await importWiki()).exit).toBe(1);
});
