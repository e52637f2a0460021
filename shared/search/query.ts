import { wordsOf, type Word } from './analysis.ts';
import { meaningful } from './function-words.ts';
import type { Vocabulary } from './vocabulary.ts';

/** One word to look for, and how freely. */
export interface QueryTerm {
  term: string;
  /** The word is still being typed: what begins with it matches too. */
  isPrefix: boolean;
  /** How many letters may differ; none for words that are known, and for codes. */
  repairs: number | false;
}

const queryCharsMax = 200;
const repairedLettersMin = 4;
const twoRepairsLettersMin = 6;

/** What to look for, out of whatever was typed or pasted. */
export function parseQuery(text: string, vocabulary: Vocabulary): QueryTerm[] {
  const query = text.slice(0, queryCharsMax);
  const words = wordsOf(query);
  const last = words.at(-1);
  const isTyping = (word: Word): boolean => word === last && word.end === query.length;
  const terms = meaningful(words).flatMap((word): QueryTerm[] => {
    const isPrefix = isTyping(word);
    const isKnown = (term: string): boolean =>
      vocabulary.hasTerm(term) || (isPrefix && vocabulary.hasPrefix(term));
    // A joined word that no guide writes this way counts by its parts.
    const wanted = word.parts.length > 0 && !isKnown(word.term) ? word.parts : [word.term];
    return wanted.map((term) => ({ term, isPrefix, repairs: !isKnown(term) && repairsFor(term) }));
  });
  return terms.filter((term, index) => terms.findIndex((other) => other.term === term.term) === index);
}

/** A wrong letter in a code or number makes it another one; in a short word, nearly any word. */
function repairsFor(term: string): number | false {
  if (/\p{N}/u.test(term) || term.length < repairedLettersMin) return false;
  return term.length < twoRepairsLettersMin ? 1 : 2;
}
