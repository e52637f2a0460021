import type { Language } from '../../shared/language.ts';
import { noSynonyms, synonymsSchema, type Synonyms } from '../../shared/search/synonyms.ts';
import { parseYaml } from './yaml-file.ts';

// Bundled as texts: the command line is one file.
const lists = import.meta.glob<string>('../../resources/synonyms/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});

// They never change, and reading them takes longer than compiling a hundred guides: a preview does that at every save.
const read = new Map<Language, Synonyms>();

/** What people call things in any organisation: the product's own list, to which a knowledge base adds its words. */
export function baseSynonyms(language: Language): Synonyms {
  const synonyms = read.get(language) ?? readList(language);
  read.set(language, synonyms);
  return synonyms;
}

function readList(language: Language): Synonyms {
  const text = lists[`../../resources/synonyms/${language}.yaml`];
  if (text === undefined) return noSynonyms;
  const broken = (line: number, problem: string): never => {
    throw new Error(`resources/synonyms/${language}.yaml:${line} ${problem}`);
  };
  const yaml = parseYaml(text, { error: broken, warning: broken });
  return synonymsSchema.parse(yaml?.value ?? {});
}
