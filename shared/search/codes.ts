import type { AlternativeSet } from './concept.ts';
import type { Section } from './section.ts';
import { termsFolded } from './terms.ts';
import { isCode } from './words.ts';

/** As good as the code itself: people leave out what all codes of a kind have in common. */
const sameCodeWorth = 0.95;

// People type the letter for the digit too.
const hexMarked = /^[0o]x([0-9a-f]{4,})$/;
const hexBare = /^(?=.*\d)[0-9a-f]{6,}$/;
const numbered = /^[a-z]{1,8}(\d{4,})$/;
const bareNumber = /^\d{4,}$/;

/**
 * Adds the same code as others write it: `0x80070005` is `80070005`, `AADSTS50011` and `KB5034441` are known by their
 * numbers alone. A code with another character is another code, and never added.
 */
export function addSameCodes(section: Section, folded: string, to: AlternativeSet): void {
  if (!isCode(folded)) return;
  const before = to.size;
  const marked = hexMarked.exec(folded)?.[1];
  const hex = marked ?? (hexBare.test(folded) ? folded : undefined);
  if (hex !== undefined) {
    addWritten(section, hex, to);
    addWritten(section, `0x${hex}`, to);
  }
  const number = numbered.exec(folded)?.[1];
  if (number !== undefined) addWritten(section, number, to);
  // All terms are looked at, so only for numbers that no guide has alone.
  if (before === 0 && to.size === 0 && bareNumber.test(folded)) addNamed(section, folded, to);
}

function addWritten({ terms }: Section, folded: string, to: AlternativeSet): void {
  const [start, end] = termsFolded(terms, folded);
  for (let term = start; term < end; term += 1) to.add(term, sameCodeWorth, 'exact');
}

/** Codes that are this number with letters in front of it. */
function addNamed({ terms }: Section, number: string, to: AlternativeSet): void {
  for (const [term, folded] of terms.folded.entries()) {
    if (folded.endsWith(number) && numbered.exec(folded)?.[1] === number)
      to.add(term, sameCodeWorth, 'exact');
  }
}
