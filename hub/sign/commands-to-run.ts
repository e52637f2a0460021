/** What the person of this run named: advice repeats it, so that it can be typed as it stands. */
export interface Where {
  /** Where the knowledge base is published, or where machines see it. */
  address: string | undefined;
  /** The key folder, where it was named. */
  keys: string | undefined;
}

/** A word as a shell takes it. */
export const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

const isWeb = (address: string): boolean => /^https?:\/\//i.test(address);

/** The place to write to, in words: the address itself, or what lies behind it. */
export function placeToWrite(address: string | undefined): string {
  if (address === undefined) return 'the folder or bucket where it is published';
  return isWeb(address) ? `the folder or bucket that ${address} shows` : address;
}

function toRun(words: readonly (string | undefined)[], missing: readonly (string | undefined)[]): string {
  const command = words.filter((word) => word !== undefined).join(' ');
  const toAdd = missing.filter((what) => what !== undefined).join(' and ');
  return `Run "zeroline ${command}"${toAdd === '' ? '' : `, adding ${toAdd}`}`;
}

/** The place as a word of a command, and what to say where only its web address is known. */
function placeWord(address: string | undefined): { word: string | undefined; missing: string | undefined } {
  return address === undefined || isWeb(address)
    ? { word: undefined, missing: placeToWrite(address) }
    : { word: shellWord(address), missing: undefined };
}

/** `Run "zeroline refresh /srv/kb --keys keys --all"`: what is not known is asked for in words. */
export function refreshToRun({ address, keys }: Where, ...options: string[]): string {
  const place = placeWord(address);
  const keyWords = keys === undefined ? undefined : `--keys ${shellWord(keys)}`;
  const missingKeys = keys === undefined ? 'your key folder (--keys)' : undefined;
  return toRun(['refresh', place.word, keyWords, ...options], [place.missing, missingKeys]);
}

/** `Run "zeroline keys rotate keys /srv/kb --role online"`. */
export function rotationToRun({ address, keys }: Where, ...options: string[]): string {
  const place = placeWord(address);
  const missingKeys = keys === undefined ? 'your key folder' : undefined;
  // The key folder comes first: without it no place can stand there either.
  if (keys === undefined) return toRun(['keys rotate', ...options], [missingKeys, placeToWrite(address)]);
  return toRun(['keys rotate', shellWord(keys), place.word, ...options], [place.missing]);
}
