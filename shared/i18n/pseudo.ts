/** A catalogue: texts by key, in sections. */
export interface Catalogue {
  readonly [key: string]: string | Catalogue;
}

const accented: Readonly<Record<string, string>> = {
  ...{
    a: 'á',
    b: 'ƀ',
    c: 'ç',
    d: 'đ',
    e: 'é',
    f: 'ƒ',
    g: 'ğ',
    h: 'ĥ',
    i: 'í',
    j: 'ĵ',
    k: 'ķ',
    l: 'ľ',
    m: 'ḿ',
  },
  ...{
    n: 'ñ',
    o: 'ő',
    p: 'þ',
    q: 'ǫ',
    r: 'ř',
    s: 'š',
    t: 'ţ',
    u: 'ű',
    v: 'ṽ',
    w: 'ŵ',
    x: 'ẋ',
    y: 'ý',
    z: 'ž',
  },
  ...{
    A: 'Å',
    B: 'Ɓ',
    C: 'Ç',
    D: 'Đ',
    E: 'É',
    F: 'Ƒ',
    G: 'Ğ',
    H: 'Ĥ',
    I: 'Í',
    J: 'Ĵ',
    K: 'Ķ',
    L: 'Ľ',
    M: 'Ṁ',
  },
  ...{
    N: 'Ñ',
    O: 'Ő',
    P: 'Þ',
    Q: 'Ǫ',
    R: 'Ř',
    S: 'Š',
    T: 'Ţ',
    U: 'Ű',
    V: 'Ṽ',
    W: 'Ŵ',
    X: 'Ẋ',
    Y: 'Ý',
    Z: 'Ž',
  },
};

/** Long words, as German and Hungarian have them; a row of short ones would wrap too easily. */
const filling = 'verlängerungsszövegrész';

/** `[Šéţţíñğš ver]`: every letter accented, 40 % longer, `{{variables}}` untouched, brackets to see what is cut. */
export function pseudoText(text: string): string {
  const parts = text.split(/(\{\{[^}]*\}\})/);
  const letters = parts.filter((part) => !part.startsWith('{{')).join('').length;
  const changed = parts.map((part) =>
    part.startsWith('{{') ? part : part.replace(/[a-z]/gi, (letter) => accented[letter] ?? letter),
  );
  const extraChars = Math.ceil(letters * 0.4);
  const extra = filling.repeat(Math.ceil(extraChars / filling.length)).slice(0, extraChars);
  return `[${changed.join('')}${extra === '' ? '' : ` ${extra}`}]`;
}

/** A whole catalogue in the pseudo-locale: what a screen has to bear in any language. */
export const pseudoCatalogue = (catalogue: Catalogue): Catalogue =>
  Object.fromEntries(
    Object.entries(catalogue).map(([key, value]) => [
      key,
      typeof value === 'string' ? pseudoText(value) : pseudoCatalogue(value),
    ]),
  );
