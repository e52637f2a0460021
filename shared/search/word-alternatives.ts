import { splitCompound, type KnownWord } from './compounds.ts';
import type { AlternativeSet, How } from './concept.ts';
import { fold, foldSpeltOut } from './fold.ts';
import { isFunctionWord } from './function-words.ts';
import { membersOf } from './groups.ts';
import { repairsOf } from './repair.ts';
import type { Section } from './section.ts';
import { stemOf } from './stem.ts';
import { findStem, termsFolded, termsFrom } from './terms.ts';
import { isCode } from './words.ts';

/** What a term is worth that is not the very word: the less sure it is what was meant, the less. */
export const weights = {
  exact: 1,
  /** Other accents than typed, where accents were typed. */
  otherAccents: 0.8,
  inflected: 0.9,
  /** The word is still being typed. */
  prefix: 0.7,
  /** A compound of which the word is the last part, which says what the thing is. */
  headOf: 0.6,
  /** A compound of which the word is another part. */
  partOf: 0.4,
  /** A part of the typed compound: its last one, another one. */
  ownHead: 0.6,
  ownPart: 0.4,
  joined: 0.9,
  repaired: 0.8,
  repairedTwice: 0.6,
  synonym: 0.8,
  /** What several words together are known to mean is surer than what one of them may mean. */
  synonymOfPhrase: 0.9,
} as const;

/** A beginning that fits more words than these says little about any of them; the more usual ones are looked for. */
const prefixTermsMax = 150;
const prefixLettersMin = 2;

/** What was typed, in the forms in which it is looked up. */
export interface TypedWord {
  written: string;
  folded: string;
}

export const toTyped = (written: string): TypedWord => ({ written, folded: fold(written) });

/** Stems of a word in a section: of the same word as it is written there, and by the rules of the language. */
function stemsOf({ terms, language }: Section, { written, folded }: TypedWord): number[] {
  const [start, end] = termsFolded(terms, folded);
  const stems = new Set(terms.stemOf.subarray(start, end));
  const own = findStem(terms, stemOf(written, language));
  if (own !== undefined) stems.add(own);
  return [...stems];
}

/** Adds the word and its inflections, times `factor`. */
export function addFamily(
  section: Section,
  word: TypedWord,
  to: AlternativeSet,
  factor = 1,
  how?: How,
): number[] {
  const { terms } = section;
  const [start, end] = termsFolded(terms, word.folded);
  const hasAccents = word.written !== word.folded;
  for (let term = start; term < end; term += 1) {
    const isSame = !hasAccents || terms.written[term] === word.written;
    to.add(term, factor * (isSame ? weights.exact : weights.otherAccents), how ?? 'exact');
  }
  const stems = stemsOf(section, word);
  for (const stem of stems) {
    for (const term of membersOf(terms.families, stem))
      to.add(term, factor * weights.inflected, how ?? 'inflected');
  }
  return stems;
}

/** Adds compounds that have one of these stems as a part. */
export function addCompoundsOf(
  { terms }: Section,
  stems: readonly number[],
  to: AlternativeSet,
  factor = 1,
): void {
  const { compounds } = terms;
  for (const stem of stems) {
    for (const place of membersOf(terms.partOf, stem)) {
      const weight = compounds.isHead[place] === 1 ? weights.headOf : weights.partOf;
      to.add(compounds.term[place] ?? 0, factor * weight, 'part');
    }
  }
}

/** Adds the parts of the word, when it is a compound. */
export function addPartsOf(section: Section, { written, folded }: TypedWord, to: AlternativeSet): void {
  const { language } = section;
  const parts = splitCompound(folded, stemOf(written, language), language, (part) =>
    knownWord(section, part),
  );
  parts.forEach((part, place) => {
    const weight = place === parts.length - 1 ? weights.ownHead : weights.ownPart;
    addFamily(section, { written: part, folded: part }, to, weight, 'part');
  });
}

function knownWord({ terms, guideCounts, language }: Section, part: string): KnownWord | undefined {
  const [start, end] = termsFolded(terms, part);
  if (start === end || isFunctionWord(part, language)) return undefined;
  let best = start;
  for (let term = start; term < end; term += 1) {
    if ((guideCounts[term] ?? 0) > (guideCounts[best] ?? 0)) best = term;
  }
  return { uses: guideCounts[best] ?? 0, stem: terms.stems[terms.stemOf[best] ?? 0] ?? '' };
}

/** Adds words that begin like this one. */
export function addBeginnings(section: Section, { folded }: TypedWord, to: AlternativeSet): void {
  if (folded.length < prefixLettersMin) return;
  const { terms, guideCounts } = section;
  const [start, end] = termsFrom(terms, folded);
  const fitting = Array.from({ length: end - start }, (_, place) => start + place);
  if (fitting.length > prefixTermsMax) {
    fitting.sort((a, b) => (guideCounts[b] ?? 0) - (guideCounts[a] ?? 0) || a - b);
    fitting.length = prefixTermsMax;
  }
  for (const term of fitting) to.add(term, weights.prefix, 'prefix');
}

/** A known word that is this much rarer than one a slip away is a misspelling in some guide. */
const usualTimes = 20;

/**
 * Adds the words that an unknown one was probably meant to be; the likeliest one as it is written. A known one is
 * repaired only when far more guides have a word that is a slip away.
 */
export function addRepairs(
  section: Section,
  { folded }: TypedWord,
  isBeginning: boolean,
  to: AlternativeSet,
): string | undefined {
  const { terms, guideCounts } = section;
  const [start, end] = termsFolded(terms, folded);
  const uses = guideCounts.subarray(start, end).reduce((sum, count) => sum + count, 0);
  const usesMin = uses * usualTimes;
  if (usesMin > section.ids.length) return undefined;
  const repairs = repairsOf(folded, section, { isBeginning, usesMin, slipsMax: uses > 0 ? 1 : 2 });
  for (const { term, slips } of repairs) {
    const weight = slips > 1 || uses > 0 ? weights.repairedTwice : weights.repaired;
    to.add(term, weight, 'repaired');
    for (const other of membersOf(terms.families, terms.stemOf[term] ?? 0)) {
      to.add(other, weight * weights.inflected, 'repaired');
    }
  }
  const [best] = repairs;
  return best && terms.written[best.term];
}

/** The word with letters no longer spelt out, when that is a known one. */
export function knownUnspelt({ terms }: Section, { folded }: TypedWord): TypedWord | undefined {
  if (isCode(folded)) return undefined;
  const plain = foldSpeltOut(folded).find((text) => {
    const [start, end] = termsFolded(terms, text);
    return end > start;
  });
  return plain === undefined ? undefined : { written: plain, folded: plain };
}
