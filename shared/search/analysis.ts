/** Function words of the six languages: they say nothing about a guide, unless they are all there is. */
const functionWords = new Set(
  (
    'a an and are as at be by can cant do does doesnt dont for from get have how i in is it its me my not of on or our ' +
    'so that the this to was what when where why will with you your ' +
    'av de den det en er et for fra har hva hvordan i ikke jeg kan med meg min mitt må når og om på som til vi å ' +
    'att den det där en ett för från hur i inte jag kan med mig min mitt och om på som till vad är ' +
    'af at der det en er et for fra har hvad hvordan hvorfor ikke jeg kan med mig min mit når og om på som til ' +
    'als am auf aus bei das dem den der die ein eine einen er es für habe ich im in ist kann mein meine mich mit nach ' +
    'nicht oder sich sie und von was wenn wie wird zu zum zur ' +
    'a az be de egy el és ez ha hogy hogyan is ki meg mert mi miért nekem nem van vagy'
  ).split(' '),
);

/** Letters that carry no accent mark of their own and are typed without it on other keyboards. */
const plainLetters: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', ø: 'o', œ: 'oe', ł: 'l', đ: 'd', ı: 'i' };

/** One word in the form in which words are compared: lower case, without accents. */
export function foldWord(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßæøœłđı]/g, (letter) => plainLetters[letter] ?? letter);
}

export interface Token {
  /** Folded. */
  term: string;
  /** Half-open character range in the text. */
  start: number;
  end: number;
}

// A word may hold dots, hyphens and underscores between its parts: versions and error codes stay whole.
const wordPattern = /[\p{L}\p{N}]+(?:[.\-_'’][\p{L}\p{N}]+)*/gu;
const joiners = /[.\-_'’]/;

/** The words of a text with their places; a joined word (`wi-fi`, `24.04`) also stands in its parts. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(wordPattern)) {
    const [word] = match;
    const start = match.index;
    tokens.push({ term: foldWord(word.replace(/['’]/g, '')), start, end: start + word.length });
    if (!joiners.test(word)) continue;
    for (const part of word.matchAll(/[\p{L}\p{N}]+/gu)) {
      const at = start + part.index;
      if (part[0].length > 1) tokens.push({ term: foldWord(part[0]), start: at, end: at + part[0].length });
    }
  }
  return tokens;
}

/** The words of a query that carry meaning; when none does, all of them. */
export function meaningfulTerms(text: string): string[] {
  const terms = tokenize(text).map((token) => token.term);
  const meaningful = terms.filter((term) => !functionWords.has(term));
  return meaningful.length > 0 ? meaningful : terms;
}
