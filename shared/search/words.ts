import { fold } from './fold.ts';

/** A word of a text with its half-open character range. */
export interface Word {
  /** Lower case, joined from its parts: `Wi-Fi` is `wifi`, `0x8007-0005` is `0x80070005`, `can't` is `cant`. */
  written: string;
  /** `written` in the form in which words are compared. */
  folded: string;
  /** Written parts of a joined word, each longer than one character; none when it has no parts. */
  parts: string[];
  start: number;
  end: number;
  /** As in the text, in lower case. */
  raw: string;
}

// A word may hold apostrophes, dots and the like between its parts: names, versions, codes and keys (Ctrl+P) stay whole.
// Combining marks and invisible characters belong to it: some systems type `å` as two characters.
const wordPattern =
  /[\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*(?:[.\-_+/'’][\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*)*/gu;
const apostrophes = /['’]/g;
const separators = /[.\-_+/]/;
const invisible = /\p{Cf}/gu;

/** Longer ones are not words: data pasted into a guide, or an attempt to make the search slow. */
const wordCharsMax = 60;

/** The words of a text in order. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(wordPattern)) {
    const { 0: raw, index } = match;
    const lower = raw.toLowerCase().normalize('NFC').replace(invisible, '').replace(apostrophes, '');
    const pieces = separators.test(lower) ? lower.split(separators) : [lower];
    const parts =
      pieces.length > 1 ? pieces.filter((piece) => piece.length > 1 && piece.length <= wordCharsMax) : [];
    const joined = pieces.join('');
    const written = joined.length <= wordCharsMax ? joined : (parts.shift() ?? '');
    if (written === '') continue;
    words.push({
      written,
      folded: fold(written),
      parts,
      start: index,
      end: index + raw.length,
      raw: raw.toLowerCase(),
    });
  }
  return words;
}

const wholeCodeMin = 4;

/** A code that says all by itself; `200` and `f10` are in many a text by chance. */
export const isWholeCode = (word: string): boolean => word.length >= wholeCodeMin && isCode(word);

/** Codes, versions and numbers: a wrong character makes them another one, and they have no inflections. */
export const isCode = (word: string): boolean => /\p{N}/u.test(word);
