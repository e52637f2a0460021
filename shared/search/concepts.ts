import type { Language } from '../language.ts';
import { addSameCodes } from './codes.ts';
import { linksOf } from './compounds.ts';
import { createAlternatives, type Concept } from './concept.ts';
import { meaningful } from './function-words.ts';
import type { Section } from './section.ts';
import { addSynonyms, type AnsweredWord } from './synonym-alternatives.ts';
import { type Phrase } from './synonyms.ts';
import { termsFolded, termsFrom } from './terms.ts';
import {
  addBeginnings,
  addCompoundsOf,
  addFamily,
  addPartsOf,
  addRepairs,
  knownUnspelt,
  toTyped,
  weights,
  type TypedWord,
} from './word-alternatives.ts';
import { isWholeCode, wordsOf, type Word } from './words.ts';

/** Nobody asks longer than this; whoever pastes a page is answered by its beginning. */
export const questionCharsMax = 400;
const questionWordsMax = 24;
const shortBeginningMax = 2;

/** A repaired word, to be told: "meant: password". */
export interface Meant {
  typed: string;
  meant: string;
}

export interface Reading {
  concepts: Concept[];
  meant: Meant[];
}

export interface ReadingOptions {
  /** In which the person types. */
  language: Language;
  /** The stems of what is typed -> what else to look for. */
  synonyms: ReadonlyMap<string, readonly Phrase[]> | undefined;
  /** Unknown words are taken for misspelt ones: only in the language in which the person types. */
  repairs: boolean;
  /** Whether a word is no slip, though no guide in this language has it. */
  isWord: (word: TypedWord) => boolean;
}

/** What a question asks of one section: its words, each with everything in the section that answers it. */
export function readQuestion(text: string, section: Section, options: ReadingOptions): Reading {
  const question = text.slice(0, questionCharsMax);
  const all = wordsOf(question);
  const last = all.at(-1);
  const typing = last && last.end === question.length ? last : undefined;
  const asked = meaningful(all, options.language).flatMap((word) =>
    knownWhole(word, word === typing, section),
  );
  const words = uniqueWords(asked).slice(0, questionWordsMax);
  const read = words.map((word) => readWord(word, word.end === typing?.end, section, options));
  addNeighbours(words, read, section);
  if (options.synonyms) addSynonyms(all, read, section, { ...options, synonyms: options.synonyms });
  return {
    concepts: read.map(({ word, alternatives, isShortBeginning }) => ({
      word: question.slice(word.start, word.end),
      alternatives: alternatives.all(),
      isCode: isWholeCode(word.folded),
      inShortFieldsOnly: isShortBeginning,
    })),
    meant: read.flatMap(({ word, meant }) =>
      meant === undefined ? [] : { typed: question.slice(word.start, word.end), meant },
    ),
  };
}

const uniqueWords = (words: readonly Word[]): Word[] => [
  // Of a word typed twice the last one stays: it may still be being typed.
  ...new Map(words.map((word) => [word.folded, word])).values(),
];

/** A joined word like `tcp/ip`; where no guide writes it this way, its parts instead. */
function knownWhole(word: Word, isTyping: boolean, { terms }: Section): Word[] {
  const [from, to] = isTyping ? termsFrom(terms, word.folded) : termsFolded(terms, word.folded);
  if (word.parts.length === 0 || to > from) return [word];
  let at = 0;
  return word.parts.map((part) => {
    const start = word.start + Math.max(at, word.raw.indexOf(part, at));
    at = start - word.start + part.length;
    return { ...word, ...toTyped(part), parts: [], start, end: start + part.length };
  });
}

interface ReadWord extends AnsweredWord {
  isShortBeginning: boolean;
}

function readWord(word: Word, isTyping: boolean, section: Section, options: ReadingOptions): ReadWord {
  const alternatives = createAlternatives();
  const read: ReadWord = { word, alternatives, meant: undefined, isShortBeginning: false };
  const stems = addFamily(section, word, alternatives);
  addCompoundsOf(section, stems, alternatives);
  addSameCodes(section, word.folded, alternatives);
  const isKnown = alternatives.size > 0;
  if (isTyping) {
    addBeginnings(section, word, alternatives);
    read.isShortBeginning = word.folded.length <= shortBeginningMax && !isKnown;
  }
  addPartsOf(section, word, alternatives);
  for (const part of word.parts) addFamily(section, toTyped(part), alternatives, weights.ownPart, 'part');
  const unspelt = alternatives.size > 0 ? undefined : knownUnspelt(section, word);
  if (unspelt) addCompoundsOf(section, addFamily(section, unspelt, alternatives), alternatives);
  if (!options.repairs || unspelt || (isTyping && isBeginning(section, word))) return read;
  const isUnknown = alternatives.size === 0;
  if (isUnknown && options.isWord(word)) return read;
  const meant = addRepairs(section, word, isTyping && isUnknown, alternatives);
  if (isUnknown) read.meant = meant;
  return read;
}

function isTerm({ terms }: Section, { folded }: TypedWord): boolean {
  const [start, end] = termsFolded(terms, folded);
  return end > start;
}

function isBeginning({ terms }: Section, { folded }: Word): boolean {
  const [start, end] = termsFrom(terms, folded);
  return end > start;
}

/** Words that were typed apart and are written together: `lösen ord`. */
function addNeighbours(words: readonly Word[], read: readonly ReadWord[], section: Section): void {
  words.slice(1).forEach((second, place) => {
    const first = words[place];
    if (!first) return;
    const joined = linksOf(section.language)
      .map((link) => toTyped(first.written + link + second.written))
      .find((word) => isTerm(section, word));
    if (!joined) return;
    for (const side of [read[place], read[place + 1]]) {
      if (side) addFamily(section, joined, side.alternatives, weights.joined, 'joined');
    }
  });
}
