import { isCode } from './words.ts';
import type { Section } from './section.ts';
import { lettersOf } from './terms.ts';

/** In a shorter word nearly any other one is a slip away. */
const repairedLettersMin = 4;
const twoSlipsLettersMin = 8;
/** More would make one unknown word mean anything. */
const repairsMax = 3;

/** How many slips a word may have: none in a code, whose every character counts. */
export function slipsAllowed(folded: string): number {
  if (isCode(folded) || folded.length < repairedLettersMin) return 0;
  return folded.length < twoSlipsLettersMin ? 1 : 2;
}

export interface Repair {
  term: number;
  slips: number;
}

export interface RepairOptions {
  /** The word is still being typed: it is compared with the beginnings of words. */
  isBeginning: boolean;
  /** Words in fewer guides are not taken. */
  usesMin: number;
  slipsMax: number;
}

/**
 * The known words that an unknown one was probably meant to be, best first: fewest slips, then the more usual word.
 */
export function repairsOf(
  folded: string,
  { terms, guideCounts }: Pick<Section, 'terms' | 'guideCounts'>,
  { isBeginning, usesMin, slipsMax }: RepairOptions,
): Repair[] {
  const allowed = Math.min(slipsMax, slipsAllowed(folded));
  if (allowed === 0) return [];
  const letters = lettersOf(folded);
  const lines = createLines();
  const found: (Repair & { rank: number })[] = [];
  for (let term = 0; term < terms.folded.length; term += 1) {
    if ((guideCounts[term] ?? 0) < usesMin) continue;
    // A slip changes at most one letter of each word: the cheap test that spares nearly all of the dear ones.
    const theirs = terms.letters[term] ?? 0;
    if (bitsIn(letters & ~theirs) > allowed) continue;
    if (!isBeginning && bitsIn(theirs & ~letters) > allowed) continue;
    const candidate = terms.folded[term] ?? '';
    const longer = candidate.length - folded.length;
    if (longer < -allowed || (longer > allowed && !isBeginning) || candidate === folded) continue;
    const slips = slipsBetween(folded, candidate, { allowed, isBeginning }, lines);
    if (slips > allowed || isCode(candidate)) continue;
    // The first letter is seldom wrong.
    const firstLetter = candidate[0] === folded[0] ? 0 : 0.5;
    const unfinished = isBeginning && longer > allowed ? 0.3 : 0;
    const usual = Math.log2(1 + (guideCounts[term] ?? 0)) / 40;
    found.push({ term, slips, rank: slips + firstLetter + unfinished - usual });
  }
  found.sort((a, b) => a.rank - b.rank || a.term - b.term);
  const [best] = found;
  if (!best) return [];
  return found
    .filter(({ rank }) => rank < best.rank + 0.6)
    .slice(0, repairsMax)
    .map(({ term, slips }) => ({ term, slips }));
}

/** How many bits are set (Hacker's Delight, 5-1). */
function bitsIn(bits: number): number {
  let count = bits - ((bits >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return (((count + (count >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** Three lines of the distance table; one set serves many comparisons. */
type Lines = [Uint8Array, Uint8Array, Uint8Array];

const lineLength = 128;
const createLines = (): Lines => [
  new Uint8Array(lineLength),
  new Uint8Array(lineLength),
  new Uint8Array(lineLength),
];

/**
 * Optimal string alignment distance (Damerau 1964: a letter wrong, missing, too many, or two exchanged), up to
 * `allowed`; anything above it is `allowed + 1`. With `isBeginning`, of the beginning of `candidate` that is nearest.
 */
export function slipsBetween(
  typed: string,
  candidate: string,
  { allowed, isBeginning }: { allowed: number; isBeginning: boolean },
  lines: Lines = createLines(),
): number {
  const tooMany = allowed + 1;
  const width = Math.min(candidate.length, typed.length + allowed, lineLength - 1);
  if (!isBeginning && width < candidate.length) return tooMany;
  let [beforeLast, last, current] = lines;
  for (let column = 0; column <= width; column += 1) last[column] = column;
  for (let row = 1; row <= typed.length; row += 1) {
    const letter = typed.charCodeAt(row - 1);
    // Further from the diagonal than `allowed`, nothing can come back below it.
    const start = Math.max(1, row - allowed);
    const end = Math.min(width, row + allowed);
    current[start - 1] = start === 1 ? Math.min(row, tooMany) : tooMany;
    let least = current[start - 1] ?? tooMany;
    for (let column = start; column <= end; column += 1) {
      const other = candidate.charCodeAt(column - 1);
      let slips = (last[column - 1] ?? tooMany) + (letter === other ? 0 : 1);
      if (column < row + allowed) slips = Math.min(slips, (last[column] ?? tooMany) + 1);
      slips = Math.min(slips, (current[column - 1] ?? tooMany) + 1);
      const isExchanged =
        row > 1 &&
        column > 1 &&
        letter === candidate.charCodeAt(column - 2) &&
        typed.charCodeAt(row - 2) === other;
      if (isExchanged) slips = Math.min(slips, (beforeLast[column - 2] ?? tooMany) + 1);
      current[column] = slips;
      if (slips < least) least = slips;
    }
    if (least > allowed) return tooMany;
    [beforeLast, last, current] = [last, current, beforeLast];
  }
  const first = isBeginning ? Math.max(0, typed.length - allowed) : width;
  let least = tooMany;
  for (let column = first; column <= width; column += 1) least = Math.min(least, last[column] ?? tooMany);
  return least;
}
