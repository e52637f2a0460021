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

function foldLetters(letters: string): string {
  return letters
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}]/gu, '')
    .replace(/[ßæøœłđı]/g, (letter) => plainLetters[letter] ?? letter);
}

// Latin letters one by one from a table: a hundred thousand words are folded while an index is opened.
const tableEnd = 0x180;
const table = Array.from({ length: tableEnd }, (_, code) => foldLetters(String.fromCharCode(code)));
const needsNoFolding = /^[a-z0-9]*$/;

/** One word in lower case in the form in which words are compared: without accents and invisible characters. */
export function fold(written: string): string {
  if (needsNoFolding.test(written)) return written;
  let folded = '';
  for (let at = 0; at < written.length; at += 1) {
    const letter = table[written.charCodeAt(at)];
    if (letter === undefined) return foldLetters(written);
    folded += letter;
  }
  return folded;
}

const speltOut = /([aou])e|aa/g;
const speltOutMax = 3;

/**
 * What a folded word may be with some of its spelt-out letters taken back: `druecker` is `drucker`, `paa` is `pa`, and
 * `steuergeraet` is `steuergerat`. For words that are not known as they were typed.
 */
export function foldSpeltOut(folded: string): string[] {
  const places = Array.from(folded.matchAll(speltOut), ({ index }) => index).slice(0, speltOutMax);
  const choices = 2 ** places.length;
  return Array.from({ length: choices - 1 }, (_, less) => {
    const choice = choices - 1 - less;
    // The second letter of the pair is what was spelt out.
    const left = new Set(places.filter((__, bit) => choice & (1 << bit)).map((place) => place + 1));
    return Array.from({ length: folded.length }, (___, at) => (left.has(at) ? '' : folded.charAt(at))).join(
      '',
    );
  });
}
