import { stemmer as danish } from '@orama/stemmers/danish';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as hungarian } from '@orama/stemmers/hungarian';
import { stemmer as norwegian } from '@orama/stemmers/norwegian';
import { stemmer as swedish } from '@orama/stemmers/swedish';
import type { Language } from '../../../shared/language.ts';

const snowball: Readonly<Record<Language, (word: string) => string>> = {
  en: english,
  nb: norwegian,
  sv: swedish,
  da: danish,
  de: german,
  hu: hungarian,
};

const letters: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', ø: 'o', œ: 'oe', ł: 'l', đ: 'd' };

/** Lower case, without accents. */
export const folded = (word: string): string =>
  word
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæøœłđ]/g, (letter) => letters[letter] ?? letter);

/** Stemmed as Snowball does it, before folding: the rules know the accents. */
export function stemmed(language: Language): (word: string) => string {
  const stem = snowball[language];
  const known = new Map<string, string>();
  return (word) => {
    let found = known.get(word);
    if (found === undefined) {
      found = folded(stem(word.toLowerCase().normalize('NFC')));
      known.set(word, found);
    }
    return found;
  };
}

export const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? [];
