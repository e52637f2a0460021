import type { Language } from '../language.ts';
import { isCode } from './words.ts';

// Elements between the parts of a compound: Arbeitsplatz, nätverksskrivare, tegneserie; Hungarian joins without any.
const links: Readonly<Partial<Record<Language, readonly string[]>>> = {
  nb: ['', 's', 'e'],
  sv: ['', 's', 'e', 'o'],
  da: ['', 's', 'e', 'er'],
  de: ['', 's', 'es', 'n', 'en', 'er', 'e'],
  hu: [''],
};

// Endings that a word loses as the first part of a compound: skrivare, skrivarbyte; Schule, Schulbuch.
const lostEndings: Readonly<Partial<Record<Language, readonly string[]>>> = {
  nb: ['e'],
  sv: ['e', 'a'],
  da: ['e'],
  de: ['e', 'en'],
};

/** What stands between the parts of a compound. */
export const linksOf = (language: Language): readonly string[] => links[language] ?? [''];

/** In these languages words are written together that others write apart. */
export const hasCompounds = (language: Language): boolean => links[language] !== undefined;

const partLettersMin = 3;
/** A shorter part is believed only when it is used often. */
const sureLettersMin = 4;
const shortPartUsesMin = 3;
const compoundLettersMin = 7;
const partsMax = 4;

/** A folded form that is a word of its own: in how many guides it is, and its stem. */
export interface KnownWord {
  uses: number;
  stem: string;
}

export type FindKnown = (folded: string) => KnownWord | undefined;

/**
 * The parts of a compound in order, as the folded words they come from, which are known by themselves; none when it is
 * not one. Few and long parts win over many short ones; among those, the ones that are used more often. `stem` is the
 * compound's: it ends as its last part's stem does, or else the end is an inflection and no word (`aktiveret`: `ret`).
 */
export function splitCompound(word: string, stem: string, language: Language, known: FindKnown): string[] {
  const between = links[language];
  if (!between || word.length < compoundLettersMin || isCode(word)) return [];
  const endings = lostEndings[language] ?? [];
  const isOther = (part: string): KnownWord | undefined => (part === word ? undefined : known(part));
  const best = splitFrom(word, 0, {
    stem,
    between,
    endings,
    known: isOther,
    partsLeft: partsMax,
    done: new Map(),
  });
  return best && best.parts.length > 1 ? best.parts : [];
}

interface Split {
  parts: string[];
  cost: number;
}

interface Search {
  stem: string;
  between: readonly string[];
  endings: readonly string[];
  known: FindKnown;
  partsLeft: number;
  done: Map<number, Split | undefined>;
}

/** Short parts are often parts by chance. */
const costOf = (part: string, uses: number): number =>
  1 + 6 / (part.length * part.length) - Math.min(uses, 1000) / 10_000;

function splitFrom(word: string, start: number, search: Search): Split | undefined {
  const place = start * (partsMax + 1) + search.partsLeft;
  if (search.done.has(place)) return search.done.get(place);
  let best: Split | undefined;
  const consider = (part: string, known: string, rest: Split): void => {
    const cost = costOf(part, search.known(known)?.uses ?? 0) + rest.cost;
    if (!best || cost < best.cost) best = { parts: [known, ...rest.parts], cost };
  };
  if (search.partsLeft > 0) {
    const last = word.slice(start);
    if (start > 0 && isUsed(last, search) && endsAs(search, last))
      consider(last, last, { parts: [], cost: 0 });
    for (let end = start + partLettersMin; end <= word.length - partLettersMin; end += 1) {
      const part = word.slice(start, end);
      const known = knownAs(part, search);
      if (known === undefined) continue;
      for (const link of search.between) {
        if (!word.startsWith(link, end) || end + link.length > word.length - partLettersMin) continue;
        const rest = splitFrom(word, end + link.length, { ...search, partsLeft: search.partsLeft - 1 });
        if (rest) consider(part, known, rest);
      }
    }
  }
  search.done.set(place, best);
  return best;
}

function isUsed(part: string, { known }: Search): boolean {
  if (part.length < partLettersMin) return false;
  return (known(part)?.uses ?? 0) >= (part.length < sureLettersMin ? shortPartUsesMin : 1);
}

function endsAs({ stem, known }: Search, last: string): boolean {
  const lastStem = known(last)?.stem ?? last;
  // Three letters left of a longer word are an ending: `uppdateringen` is no `ingen`.
  if (lastStem !== last && lastStem.length < sureLettersMin) return false;
  return stem.endsWith(lastStem);
}

/** The word that a part in front stands for. */
function knownAs(part: string, search: Search): string | undefined {
  if (isUsed(part, search)) return part;
  if (part.length < sureLettersMin) return undefined;
  return search.endings.map((ending) => part + ending).find((word) => isUsed(word, search));
}
