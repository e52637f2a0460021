import { describe, expect, it } from 'vitest';
import { catalogues } from '../../../shared/i18n/create-i18n.ts';
import { settingsPages } from '../../../shared/guides/settings-pages.ts';
import { languages } from '../../../shared/language.ts';
import { mayEqualEnglish } from './may-equal-english.ts';
import { textsOf } from './texts.ts';

const english = textsOf(catalogues.en);
const pluralSuffix = /_(zero|one|two|few|many|other)$/;
const variablesOf = (text: string): string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name!).sort();

describe.each(languages)('the catalogue in %s', (language) => {
  const texts = textsOf(catalogues[language]);

  it('has the keys of the English one, no fewer and no more', () => {
    const bare = (keys: Iterable<string>) =>
      [...new Set([...keys].map((key) => key.replace(pluralSuffix, '')))].sort();
    expect(bare(texts.keys())).toEqual(bare(english.keys()));
    const plain = (keys: Iterable<string>) => [...keys].filter((key) => !pluralSuffix.test(key)).sort();
    expect(plain(texts.keys())).toEqual(plain(english.keys()));
  });

  it('has every plural form of the language, and no form that it does not know', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    const counted = new Set(
      [...texts.keys()].filter((key) => pluralSuffix.test(key)).map((key) => key.replace(pluralSuffix, '')),
    );
    for (const key of counted) {
      const known = ['zero', 'one', 'two', 'few', 'many', 'other'].filter((form) =>
        texts.has(`${key}_${form}`),
      );
      expect(known.toSorted(), key).toEqual(forms);
    }
  });

  it('uses the same variables', () => {
    for (const [key, text] of texts) {
      const original = english.get(key) ?? english.get(key.replace(pluralSuffix, '_other'))!;
      expect(variablesOf(text), key).toEqual(variablesOf(original));
    }
  });

  it('is plain text: no markup, no stray space, no empty text, no straight quotes', () => {
    for (const [key, text] of texts) {
      expect(text, key).not.toMatch(/<\/?[a-z]|&[a-z]+;|&#/i);
      expect(text, key).toBe(text.trim());
      expect(text, key).not.toMatch(/ {2}|^$|\t|\n/);
      expect(text, key).not.toMatch(/"|\.\.\./);
    }
  });
});

it.each(languages.filter((language) => language !== 'en'))(
  'is translated in %s: 5 %% at most equal English, beside words that are the same',
  (language) => {
    const texts = textsOf(catalogues[language]);
    const same = [...texts].filter(([key, text]) => english.get(key) === text && !mayEqualEnglish.has(key));
    expect(same.length / texts.size, same.map(([key]) => key).join(', ')).toBeLessThanOrEqual(0.05);
  },
);

it('has words for every settings page that a guide can open', () => {
  for (const page of Object.keys(settingsPages)) expect(english.has(`settingsPath.${page}`), page).toBe(true);
});

it('lists as allowed to equal English only what exists', () => {
  for (const key of mayEqualEnglish) expect(english.has(key), key).toBe(true);
});
