// Printable ASCII without `"` and `\`: a column stays as it is when it is written into JSON. Most numbers of an index
// are small and take one character; the characters that continue a number are others than those that end one.
const endFrom = 35;
const endCount = 57;
const moreFrom = 93;
const moreCount = 34;

/** Non-negative integers as text that compresses well. */
export function writeNumbers(numbers: readonly number[]): string {
  const parts: string[] = [];
  for (const number of numbers) {
    let written = String.fromCharCode(endFrom + (number % endCount));
    let rest = Math.floor(number / endCount);
    while (rest > 0) {
      rest -= 1;
      written = String.fromCharCode(moreFrom + (rest % moreCount)) + written;
      rest = Math.floor(rest / moreCount);
    }
    parts.push(written);
  }
  return parts.join('');
}

/** Reads a column number by number; past its end, and for characters that are no column's, it throws a RangeError. */
export function numberReader(column: string): { next(): number; isAtEnd(): boolean } {
  let position = 0;

  function next(): number {
    let number = 0;
    for (;;) {
      const code = column.charCodeAt(position);
      position += 1;
      if (code >= endFrom && code < endFrom + endCount) return number * endCount + (code - endFrom);
      // `charCodeAt` past the end is NaN, which no comparison lets through.
      if (!(code >= moreFrom && code < moreFrom + moreCount)) throw new RangeError('a column is cut off');
      number = number * moreCount + (code - moreFrom) + 1;
    }
  }

  return { next, isAtEnd: () => position === column.length };
}
