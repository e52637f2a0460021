/** Milliseconds between the years 1601 and 1970: Windows counts from the first, in steps of 100 ns. */
const epochsApartMs = 11_644_473_600_000;
/** 0x7FFFFFFFFFFFFFFF: no end. Taken for a number of days it would be 10,523,287 from today. */
const noEnd = '9223372036854775807';

/** A FILETIME as text, since it is too long for a number in JSON; not a number when it is none, or not set. */
export const fileTimeMs = (text: string): number =>
  /^[1-9]\d*$/.test(text) ? Number(BigInt(text) / 10_000n) - epochsApartMs : Number.NaN;

/** Active Directory's `msDS-UserPasswordExpiryTimeComputed`. */
export function expiryOf(text: string): number | 'never' | 'must-change' {
  if (text === noEnd) return 'never';
  return text === '0' ? 'must-change' : fileTimeMs(text);
}
