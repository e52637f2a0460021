import type { Language } from '../language.ts';
import { createAlternatives, type AlternativeSet } from './concept.ts';
import type { Section } from './section.ts';
import { keyWordsMax, looseKey, synonymKey, type Phrase } from './synonyms.ts';
import { addFamily, toTyped, weights } from './word-alternatives.ts';
import type { Word } from './words.ts';

/** Between the words of a phrase there may be as many others, all in all. */
const strangersMax = 2;
const wordsMax = 24;

/** A word of a question with what answers it so far. */
export interface AnsweredWord {
  word: Word;
  alternatives: AlternativeSet;
  /** The word that it was taken for. */
  meant: string | undefined;
}

interface SynonymOptions {
  synonyms: ReadonlyMap<string, readonly Phrase[]>;
  language: Language;
}

/**
 * Adds what words and phrases mean. Phrases are known as they were typed; without their function words in any order, with
 * others between them.
 */
export function addSynonyms(
  all: readonly Word[],
  answered: readonly AnsweredWord[],
  section: Section,
  { synonyms, language }: SynonymOptions,
): void {
  const answeredOf = new Map(answered.map((one) => [one.word.folded, one]));
  const stemmed = (word: Word): { word: Word; stem: string } => ({
    word,
    stem: synonymKey([answeredOf.get(word.folded)?.meant ?? word.written], language),
  });
  const done = new Set<string>();
  const add = (key: string, span: readonly { word: Word }[]): void => {
    const phrases = synonyms.get(key);
    if (!phrases || done.has(key)) return;
    done.add(key);
    const words = span.flatMap(({ word }) => answeredOf.get(word.folded) ?? []);
    const worth = span.length > 1 ? weights.synonymOfPhrase : weights.synonym;
    for (const phrase of phrases) addPhrase(phrase, words, section, worth);
  };
  const typed = all.slice(0, wordsMax).map(stemmed);
  for (let start = 0; start < typed.length; start += 1) {
    for (let length = Math.min(keyWordsMax, typed.length - start); length > 0; length -= 1) {
      const span = typed.slice(start, start + length);
      add(span.map(({ stem }) => stem).join(' '), span);
    }
  }
  const core = answered.map(({ word }) => stemmed(word));
  for (const some of closeWords(core)) add(looseKey(some.map(({ stem }) => stem)), some);
}

/** All choices of a few words that stand near each other. */
export function closeWords<T>(words: readonly T[]): T[][] {
  const choices: T[][] = [];
  const extend = (chosen: readonly T[], first: number, next: number): void => {
    const end = first + chosen.length + 1 + strangersMax;
    for (const [after, word] of words.slice(next, end).entries()) {
      const more = [...chosen, word];
      choices.push(more);
      if (more.length < keyWordsMax) extend(more, first, next + after + 1);
    }
  };
  for (const [first, word] of words.entries()) {
    choices.push([word]);
    extend([word], first, first + 1);
  }
  return choices;
}

/**
 * Each word of a phrase is worth less than the whole, as a guide may have only that one. The rarer one says more: of "data
 * validation" a guide that is about data says little.
 */
function addPhrase(phrase: Phrase, answered: readonly AnsweredWord[], section: Section, worth: number): void {
  const families = phrase.map((written) => {
    const family = createAlternatives();
    addFamily(section, toTyped(written), family);
    return family.all();
  });
  const rarities = families.map((family) =>
    rarityOf(Math.max(0, ...family.map(({ term }) => section.guideCounts[term] ?? 0)), section.ids.length),
  );
  const whole = Math.hypot(...rarities);
  families.forEach((family, place) => {
    const share = (worth * (rarities[place] ?? 0)) / whole;
    for (const { alternatives } of answered) {
      for (const { term, weight } of family) alternatives.add(term, weight * share, 'synonym');
    }
  });
}

/** The less guides have a word, the more; never nothing. */
const rarityOf = (guides: number, all: number): number => Math.log(1 + (all + 1) / (guides + 0.5));
