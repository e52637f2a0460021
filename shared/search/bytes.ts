/** Bytes being written; numbers take one byte for every seven bits (LEB128). */
export interface ByteWriter {
  number(value: number): void;
  /** A copy of another array's range. */
  range(bytes: Uint8Array, start: number, end: number): void;
  readonly length: number;
  /** All that was written, without a copy: nothing is to be written after it. */
  done(): Uint8Array;
}

export function createByteWriter(expected = 1024): ByteWriter {
  let bytes = new Uint8Array(expected);
  let length = 0;

  function need(more: number): void {
    if (length + more <= bytes.length) return;
    const larger = new Uint8Array(Math.max(bytes.length * 2, length + more));
    larger.set(bytes.subarray(0, length));
    bytes = larger;
  }

  return {
    number(value) {
      need(5);
      let rest = value;
      for (; rest > 127; rest >>>= 7) bytes[length++] = (rest & 127) | 128;
      bytes[length++] = rest;
    },
    range(from, start, end) {
      need(end - start);
      bytes.set(from.subarray(start, end), length);
      length += end - start;
    },
    get length() {
      return length;
    },
    done: () => bytes.subarray(0, length),
  };
}

/** Where the next number begins. */
export interface Cursor {
  at: number;
}

/** The number at a cursor, which is then behind it; past the end of the bytes, 0. */
export function readNumber(bytes: Uint8Array, cursor: Cursor): number {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[cursor.at++] ?? 0;
    value |= (byte & 127) << shift;
    if (byte < 128) return value;
  }
}

export function writeNumbers(values: Iterable<number>): Uint8Array {
  const writer = createByteWriter();
  for (const value of values) writer.number(value);
  return writer.done();
}

/** A whole column of known length. A RangeError when it holds fewer or more numbers. */
export function readNumbers(bytes: Uint8Array, count: number): Uint32Array {
  // One number takes a byte at least: a lying count must not claim memory.
  if (count > bytes.length) throw new RangeError('a column is cut off');
  const values = new Uint32Array(count);
  const cursor = { at: 0 };
  for (let place = 0; place < count; place += 1) values[place] = readNumber(bytes, cursor);
  if (cursor.at !== bytes.length) throw new RangeError('a column has another length');
  return values;
}

/** Numbers that stay near the one before take a byte each when their differences are written. */
export function* differences(values: Iterable<number>): Generator<number> {
  let before = 0;
  for (const value of values) {
    const step = value - before;
    yield step < 0 ? -step * 2 - 1 : step * 2;
    before = value;
  }
}

/** The numbers again, in place. */
export function undoDifferences(steps: Uint32Array): Uint32Array {
  let value = 0;
  for (let place = 0; place < steps.length; place += 1) {
    const step = steps[place] ?? 0;
    value += step & 1 ? -((step + 1) / 2) : step / 2;
    steps[place] = value;
  }
  return steps;
}
