// Printable ASCII without `"` and `\`: a column stays as it is when it is written into JSON. Most numbers of an index
// are small and take one character; the characters that continue a number are others than those that end one.
const endFrom = 35;
const endCount = 57;
const moreFrom = 93;
const moreCount = 34;

/** Writes non-negative integers as text that compresses well. */
export function numberWriter(): { push(number: number): void; text(): string } {
  let bytes = new Uint8Array(1024);
  let length = 0;

  function push(number: number): void {
    // No number takes more than eleven characters.
    if (length + 11 > bytes.length) {
      const larger = new Uint8Array(bytes.length * 2);
      larger.set(bytes);
      bytes = larger;
    }
    let more = Math.floor(number / endCount);
    const start = length;
    while (more > 0) {
      more -= 1;
      bytes[length++] = moreFrom + (more % moreCount);
      more = Math.floor(more / moreCount);
    }
    if (length - start > 1) bytes.subarray(start, length).reverse();
    bytes[length++] = endFrom + (number % endCount);
  }

  return { push, text: () => new TextDecoder().decode(bytes.subarray(0, length)) };
}

/** A whole column. */
export function writeNumbers(numbers: Iterable<number>): string {
  const writer = numberWriter();
  for (const number of numbers) writer.push(number);
  return writer.text();
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
