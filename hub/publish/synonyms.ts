import { languages, type Language } from '../../shared/language.ts';
import { mergeSynonyms, synonymsSchema, type Synonyms } from '../../shared/search/synonyms.ts';
import { baseSynonyms } from './base-synonyms.ts';
import { checkShape, type Remedies } from './check-shape.ts';
import { checkSynonyms } from './check-synonyms.ts';
import { reportOn, type Mistake } from './mistake.ts';
import type { KbSources } from './read-sources.ts';
import { parseYaml } from './yaml-file.ts';

const phrases = 'a list of words or phrases, each of 1 to 60 characters';

const remedies: Remedies = {
  '': 'the file may have `same`, `means`, `english` and `without`',
  same: 'write a list of groups: `- [screen, monitor]`, 2 to 20 in each, numbers in quotes',
  means: `write what people type, then ${phrases}: \`frozen: [not responding]\`, 1 to 10 of them`,
  english: `write what people type, then ${phrases}: \`lösenord: [password]\`, 1 to 10 of them`,
  without: `write ${phrases}: words of the app's own list that are wrong here`,
};

/** What machines search with in each language: the product's list and what `synonyms.<lang>.yaml` says. */
export function readSynonyms({ texts }: KbSources, mistakes: Mistake[]): Map<Language, Synonyms> {
  function readOwn(language: Language, base: Synonyms): Synonyms {
    const file = `synonyms.${language}.yaml`;
    const text = texts.get(file);
    if (text === undefined) return base;
    const report = reportOn(file, mistakes);
    const yaml = parseYaml(text, report);
    // A file of comments only says nothing.
    if (!yaml || yaml.value === null) return base;
    const own = checkShape(synonymsSchema, yaml, remedies, report);
    if (!own) return base;
    checkSynonyms(own, { yaml, base, language, report });
    return mergeSynonyms(base, own);
  }
  return new Map(languages.map((language) => [language, readOwn(language, baseSynonyms(language))]));
}
