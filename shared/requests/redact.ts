import { isCardNumber, isPersonalNumber, isIban } from './checksums.ts';

/** One kind of secret: how to find it, what to look at again, and the word that takes its place. */
interface Rule {
  name: string;
  pattern: RegExp;
  /** Whether a find really is one; every find is without it. */
  confirms?: (found: string) => boolean;
  /** What replaces it; `[name]` without it. `$1` keeps a part. */
  by?: string;
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');

function isPublicAddress(ip: string): boolean {
  const [a = 0, b = 0] = ip.split('.').map(Number);
  if (ip.split('.').some((part) => Number(part) > 255)) return false;
  return !(
    a === 0 ||
    a === 10 ||
    a === 127 ||
    a >= 224 ||
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 192 && b === 168) ||
    (a === 169 && b === 254)
  );
}

/** Mixed enough to be a random token, and no plain word or version. */
function looksRandom(text: string): boolean {
  const kinds = [/[a-z]/, /[A-Z]/, /\d/].filter((kind) => kind.test(text)).length;
  const hex = /^[a-f0-9]+$/i.test(text) && /\d/.test(text) && /[a-f]/i.test(text);
  return hex || kinds === 3;
}

// The order matters: what contains another secret comes before it.
const rules: readonly Rule[] = [
  {
    name: 'private key',
    pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  },
  { name: 'token', pattern: /\beyJ[\w-]{8,}\.[\w-]{4,}(?:\.[\w-]*)?/g },
  { name: 'token', pattern: /\b(Bearer|Basic|Token)\s+[\w.~+/=-]{8,}/gi, by: '$1 [token]' },
  {
    name: 'password',
    pattern:
      /\b(pass(?:word|wd|phrase|ord)?|pwd|passwort|kennwort|passord|lösenord|adgangskode|jelsz[oó]|pin|secret|api[-_ ]?key|client[-_ ]?secret|access[-_ ]?token)(\s*[:=]\s*|\s+(?:is|er|är|ist)\s+)(?!\[)\S+/giu,
    by: '$1$2[password]',
  },
  { name: 'password', pattern: /\b([a-z][a-z0-9+.-]*:\/\/[^\s:/@]+):[^\s@/]+@/gi, by: '$1:[password]@' },
  { name: 'mail address', pattern: /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu },
  { name: 'token', pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  { name: 'token', pattern: /\b(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|sk_(?:live|test)_|sk-)[\w-]{10,}/g },
  { name: 'user', pattern: /([/\\](?:home|Users)[/\\])[^/\\\s"':;,<>|]+/gi, by: '$1[user]' },
  { name: 'account number', pattern: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\b/g, confirms: isIban },
  { name: 'card number', pattern: /\b\d(?:[ -]?\d){12,18}\b/g, confirms: (found) => isCardNumber(digitsOf(found)) },
  { name: 'personal number', pattern: /\b\d{6}(?:\d{2})?[-+ ]?\d{4,5}\b/g, confirms: (found) => isPersonalNumber(digitsOf(found)) },
  { name: 'address', pattern: /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])/g, confirms: isPublicAddress },
  { name: 'address', pattern: /(?<![\w:])(?:[23][0-9a-f]{3}:)(?:[0-9a-f]{0,4}:){2,6}[0-9a-f]{0,4}(?![\w:])/gi },
  { name: 'token', pattern: /(?<![\w/.-])[A-Za-z0-9_-]{32,}(?![\w/.-])/g, confirms: looksRandom },
];

/**
 * Text without what names a person or opens a door: user names in paths, mail addresses, tokens, passwords, account,
 * card and personal numbers, public network addresses. Each leaves a word that says what was there. Doing it again
 * changes nothing.
 */
export function redact(text: string): string {
  return rules.reduce(
    (left, { name, pattern, confirms, by }) =>
      by === undefined
        ? left.replace(pattern, (found) => (confirms && !confirms(found) ? found : `[${name}]`))
        : left.replace(pattern, by),
    text,
  );
}
