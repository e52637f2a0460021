import { fallbackLanguage, type Language } from '../../shared/language.ts';
import { isFunctionWord } from '../../shared/search/function-words.ts';
import { keyWordsMax, type Synonyms } from '../../shared/search/synonyms.ts';
import { wordsOf } from '../../shared/search/words.ts';
import { shown, type Report } from './mistake.ts';
import type { YamlFile } from './yaml-file.ts';

interface SynonymsInFile {
  yaml: YamlFile;
  /** The product's own list of the language. */
  base: Synonyms;
  language: Language;
  report: Report;
}

/** Entries that can't help anybody, each at its line. */
export function checkSynonyms(own: Synonyms, { yaml, base, language, report }: SynonymsInFile): void {
  const warn = (path: readonly PropertyKey[], problem: string, remedy: string): void =>
    report.warning(yaml.lineOf(path), problem, remedy);

  function saysSomething(path: readonly PropertyKey[], text: string, its: Language): boolean {
    const words = wordsOf(text);
    // "Göra om" is two function words, and together a word for redoing.
    if (words.length > 1 || meaningIn(text, its).length > 0) return true;
    const remedy = 'leave it out, or add a word that says what it is about';
    warn(path, `"${shown(text)}" has no word that search looks for`, remedy);
    return false;
  }

  /** Words of one entry that are the same to search. */
  function checkTwice(path: readonly PropertyKey[], words: readonly string[], its: Language, typed?: string) {
    const before = new Set(typed === undefined ? [] : [formOf(typed)]);
    words.forEach((word, index) => {
      if (!saysSomething([...path, index], word, its)) return;
      const form = formOf(word);
      if (before.has(form)) {
        const remedy = 'leave one of the two out; capitals, accents and hyphens make no difference';
        warn([...path, index], `"${shown(word)}" is there twice`, remedy);
      }
      before.add(form);
    });
  }

  function checkTyped(path: readonly PropertyKey[], typed: string): void {
    if (!saysSomething(path, typed, language) || wordsOf(typed).length <= keyWordsMax) return;
    const core = meaningIn(typed, language).length;
    if (core > 1 && core <= keyWordsMax) return;
    const problem = `nobody types "${shown(typed)}" word for word`;
    warn(path, problem, `keep the ${keyWordsMax} words that matter, or fewer`);
  }

  own.same.forEach((group, index) => checkTwice(['same', index], group, language));
  for (const [typed, meant] of Object.entries(own.means)) {
    checkTyped(['means', typed], typed);
    checkTwice(['means', typed], meant, language, typed);
  }
  for (const [typed, meant] of Object.entries(own.english)) {
    checkTyped(['english', typed], typed);
    checkTwice(['english', typed], meant, fallbackLanguage);
  }
  if (language === fallbackLanguage && Object.keys(own.english).length > 0) {
    const remedy = 'leave it out, or write it under `means`; `english` is for other languages';
    warn(['english'], 'English guides need no English words', remedy);
  }
  const known = wordsInList(base);
  own.without.forEach((word, index) => {
    if (known.has(word.toLowerCase())) return;
    const problem = `the app's own list does not have "${shown(word)}"`;
    warn(['without', index], problem, 'leave it out, or write it as the list has it');
  });
}

/** The words that search looks for. */
const meaningIn = (text: string, language: Language): string[] =>
  wordsOf(text).flatMap(({ folded }) => (isFunctionWord(folded, language) ? [] : [folded]));

const formOf = (text: string): string =>
  wordsOf(text)
    .map(({ folded }) => folded)
    .join(' ');

/** Whatever `without` can name. */
function wordsInList({ same, means, english }: Synonyms): Set<string> {
  const typedAndMeant = [means, english].flatMap((entries) =>
    Object.entries(entries).flatMap(([typed, meant]) => [typed, ...meant]),
  );
  return new Set([...same.flat(), ...typedAndMeant].map((word) => word.toLowerCase()));
}
