import { z } from 'zod';
import { fallbackLanguage, type Language } from '../language.ts';
import { meaningful } from './function-words.ts';
import { stemOf } from './stem.ts';
import { wordsOf, type Word } from './words.ts';

const phrase = z.string().trim().min(1).max(60);

function schemaOf(entriesMax: number) {
  const meaning = z
    .record(phrase, z.array(phrase).min(1).max(10))
    .refine((entries) => Object.keys(entries).length <= entriesMax, `at most ${entriesMax} entries`)
    .default({});
  return z.strictObject({
    /** Each helps to find the others. */
    same: z.array(z.array(phrase).min(2).max(20)).max(entriesMax).default([]),
    /** What people type -> what guides say; not the other way round. */
    means: meaning,
    /** What people type -> what English guides say, for guides that are there in English only. */
    english: meaning,
    /** Entries of the base list that are wrong in this organisation: whatever has one of these words in it goes. */
    without: z.array(phrase).max(entriesMax).default([]),
  });
}

/** Words that people use for the same thing, in one language; `synonyms.<lang>.yaml` in a knowledge base. */
export const synonymsSchema = schemaOf(2000);
export type Synonyms = z.infer<typeof synonymsSchema>;

/** The same in a pack, where an organisation's own are merged with the product's. */
export const mergedSynonymsSchema = schemaOf(4000);

export const noSynonyms: Synonyms = { same: [], means: {}, english: {}, without: [] };

/** An organisation's own synonyms on top of the product's, without those that it does not want. */
export function mergeSynonyms(base: Synonyms, own: Synonyms): Synonyms {
  const unwanted = new Set(own.without.map((text) => text.toLowerCase()));
  const isWanted = (text: string): boolean => !unwanted.has(text.toLowerCase());
  const merged = (key: 'means' | 'english'): Synonyms['means'] => {
    const entries = new Map<string, string[]>();
    for (const [typed, meant] of Object.entries(base[key]).filter(([typed, meant]) =>
      [typed, ...meant].every(isWanted),
    )) {
      entries.set(typed.toLowerCase(), meant);
    }
    for (const [typed, meant] of Object.entries(own[key])) {
      const before = entries.get(typed.toLowerCase()) ?? [];
      entries.set(typed.toLowerCase(), [...new Set([...meant, ...before])].slice(0, 10));
    }
    return Object.fromEntries(entries);
  };
  return {
    same: [...base.same.filter((group) => group.every(isWanted)), ...own.same],
    means: merged('means'),
    english: merged('english'),
    without: [],
  };
}

/** Words in lower case that stand for what was typed. */
export type Phrase = readonly string[];

/** Synonyms ready for questions: the stems of what is typed, spaces between -> what else to look for. */
export interface SynonymTable {
  own: ReadonlyMap<string, readonly Phrase[]>;
  english: ReadonlyMap<string, readonly Phrase[]>;
  /** Stems of all words that are typed: none of them is a slip, though no guide may have it. */
  words: ReadonlySet<string>;
}

/** The most words that one entry's key has. */
export const keyWordsMax = 4;

/** The key under which some words in lower case are looked up. */
export const synonymKey = (words: Phrase, language: Language): string =>
  words.map((word) => stemOf(word, language)).join(' ');

export function compileSynonyms({ same, means, english }: Synonyms, language: Language): SynonymTable {
  const own = new Map<string, Phrase[]>();
  const foreign = new Map<string, Phrase[]>();
  const englishOf = new Map(Object.entries(english).map(([typed, meant]) => [typed.toLowerCase(), meant]));
  for (const group of same) {
    const inEnglish = group.flatMap((word) => englishOf.get(word.toLowerCase()) ?? []);
    for (const typed of group) {
      addEntry(own, { typed, meant: group.filter((other) => other !== typed), from: language, to: language });
      addEntry(foreign, { typed, meant: inEnglish, from: language, to: fallbackLanguage });
    }
  }
  for (const [typed, meant] of Object.entries(means)) {
    addEntry(own, { typed, meant, from: language, to: language });
  }
  for (const [typed, meant] of Object.entries(english)) {
    addEntry(foreign, { typed, meant, from: language, to: fallbackLanguage });
  }
  const keys = [...own.keys(), ...foreign.keys()];
  return { own, english: foreign, words: new Set(keys.flatMap((key) => key.split(' '))) };
}

interface Entry {
  typed: string;
  meant: readonly string[];
  from: Language;
  to: Language;
}

function addEntry(table: Map<string, Phrase[]>, { typed, meant, from, to }: Entry): void {
  const words = wordsOf(typed);
  // "Turn off" is not "turn": a phrase keeps its function words, and is known without them while two are left.
  const core = meaningful(words, from);
  const keys = new Set([
    keyOf(words, from),
    ...(core.length > 1 ? [looseKey(keyOf(core, from).split(' '))] : []),
  ]);
  for (const key of keys) {
    if (key === '' || key.split(' ').length > keyWordsMax) continue;
    const phrases = table.get(key) ?? [];
    for (const text of meant) {
      const said = meaningful(wordsOf(text), to).map(({ written }) => written);
      // Half of all guides say "not": of "not responding" the other word is what to look for.
      const phrase = said.length > 1 ? said.filter((word) => !negations.has(word)) : said;
      const isOther = from !== to || !keys.has(synonymKey(phrase, to));
      const isNew = !phrases.some((other) => other.join(' ') === phrase.join(' '));
      if (phrase.length > 0 && isNew && isOther) phrases.push(phrase);
    }
    if (phrases.length > 0) table.set(key, phrases);
  }
}

/** The key of the words of a phrase in whatever order they come; `stems` are those of a key. */
export const looseKey = (stems: readonly string[]): string => [...stems].sort().join(' ');

const negations: ReadonlySet<string> = new Set(['not', 'ikke', 'inte', 'nicht', 'nem']);

const keyOf = (words: readonly Word[], language: Language): string =>
  synonymKey(
    words.map(({ written }) => written),
    language,
  );
