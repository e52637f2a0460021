import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PackRefusal } from '../../../shared/packs/pack.ts';
import { emptyPack } from '../../../shared/packs/empty-pack.ts';
import { parsePack } from '../../../shared/packs/read-pack.ts';
import { changedKb, compile } from '../hub/kb.ts';

const pack = compile(await changedKb({})).compiled!.packs.get('nb')!;

test('a compiled pack is read as it was written', () => {
  expect(parsePack(JSON.stringify(pack))).toEqual({ ok: true, value: pack });
  expect(parsePack(JSON.stringify(emptyPack('de')))).toEqual({ ok: true, value: emptyPack('de') });
});

const nested = (depth: number): string =>
  JSON.stringify({ ...emptyPack('en'), rules: ['RULE'] }).replace(
    '"RULE"',
    `{"id":"r","guide":"g","reason":"r","weight":1,"when":${'{"not":'.repeat(depth)}1${'}'.repeat(depth)}}`,
  );

const refusals: [name: string, text: string, kind: PackRefusal['kind'], detail: string][] = [
  ['an empty file', '', 'not-json', 'the pack is empty'],
  ['half a file', JSON.stringify(pack).slice(0, 500), 'not-json', 'the pack is damaged'],
  ['no object', 'null', 'invalid', 'expected object'],
  ['a newer format', '{"format":2}', 'needs-newer-app', 'format 2, this app reads 1; update the app'],
  ['a language we lack', JSON.stringify({ ...pack, language: 'fr' }), 'invalid', 'language: '],
  ['more than we know', JSON.stringify({ ...pack, extra: 1 }), 'invalid', '"extra"'],
  [
    'a guide twice',
    JSON.stringify({ ...pack, guides: [...pack.guides, pack.guides[0]] }),
    'invalid',
    '"cant-print" is there twice',
  ],
  [
    'an action outside the list',
    JSON.stringify(pack).replace('"kind":"settings"', '"kind":"shell"'),
    'invalid',
    'guides.0.steps.2.body.0',
  ],
  ['a bottomless rule', nested(20_000), 'invalid', 'build the knowledge base again'],
];

test.each(refusals)('%s is refused', (_name, text, kind, detail) => {
  const result = parsePack(text);
  expect(result).toMatchObject({ ok: false, error: { kind } });
  expect(!result.ok && result.error.detail).toContain(detail);
});

test('no text makes it throw', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void parsePack(text)));
});
