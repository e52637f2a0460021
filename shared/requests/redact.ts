import { isCardNumber, isIban, isPersonalNumber, isRecoveryKey } from './checksums.ts';
import { isGermanNumber, isHungarianNumber } from './personal-numbers.ts';

/** One kind of secret: how to find it, what to look at again, and the word that takes its place. */
interface Rule {
  name: string;
  pattern: RegExp;
  /** Whether a find really is one; every find is without it. */
  confirms?: (found: string) => boolean;
}

const isPublicAddress = (ip: string): boolean => {
  const parts = ip.split('.').map(Number);
  const [a = 0, b = 0] = parts;
  if (parts.some((part) => part > 255)) return false;
  const isReserved = a === 0 || a === 127 || a >= 224 || (a === 169 && b === 254);
  const isPrivate = a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168);
  return !isReserved && !isPrivate && !(a === 100 && b >= 64 && b <= 127);
};

/** Mixed enough to be a random token, and no plain word, name or version. */
function looksRandom(text: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(text)).length;
  const isHex = /^[a-f0-9]+$/i.test(text) && /\d/.test(text) && /[a-f]/i.test(text);
  return isHex || kinds === 3;
}

/** A word after "password is": "wrong" says something about it, `Vinter2026!` is it. */
const isNoPlainWord = (text: string): boolean => /[\d$%&*+=@#^_\\/<>|~]|[!?][^\s!?.]|[a-z][A-Z]/.test(text);

/** `Nyar2026`, `hunter2!`: for where only a blank stands before it, as in Hungarian. No word, date or article number. */
const isChosen = (text: string): boolean =>
  /^\p{L}/u.test(text) && /\d/.test(text) && /\p{Ll}.*\d|[!#$%&*@?]\S*$/u.test(text);

const passwordWords =
  'pass(?:word|wd|phrase|ord(?:et)?|kode)?|pwd?|pin(?:[- ]?(?:code|kode|kod|kód))?|passwort|kennwort|lösenord(?:et)?|adgangskode(?:n)?|kodeord(?:et)?|jelszó|jelszo|jelszavam';
/** A code is a password when it is somebody's own. */
const ownCode = '(?:my|min|mitt|mein) (?:code|kode?)|a kódom';
const keyWords =
  'secret|token|sig(?:nature)?|api[-_ ]?key|[a-z.]{0,8}sess(?:ion)?[-_ ]?id|(?:client|access|refresh|session|secret|id)[-_ ]?(?:secret|token|key|id)';
const isWord = 'is|was|er|är|var|ist|lautet|az?';
/** Up to the closing quote, or to the next blank. */
const written = `(?:(?<=")[^"\\n]{1,100}(?=")|[^\\s"'&,;]+)`;
const after = (words: string, sign: string): RegExp =>
  new RegExp(`(?<=(?<![\\p{L}\\d])(?:${words})["']?${sign}["'“„]?)${written}`, 'giu');

// The order matters: what contains another secret comes before it. Repetitions are bounded: no text takes long.
const rules: readonly Rule[] = [
  {
    name: 'private key',
    pattern: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,30}-----|$)/g,
  },
  { name: 'token', pattern: /(?<!\w)eyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?/g },
  {
    name: 'token',
    pattern: /(?<=\b(?:Bearer|Basic|Token)\s{1,3})[\w.~+/=-]{8,}/gi,
    confirms: (found) => /\d|[a-z][A-Z]|=$/.test(found),
  },
  { name: 'password', pattern: after(passwordWords, '\\s{0,3}[:=]\\s{0,3}') },
  {
    name: 'password',
    // "My password for the VPN is ..."
    pattern: after(
      `${passwordWords}|${ownCode}`,
      `(?:\\s{1,3}[\\p{L}\\d-]{1,20}){0,3}\\s{1,3}(?:${isWord})\\s{1,3}`,
    ),
    confirms: isNoPlainWord,
  },
  {
    name: 'password',
    pattern: after(`-(?:${passwordWords})`, '\\s{1,3}'),
    confirms: (found) => found[0] !== '-',
  },
  { name: 'password', pattern: after(passwordWords, '\\s{1,3}'), confirms: isChosen },
  { name: 'token', pattern: after(keyWords, '\\s{0,3}[:=]\\s{0,3}'), confirms: isNoPlainWord },
  {
    name: 'password',
    pattern: /(?<=(?<![\w+.-])[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@]{1,100}:)[^\s@/]{1,200}(?=@)/gi,
  },
  {
    name: 'mail address',
    pattern:
      /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,5}/gu,
  },
  { name: 'token', pattern: /(?<!\w)(?:AKIA|ASIA)[A-Z0-9]{16}(?!\w)/g },
  {
    name: 'token',
    pattern:
      /(?<!\w)(?:gh[pousr]_|github_pat_|gl(?:pat|ptt|dt|rt|soat)-|xox[abeprs]-|xapp-|[sr]k_(?:live|test)_|sk-|whsec_|AIza|ya29\.|GOCSPX-|SG\.|npm_|pypi-|hf_|dckr_pat_|shp(?:at|ss|ca|pa)_|dop_v1_|hv[sb]\.|dapi|lin_api_|ntn_|ATATT3|sq0(?:atp|csp)-)[\w.-]{15,}[\w-]/g,
  },
  // Windows user names may have spaces: they reach up to the next backslash; without one, over capitalised words.
  {
    name: 'user',
    pattern:
      /(?<=\\{1,2}(?:[Uu]sers|USERS|Documents and Settings)\\{1,2})(?!(?:Public|PUBLIC|Default)\b)(?:[^\\/:*?"<>|\r\n]{1,64}(?=\\)|[^\\/:*?"'<>|\s,;]{1,64}(?: \p{Lu}[^\\/:*?"'<>|\s,;]{0,40}){0,2})/gu,
  },
  {
    name: 'user',
    pattern:
      /(?<=(?<![\w.])(?:[a-z]:|\/(?:var|export|mnt\/[a-z]))?\/(?:home|Users)\/|(?<![\w.])(?:\/run)?\/media\/)(?!(?:Shared|Public)\b)[^/\\\s"'`:;,<>|()]{1,64}/gi,
  },
  {
    name: 'recovery key',
    pattern: /(?<![\w.-])\d{6}(?:[- \u00a0\u202f]\d{6}){7}(?![\w-])/g,
    confirms: isRecoveryKey,
  },
  {
    name: 'account number',
    pattern:
      /(?<!\w)[A-Z]{2}\d{2}(?:[- \u00a0\u202f]?[A-Z0-9]{4}){2,7}(?:[- \u00a0\u202f]?[A-Z0-9]{1,3})?(?!\w)/g,
    confirms: isIban,
  },
  // In small letters, words that follow would pass for groups: each but the bank's has a digit.
  {
    name: 'account number',
    pattern:
      /(?<!\w)[a-z]{2}\d{2}(?:[- \u00a0\u202f]?[a-z0-9]{4})(?:[- \u00a0\u202f]?(?=[a-z]{0,3}\d)[a-z0-9]{4}){1,6}(?:[- \u00a0\u202f]?(?=[a-z]{0,2}\d)[a-z0-9]{1,3})?(?!\w)/g,
    confirms: isIban,
  },
  {
    name: 'card number',
    pattern: /(?<![\w.-])\d(?:[- \u00a0\u202f]?\d){12,18}(?![\w-]|\.\d)/g,
    confirms: (found) => isCardNumber(found.replace(/\D/g, '')),
  },
  {
    name: 'personal number',
    pattern: /(?<![\w.-])\d{6}(?:\d{2})?[-+ ]?\d{4,5}(?![\w-]|\.\d)/g,
    confirms: isPersonalNumber,
  },
  {
    name: 'personal number',
    pattern: /(?<![\w.-])(?:8\d{9}|\d-\d{6}-\d{4}|\d{3}-\d{3}-\d{3})(?![\w-]|\.\d)/g,
    confirms: isHungarianNumber,
  },
  {
    name: 'personal number',
    pattern: /(?<![\w.-])(?:[1-9]\d ?\d{3} ?\d{3} ?\d{3}|\d{2} ?\d{6} ?[A-Z] ?\d{3})(?![\w-]|\.\d)/g,
    confirms: isGermanNumber,
  },
  {
    name: 'address',
    pattern:
      /(?<![\d.]|\bversion[ :]{1,2}|\b(?:build|firmware|driver|bios)[ :]{1,2}|\bv)\d{1,3}(?:\.\d{1,3}){3}(?![\d-]|\.\d)/gi,
    confirms: isPublicAddress,
  },
  { name: 'address', pattern: /(?<![\w:])[23][0-9a-f]{3}:(?:[0-9a-f]{0,4}:){1,6}[0-9a-f]{0,4}(?![\w:])/gi },
  {
    name: 'token',
    pattern: /(?<![\w/.+-])(?:[A-Za-z0-9+/]{39,}={0,2}|[\w-]{32,})(?![\w/+=-]|\.\w)/g,
    confirms: looksRandom,
  },
];

const once = (text: string): string =>
  rules.reduce(
    (left, { name, pattern, confirms }) =>
      left.replace(pattern, (found) => (confirms && !confirms(found) ? found : `[${name}]`)),
    text,
  );

/** What `redact` would take out of a text, as it stands there, each once. */
export function secretsIn(text: string): string[] {
  const found = new Set<string>();
  rules.reduce(
    (left, { name, pattern, confirms }) =>
      left.replace(pattern, (secret) => {
        if ((confirms && !confirms(secret)) || /^\[[a-z ]+\]$/.test(secret)) return secret;
        found.add(secret);
        return `[${name}]`;
      }),
    text,
  );
  return [...found];
}

/** The person's own words without their secrets; the words in their place can be longer, the whole may not. */
export const coverSecrets = (text: string, charsMax: number): string => redact(text).slice(0, charsMax);

/**
 * Text without what names a person or opens a door: user names in paths, mail addresses, tokens, passwords, account,
 * card and personal numbers, public network addresses. Each leaves a word that says what was there. Doing it again
 * changes nothing.
 */
export function redact(text: string): string {
  // A word that takes a secret's place can lay bare the one that was glued to it.
  const redacted = once(text);
  return redacted === text ? text : redact(redacted);
}
