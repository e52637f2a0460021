/** ISO 13616: the country and check digits moved to the end, letters as 10 to 35, the whole is 1 modulo 97. */
export function isIban(text: string): boolean {
  const compact = text.replace(/ /g, '');
  if (compact.length < 15 || compact.length > 34) return false;
  const turned = compact.slice(4) + compact.slice(0, 4);
  let remainder = 0;
  for (const character of turned) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

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

/** A payment card: 13 to 19 digits, an issuer's first digit, Luhn. */
export const isCardNumber = (digits: string): boolean => /^[2-6]\d{12,18}$/.test(digits) && passesLuhn(digits);

const isDate = (day: number, month: number): boolean => day >= 1 && day <= 31 && month >= 1 && month <= 12;

function weighted(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, n) => sum + weight * Number(digits[n]), 0) % 11;
}

/** Norway's fødselsnummer: two check digits modulo 11 (Skatteetaten); D-numbers have 40 added to the day. */
function isNorwegian(digits: string): boolean {
  const day = Number(digits.slice(0, 2)) % 40;
  if (digits.length !== 11 || !isDate(day, Number(digits.slice(2, 4)))) return false;
  return (
    weighted(digits, [3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) === 0 && weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) === 0
  );
}

/** Sweden's personnummer: year, month, day, and Luhn over the ten digits; samordningsnummer have 60 added to the day. */
function isSwedish(digits: string): boolean {
  const ten = digits.length === 12 ? digits.slice(2) : digits;
  const day = Number(ten.slice(4, 6)) % 60;
  return ten.length === 10 && isDate(day, Number(ten.slice(2, 4))) && passesLuhn(ten);
}

/** Denmark's CPR has had no reliable check digit since 2007: a date and four digits is all there is to see. */
const isDanish = (digits: string): boolean =>
  digits.length === 10 && isDate(Number(digits.slice(0, 2)), Number(digits.slice(2, 4)));

/** Whether digits are a Norwegian, Swedish or Danish personal number. */
export const isPersonalNumber = (digits: string): boolean =>
  isNorwegian(digits) || isSwedish(digits) || isDanish(digits);
