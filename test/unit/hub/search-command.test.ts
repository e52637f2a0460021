import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compiledFolder, createPublisher, quickQuality, type Publisher } from '../../support/published-kb.ts';
import { smallKb } from './kb.ts';
import { zeroline } from './zeroline.ts';

let folder: string;
let sources: string;
let built: string;
let publisher: Publisher;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zeroline-search-'));
  sources = join(folder, 'kb');
  cpSync(smallKb, sources, { recursive: true });
  writeFileSync(join(sources, 'synonyms.en.yaml'), 'means: { zorble: [printer] }\n');
  built = join(folder, 'built');
  expect((await zeroline('build', sources, '--out', built)).exit).toBe(0);
  publisher = await createPublisher();
  await publisher.publish(await compiledFolder(sources), { quality: quickQuality });
});
afterAll(async () => {
  await publisher.remove();
  rmSync(folder, { recursive: true, force: true });
});

const ask = async (kb: string, ...args: string[]) => {
  const { exit, out, err } = await zeroline('search', '--kb', kb, ...args);
  return { exit, out, err };
};
const asked = async (kb: string, ...args: string[]) => {
  const { exit, out } = await ask(kb, ...args, '--json');
  return { exit, json: JSON.parse(out.at(-1) ?? '') as { hits: { id: string }[] } & Record<string, unknown> };
};

describe('every form of a knowledge base gives the same answer', () => {
  test('sources, what was built, a pack and what was published', async () => {
    const forms = [sources, built, join(built, 'en.json'), publisher.dir];
    const answers = await Promise.all(forms.map((kb) => asked(kb, '--lang', 'en', 'zorble', 'queue')));
    for (const { exit, json } of answers) {
      expect(exit).toBe(0);
      expect(json).toEqual(answers[0]?.json);
      expect(json).toMatchObject({
        ok: true,
        hits: [{ id: 'cant-print', language: 'en' }],
        meant: [],
        errors: 0,
      });
    }
  });
});

test('titles are numbered, with id and points, and English ones are marked', async () => {
  const { exit, out } = await ask(sources, '--lang', 'nb', 'forgot');
  expect(exit).toBe(0);
  expect(out[0]).toMatch(/^ 1\. .+ {2}password-forgotten {2}\(en\) {2}\d+\.\d\d$/);
});

test('--limit cuts the list', async () => {
  const { json } = await asked(sources, '--lang', 'en', '--limit', '1', 'printer password');
  expect(json.hits).toHaveLength(1);
});

test('mistyped words are told', async () => {
  const { out } = await ask(sources, '--lang', 'en', 'forgotten passwrod ');
  expect(out[0]).toBe('meant: passwrod -> password');
});

test('--explain says for each word how it was found, where and what for', async () => {
  const { out } = await ask(sources, '--lang', 'en', '--explain', 'zorble');
  expect(out[1]).toMatch(/^ {5}zorble: synonym printer in words, summary, body, \d+\.\d\d$/);
  const { json } = await asked(sources, '--lang', 'en', '--explain', 'zorble');
  expect(json.hits[0]).toMatchObject({
    id: 'cant-print',
    coverage: expect.any(Number) as number,
    reasons: [{ word: 'zorble', how: 'synonym', points: expect.any(Number) as number }],
  });
  expect(Object.keys((await asked(sources, '--lang', 'en', 'zorble')).json.hits[0] ?? {})).toEqual([
    ...['id', 'title', 'language', 'score'],
  ]);
});

test('nothing found is an answer', async () => {
  const { exit, out } = await ask(sources, '--lang', 'en', 'xqzvwkj');
  expect([exit, ...out]).toEqual([0, 'nothing found in 2 guides']);
  expect((await asked(sources, '--lang', 'en', 'xqzvwkj')).json).toMatchObject({
    ok: true,
    hits: [],
    guides: 2,
  });
});

test('guides with errors are left out, and it is said', async () => {
  const broken = join(folder, 'broken');
  cpSync(sources, broken, { recursive: true });
  const guide = join(broken, 'guides', 'cant-print.en.md');
  writeFileSync(guide, readFileSync(guide, 'utf8').replace('settings:printers', 'settings:nothing'));
  const { exit, out, err } = await ask(broken, '--lang', 'en', 'password');
  expect(exit).toBe(0);
  expect(out[0]).toContain('password-forgotten');
  expect(err).toMatch(/^\d+ errors?: guides with errors are left out; see `zeroline check /);
});

describe('what can not be searched', () => {
  test.each<[string, () => string[], number, RegExp]>([
    ['no --kb', () => ['--lang', 'en', 'vpn'], 2, /^Say where to search/],
    ['no language', () => ['--kb', sources, 'vpn'], 2, /^Say in which language/],
    ['another language', () => ['--kb', sources, '--lang', 'fr', 'vpn'], 2, /^Say in which language/],
    ['no words', () => ['--kb', sources, '--lang', 'en', ' '], 2, /^Say what to search for/],
    ['a limit of none', () => ['--kb', sources, '--lang', 'en', '--limit', '0', 'vpn'], 2, /^--limit is/],
    ['no such folder', () => ['--kb', join(folder, 'no'), '--lang', 'en', 'vpn'], 4, /^error: there is no /],
    [
      'another folder',
      () => ['--kb', folder, '--lang', 'en', 'vpn'],
      4,
      /neither organisation\.yaml nor en\.json/,
    ],
    [
      'a file of another kind',
      () => ['--kb', join(sources, 'areas.yaml'), '--lang', 'en', 'vpn'],
      4,
      /damaged/,
    ],
    [
      'the pack of another language',
      () => ['--kb', join(built, 'en.json'), '--lang', 'sv', 'vpn'],
      4,
      /--lang en/,
    ],
  ])('%s', async (_what, args, code, message) => {
    const { exit, err } = await zeroline('search', ...args());
    expect(exit).toBe(code);
    expect(err).toMatch(message);
  });

  test('sources that compile to nothing', async () => {
    const broken = join(folder, 'nothing');
    cpSync(sources, broken, { recursive: true });
    writeFileSync(join(broken, 'organisation.yaml'), 'nme: x');
    const { exit, out } = await zeroline('search', '--kb', broken, '--lang', 'en', 'vpn', '--json');
    expect(exit).toBe(1);
    expect(JSON.parse(out.at(-1) ?? '')).toMatchObject({ ok: false, refusal: { kind: 'mistakes' } });
  });

  test('a publication whose guides were tampered with', async () => {
    const copy = join(folder, 'tampered');
    cpSync(publisher.dir, copy, { recursive: true });
    rmSync(join(copy, 'blobs'), { recursive: true });
    const { exit, err } = await zeroline('search', '--kb', copy, '--lang', 'en', 'vpn');
    expect([exit, err]).toEqual([4, expect.stringMatching(/^error: /)]);
  });
});
