import type { Language } from '../language.ts';
import { hasCompounds, splitCompound, type KnownWord } from './compounds.ts';
import { isFunctionWord } from './function-words.ts';
import { stemOf } from './stem.ts';
import type { TermColumns } from './terms.ts';

/** A term of some guides. */
export interface TermInUse {
  written: string;
  folded: string;
  /** Its stem, where it is known already. */
  stem: string | undefined;
  /** In how many guides it is. */
  guides: number;
}

/** Work is handed back after so many terms: about a millisecond. */
export const termsPerTurn = 200;

/** Which terms are inflections of each other, and which are made of others. Terms come in order. */
export function* relateTerms(used: readonly TermInUse[], language: Language): Generator<void, TermColumns> {
  const stems: string[] = [];
  for (const { stem, written } of used) {
    stems.push(stem ?? stemOf(written, language));
    if (stems.length % termsPerTurn === 0) yield;
  }
  const sorted = [...new Set(stems)].sort();
  const numbers = new Map(sorted.map((stem, number) => [stem, number]));
  const stemNumbers = Uint32Array.from(stems, (stem) => numbers.get(stem) ?? 0);
  yield;
  return {
    written: used.map(({ written }) => written),
    folded: used.map(({ folded }) => folded),
    stems: sorted,
    stemOf: stemNumbers,
    compounds: yield* findCompounds(used, { stems, stemNumbers }, language),
  };
}

function* findCompounds(
  used: readonly TermInUse[],
  { stems, stemNumbers }: { stems: readonly string[]; stemNumbers: Uint32Array },
  language: Language,
): Generator<void, TermColumns['compounds']> {
  const term: number[] = [];
  const stem: number[] = [];
  const isHead: number[] = [];
  if (hasCompounds(language)) {
    const terms = new Map<string, KnownWord & { number: number }>();
    for (const [place, { folded, guides }] of used.entries()) {
      const known = terms.get(folded);
      if (isFunctionWord(folded, language) || (known && known.uses >= guides)) continue;
      terms.set(folded, { uses: guides, stem: stems[place] ?? '', number: stemNumbers[place] ?? 0 });
    }
    for (const [place, { folded }] of used.entries()) {
      const parts = splitCompound(folded, stems[place] ?? '', language, (word) => terms.get(word));
      parts.forEach((part, position) => {
        term.push(place);
        stem.push(terms.get(part)?.number ?? 0);
        isHead.push(position === parts.length - 1 ? 1 : 0);
      });
      if (place % termsPerTurn === 0) yield;
    }
  }
  return { term: Uint32Array.from(term), stem: Uint32Array.from(stem), isHead: Uint8Array.from(isHead) };
}
