import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { baseSynonyms } from '../../../hub/publish/base-synonyms.ts';
import { checkSynonyms } from '../../../hub/publish/check-synonyms.ts';
import { parseYaml } from '../../../hub/publish/yaml-file.ts';
import { languages, type Language } from '../../../shared/language.ts';
import { packHeadSchema, packSchema } from '../../../shared/packs/pack.ts';
import { noSynonyms, synonymsSchema } from '../../../shared/search/synonyms.ts';
import { changedKb, compile, edited, told } from './kb.ts';

const packOf = async (files: Record<string, string>, language: Language) =>
  compile(await changedKb(files)).compiled!.packs.get(language)!;
const toldOf = async (text: string, language: Language = 'en') =>
  told(compile(await changedKb({ [`synonyms.${language}.yaml`]: text })));

describe('the pack of a language', () => {
  test('has the words of the knowledge base and those of the base list', async () => {
    const { synonyms } = await packOf({ 'synonyms.nb.yaml': 'same:\n  - [Atlas, reiseregning]\n' }, 'nb');
    expect(synonyms.same).toContainEqual(['Atlas', 'reiseregning']);
    const base = baseSynonyms('nb');
    expect(base.same.length).toBeGreaterThan(20);
    expect(synonyms.same).toEqual(expect.arrayContaining(base.same));
    expect(synonyms.without).toEqual([]);
  });

  test('has those of no other language', async () => {
    const files = { 'synonyms.nb.yaml': 'means: { blåboksen: [dokkingstasjon] }' };
    expect((await packOf(files, 'nb')).synonyms.means).toHaveProperty('blåboksen', ['dokkingstasjon']);
    expect((await packOf(files, 'sv')).synonyms).toEqual({ ...baseSynonyms('sv'), without: [] });
  });

  test('does without what the knowledge base does not want', async () => {
    const [unwanted = []] = baseSynonyms('en').same;
    const files = { 'synonyms.en.yaml': `without: ['${unwanted[0]}']` };
    expect((await packOf({}, 'en')).synonyms.same).toContainEqual(unwanted);
    expect((await packOf(files, 'en')).synonyms.same).not.toContainEqual(unwanted);
  });

  test('made before there were synonyms is read as one without', async () => {
    const { synonyms: _left, ...older } = await packOf({}, 'en');
    expect(packSchema.parse(older).synonyms).toEqual(noSynonyms);
    const { guides: _guides, campaigns: _campaigns, ...head } = older;
    expect(packHeadSchema.parse(head).synonyms).toEqual(noSynonyms);
  });
});

describe('a wrong file is named with its line', () => {
  test.each([
    ['no YAML', 'same:\n  - [a, b', 'synonyms.en.yaml:2 error: not valid YAML'],
    ['an unknown key', 'synonyms: []', 'synonyms.en.yaml:1 error: `synonyms` is not known here'],
    [
      'a group of one',
      'same:\n  - [a1, b1]\n  - [screen]',
      'synonyms.en.yaml:3 error: `same` no. 2 is too small',
    ],
    ['a number', 'same:\n  - [call,\n    5500]', 'synonyms.en.yaml:3 error: `same` no. 2 must be text'],
    ['no list', 'means:\n  frozen: hang', 'synonyms.en.yaml:2 error: `frozen` must be of type array'],
    ['nothing meant', 'means:\n  frozen: []', 'synonyms.en.yaml:2 error: `frozen` is too small'],
    [
      'a long phrase',
      `without:\n  - ${'w'.repeat(61)}`,
      'synonyms.en.yaml:2 error: `without` no. 1 is too long',
    ],
  ])('%s', async (_what, text, mistake) => {
    const compilation = compile(await changedKb({ 'synonyms.en.yaml': text }));
    expect(told(compilation)).toContainEqual(expect.stringContaining(mistake));
    expect(compilation.compiled).toBeUndefined();
    expect(compilation.draft?.packs.get('en')?.synonyms.same).toEqual(baseSynonyms('en').same);
    for (const { remedy } of compilation.mistakes) expect(remedy).not.toMatch(/^$|authoring/);
  });

  test('comments only are no mistake', async () => {
    expect(await toldOf('# same: []\n')).toEqual([]);
  });
});

describe('entries that help nobody are warned of', () => {
  test.each([
    ['the same word twice', 'same:\n  - [e-mail, letter,\n     Email]', '3 warning: "Email" is there twice'],
    [
      'what means itself',
      'means:\n  frozen screen: [Frozen Screen]',
      '2 warning: "Frozen Screen" is there twice',
    ],
    [
      'function words in a group',
      'same:\n  - [what, beamer]',
      '2 warning: "what" has no word that search looks for',
    ],
    [
      'function words as the key',
      'means:\n  how: [beamer]',
      '2 warning: "how" has no word that search looks for',
    ],
    ['signs', "means:\n  beamer: ['?!']", '2 warning: "?!" has no word that search looks for'],
    [
      'a sentence',
      'means:\n  big grey humming dusty warm projector: [beamer]',
      '2 warning: nobody types "big grey humming dusty warm projector"',
    ],
    [
      'English for English',
      'english:\n  beamer: [projector]',
      '1 warning: English guides need no English words',
    ],
    ['nothing to do without', 'without: [xyzzy]', '1 warning: the app\'s own list does not have "xyzzy"'],
  ])('%s', async (_what, text, mistake) => {
    const all = await toldOf(text);
    expect(all).toHaveLength(1);
    expect(all[0]).toContain(`synonyms.en.yaml:${mistake}`);
  });

  test('but not of those that do', async () => {
    const text = `same:\n  - [Atlas, expenses]\nmeans:\n  blue box: [docking station]\n  cannot get in: [locked]\nwithout: ['${baseSynonyms('en').same[0]?.[1]}']\n`;
    expect(await toldOf(text)).toEqual([]);
    expect(await toldOf('english:\n  reseräkning: [expenses, travel claim]\n', 'sv')).toEqual([]);
  });

  test('warnings stop no build', async () => {
    expect(compile(await changedKb({ 'synonyms.en.yaml': 'without: [xyzzy]' })).compiled).toBeDefined();
    expect(await edited('areas.yaml', 'key', 'lock')).toContain('lock');
  });
});

describe.each(languages)('the base list of %s', (language) => {
  const file = resolve(import.meta.dirname, `../../../resources/synonyms/${language}.yaml`);

  test('is the one bundled, and has no entry that helps nobody', () => {
    const text = readFileSync(file, 'utf8');
    expect(baseSynonyms(language)).toEqual(synonymsSchema.parse(parse(text)));
    const mistakes: string[] = [];
    const tell = (line: number, problem: string): void => void mistakes.push(`${line}: ${problem}`);
    const report = { error: tell, warning: tell };
    const yaml = parseYaml(text, report)!;
    checkSynonyms(baseSynonyms(language), { yaml, base: noSynonyms, language, report });
    expect(mistakes).toEqual([]);
  });
});
