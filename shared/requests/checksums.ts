/** ISO 13616: the country and check digits moved to the end, letters as 10 to 35, the whole is 1 modulo 97. */
export function isIban(text: string): boolean {
  const compact = text.replace(/[^\p{L}\d]/gu, '');
  if (compact.length < 15 || compact.length > 34) return false;
  const turned = compact.slice(4) + compact.slice(0, 4);
  let remainder = 0;
  for (const character of turned) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** BitLocker: each of the eight groups is a 16-bit number times eleven. */
export const isRecoveryKey = (text: string): boolean =>
  (text.match(/\d{6}/g) ?? []).every((group) => Number(group) % 11 === 0 && Number(group) / 11 < 65_536);

/** Luhn, ISO/IEC 7812: every second digit from the right is doubled. */
function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let n = 0; n < digits.length; n += 1) {
    const digit = Number(digits[digits.length - 1 - n]);
    const doubled = n % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

// First digits and lengths that issuers really use, so that a serial number with a lucky check digit stays.
const cardShapes = [
  /^4\d{12}(\d{3}){0,2}$/,
  /^(5[1-5]|2[2-7])\d{14}$/,
  /^3[47]\d{13}$/,
  /^3[0689]\d{12}$/,
  /^35\d{14}$/,
  /^(5[06-9]|6\d)\d{10,17}$/,
];

/** A payment card: an issuer's first digits and length, and Luhn. */
export const isCardNumber = (digits: string): boolean =>
  cardShapes.some((shape) => shape.test(digits)) && passesLuhn(digits);

const isDate = (day: number, month: number): boolean => day >= 1 && day <= 31 && month >= 1 && month <= 12;

function weighted(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, n) => sum + weight * Number(digits[n]), 0) % 11;
}

/** Norway's fødselsnummer: two check digits modulo 11 (Skatteetaten); D-numbers have 40 added to the day. */
function isNorwegian(digits: string): boolean {
  const day = Number(digits.slice(0, 2)) % 40;
  if (digits.length !== 11 || !isDate(day, Number(digits.slice(2, 4)))) return false;
  return (
    weighted(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) === 0 &&
    weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) === 0
  );
}

/** Sweden's personnummer: year, month, day, and Luhn over the ten digits; samordningsnummer have 60 added to the day. */
function isSwedish(digits: string): boolean {
  const ten = digits.length === 12 && /^(19|20)/.test(digits) ? digits.slice(2) : digits;
  const day = Number(ten.slice(4, 6)) % 60;
  return ten.length === 10 && isDate(day, Number(ten.slice(2, 4))) && passesLuhn(ten);
}

/**
 * Denmark's CPR: `DDMMYY-XXXX`. Numbers since 2007 need no check digit, so with the hyphen the date is enough; ten
 * digits in a row could be anything, and count only when the old check (modulo 11) holds.
 */
function isDanish(text: string, digits: string): boolean {
  if (digits.length !== 10 || !isDate(Number(digits.slice(0, 2)), Number(digits.slice(2, 4)))) return false;
  return /^\d{6}-\d{4}$/.test(text) || weighted(digits, [4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) === 0;
}

/** Whether a text is a Norwegian, Swedish or Danish personal number, as people write them. */
export function isPersonalNumber(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  // A space is Norwegian writing; elsewhere it is two numbers, such as a date and a time.
  if (text.includes(' ')) return isNorwegian(digits);
  return isNorwegian(digits) || isSwedish(digits) || isDanish(text, digits);
}
