// Letters without an accent mark to take off, as they are typed on keyboards that lack them.
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ı: 'i',
};
// How the same letters are spelt out: `drücker` is also typed `druecker`, `på` also `paa`.
const speltOut: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' };

// Most words by far; indexing takes a third less time for it.
const needsNoFolding = /^[A-Za-z0-9]*$/;

/** One word in the form in which words are compared: lower case, without accents and invisible characters. */
export function foldWord(word: string): string {
  if (needsNoFolding.test(word)) return word.toLowerCase();
  return word
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/[ßæøœłđı]/g, (letter) => plainLetters[letter] ?? letter);
}

/** The forms under which a word is found: folded, and with its letters spelt out. */
function formsOf(word: string): string[] {
  const folded = foldWord(word);
  if (needsNoFolding.test(word)) return [folded];
  const composed = word.toLowerCase().normalize('NFC');
  const spelt = foldWord(composed.replace(/[äöüåø]/g, (letter) => speltOut[letter] ?? letter));
  return spelt === folded ? [folded] : [folded, spelt];
}

/** A word of a text with its half-open character range. */
export interface Word {
  /** Folded, joined from its parts: `wi-fi` is `wifi`, `0x8007-0005` is `0x80070005`, `can't` is `cant`. */
  term: string;
  /** Folded parts of a joined word, each longer than one character; none when it has no parts. */
  parts: string[];
  /** Every term under which the word is indexed. */
  terms: string[];
  start: number;
  end: number;
}

// A word may hold apostrophes, dots, hyphens and underscores between its parts: names, versions and codes stay whole.
// Combining marks and invisible characters belong to it: some systems type `å` as two characters.
const wordPattern = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*(?:[.\-_'’][\p{L}\p{N}][\p{L}\p{N}\p{M}\p{Cf}]*)*/gu;

/** The words of a text in order. */
export function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(wordPattern), (match): Word => {
    const [written] = match;
    const pieces = written.replace(/['’]/g, '').split(/[.\-_]/);
    const joined = pieces.join('');
    const parts = pieces.length > 1 ? pieces.filter((piece) => piece.length > 1) : [];
    return {
      term: foldWord(joined),
      parts: parts.map(foldWord),
      terms: [...new Set([joined, ...parts].flatMap(formsOf))],
      start: match.index,
      end: match.index + written.length,
    };
  });
}
