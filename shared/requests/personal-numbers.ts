const digitsOf = (text: string): number[] => Array.from(text.replace(/\D/g, ''), Number);

const weightedFromOne = (digits: readonly number[]): number =>
  digits.reduce((sum, digit, n) => sum + digit * (n + 1), 0);

/**
 * Hungary: adóazonosító (`8` and nine digits; weights 1 to 9 modulo 11), személyi szám (`1-850101-1234`; weights 1 to
 * 10 modulo 11), TAJ (`123-456-788`; 3 and 7 in turn modulo 10).
 */
export function isHungarianNumber(text: string): boolean {
  const digits = digitsOf(text);
  const check = digits.at(-1);
  const body = digits.slice(0, -1);
  if (digits.length === 9)
    return body.reduce((sum, d, n) => sum + d * (n % 2 === 0 ? 3 : 7), 0) % 10 === check;
  if (digits.length === 10) return weightedFromOne(body) % 11 === check;
  return digits.length === 11 && weightedFromOne(body) % 11 === check;
}

/** ISO 7064, MOD 11,10, as the German tax number has it. */
function passesMod11Of10(digits: readonly number[]): boolean {
  let product = 10;
  for (const digit of digits.slice(0, -1)) {
    const sum = (digit + product) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return (11 - product) % 10 === digits.at(-1);
}

/** Exactly one digit comes twice or three times among the first ten, the others once or not at all. */
function hasTaxNumberShape(digits: readonly number[]): boolean {
  const counts = new Map<number, number>();
  for (const digit of digits.slice(0, 10)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
  const repeated = [...counts.values()].filter((count) => count > 1);
  return repeated.length === 1 && (repeated[0] ?? 0) <= 3;
}

/** Pension insurance: the letter counts as two digits, weights 2 1 2 5 7 1 2 1 2 1 2 1, sums of digits modulo 10. */
function isPensionNumber(text: string): boolean {
  const compact = text.replace(/ /g, '');
  const letter = String(compact.charCodeAt(8) - 64).padStart(2, '0');
  const digits = digitsOf(`${compact.slice(0, 8)}${letter}${compact.slice(9, 11)}`);
  const weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1];
  const sum = digits.reduce((total, digit, n) => {
    const product = digit * (weights[n] ?? 0);
    return total + Math.floor(product / 10) + (product % 10);
  }, 0);
  return sum % 10 === Number(compact[11]);
}

/** Germany: Steuer-Identifikationsnummer (eleven digits) or Rentenversicherungsnummer (`15070649C103`). */
export function isGermanNumber(text: string): boolean {
  if (/[A-Z]/.test(text)) return isPensionNumber(text);
  const digits = digitsOf(text);
  return digits.length === 11 && hasTaxNumberShape(digits) && passesMod11Of10(digits);
}
