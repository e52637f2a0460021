// What NFKD does not take apart.
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  å: 'a',
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ł: 'l',
  đ: 'd',
};

/** `WLAN-Passwort ändern` -> `wlan-passwort-aendern`: words of an id, cut at a word's end. */
export function slug(text: string, charsMax: number, otherwise: string): string {
  const plain = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßæøåäöüłđ]/g, (letter) => letters[letter] ?? '')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (plain.length <= charsMax) return plain || otherwise;
  const cut = plain.slice(0, charsMax + 1);
  return (
    cut.slice(0, Math.max(cut.lastIndexOf('-'), Math.floor(charsMax / 2))).replace(/-+$/, '') || otherwise
  );
}

/** The id, or the id with the first number that makes it new; `taken` gets it. */
export function uniqueId(id: string, charsMax: number, taken: Set<string>): string {
  let unique = id;
  for (let number = 2; taken.has(unique); number += 1) {
    const suffix = `-${number}`;
    unique = `${id.slice(0, charsMax - suffix.length).replace(/-+$/, '')}${suffix}`;
  }
  taken.add(unique);
  return unique;
}
