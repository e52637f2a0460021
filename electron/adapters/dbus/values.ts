/**
 * Values of D-Bus, little-endian: the types that notifications and logins use. A variant is `{ signature, value }`, a
 * dictionary a list of pairs.
 */
export type BusValue = number | boolean | string | Variant | readonly BusValue[];

export interface Variant {
  signature: string;
  value: BusValue;
}

/** A type as it stands in a signature, or bytes that are no message. */
export class BadBusValue extends Error {}

const alignments: Readonly<Record<string, number>> = {
  ...{ y: 1, g: 1, v: 1, n: 2, q: 2 },
  ...{ b: 4, i: 4, u: 4, h: 4, s: 4, o: 4, a: 4 },
  ...{ x: 8, t: 8, d: 8, '(': 8, '{': 8 },
};
const closing: Readonly<Record<string, string>> = { '(': ')', '{': '}' };

/** Longer than anything a notification says; what claims more is no message of ours. */
export const messageBytesMax = 1024 * 1024;
/** Deeper than anything that is asked for here; a hostile signature must not eat the stack. */
const depthMax = 16;

const isVariant = (value: BusValue): value is Variant => typeof value === 'object' && 'signature' in value;
const isList = (value: BusValue): value is readonly BusValue[] => Array.isArray(value);

/** The single types that a signature is made of: `sa{sv}u` is `s`, `a{sv}` and `u`. */
export function typesOf(signature: string): string[] {
  const types: string[] = [];
  for (let at = 0; at < signature.length;) {
    const end = endOfType(signature, at, 0);
    types.push(signature.slice(at, end));
    at = end;
  }
  return types;
}

function endOfType(signature: string, at: number, depth: number): number {
  const code = signature[at];
  if (code === undefined || alignments[code] === undefined || depth > depthMax)
    throw new BadBusValue(`signature ${signature}`);
  if (code === 'a') return endOfType(signature, at + 1, depth + 1);
  const close = closing[code];
  if (close === undefined) return at + 1;
  let next = at + 1;
  while (signature[next] !== close) next = endOfType(signature, next, depth + 1);
  return next + 1;
}

export const alignmentOf = (type: string): number => alignments[type[0] ?? ''] ?? 1;
const padding = (offset: number, alignment: number): number => (alignment - (offset % alignment)) % alignment;

/** Collects the bytes of values, each at its own alignment. */
export class ValueWriter {
  private readonly bytes: number[] = [];

  get length(): number {
    return this.bytes.length;
  }

  align(alignment: number): void {
    for (let n = padding(this.bytes.length, alignment); n > 0; n -= 1) this.bytes.push(0);
  }

  write(type: string, value: BusValue): void {
    this.align(alignmentOf(type));
    const code = type[0];
    if (code === 'y' && typeof value === 'number') this.bytes.push(value & 0xff);
    else if (code === 'b' && typeof value === 'boolean') this.word(value ? 1 : 0);
    else if ((code === 'u' || code === 'i') && typeof value === 'number') this.word(value);
    else if ((code === 's' || code === 'o') && typeof value === 'string') {
      const text = new TextEncoder().encode(value);
      this.word(text.length);
      this.bytes.push(...text, 0);
    } else if (code === 'g' && typeof value === 'string') {
      const text = new TextEncoder().encode(value);
      this.bytes.push(text.length, ...text, 0);
    } else if (code === 'v' && isVariant(value)) {
      this.write('g', value.signature);
      this.write(value.signature, value.value);
    } else if (code === 'a' && isList(value)) this.list(type.slice(1), value);
    else if ((code === '(' || code === '{') && isList(value))
      typesOf(type.slice(1, -1)).forEach((inner, index) => this.write(inner, value[index] ?? ''));
    else throw new BadBusValue(`can't write ${type}`);
  }

  private list(type: string, values: readonly BusValue[]): void {
    const lengthAt = this.bytes.length;
    this.word(0);
    this.align(alignmentOf(type));
    const start = this.bytes.length;
    for (const value of values) this.write(type, value);
    const length = this.bytes.length - start;
    for (let n = 0; n < 4; n += 1) this.bytes[lengthAt + n] = (length >>> (8 * n)) & 0xff;
  }

  private word(value: number): void {
    for (let n = 0; n < 4; n += 1) this.bytes.push((value >>> (8 * n)) & 0xff);
  }

  done(): Uint8Array {
    return Uint8Array.from(this.bytes);
  }
}

/** Reads values in order. Offsets count from the beginning of a message, as alignment does. */
export class ValueReader {
  private at: number;
  private readonly view: DataView;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array, from = 0) {
    this.bytes = bytes;
    this.at = from;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get offset(): number {
    return this.at;
  }

  align(alignment: number): void {
    this.take(padding(this.at, alignment));
  }

  read(type: string, depth = 0): BusValue {
    if (depth > depthMax) throw new BadBusValue('too deep');
    this.align(alignmentOf(type));
    const code = type[0];
    if (code === 'y') return this.view.getUint8(this.take(1));
    if (code === 'b') return this.word() !== 0;
    if (code === 'u' || code === 'h') return this.word();
    if (code === 'i') return this.word() | 0;
    if (code === 's' || code === 'o') return this.text(this.word());
    if (code === 'g') return this.text(this.view.getUint8(this.take(1)));
    if (code === 'v') {
      const signature = this.text(this.view.getUint8(this.take(1)));
      if (typesOf(signature).length !== 1) throw new BadBusValue(`variant ${signature}`);
      return { signature, value: this.read(signature, depth + 1) };
    }
    if (code === 'a') return this.list(type.slice(1), depth);
    if (code === '(' || code === '{')
      return typesOf(type.slice(1, -1)).map((inner) => this.read(inner, depth + 1));
    throw new BadBusValue(`can't read ${type}`);
  }

  private list(type: string, depth: number): BusValue {
    const length = this.word();
    if (length > messageBytesMax) throw new BadBusValue(`a list of ${length} bytes`);
    this.align(alignmentOf(type));
    const end = this.at + length;
    const values: BusValue[] = [];
    while (this.at < end) values.push(this.read(type, depth + 1));
    return values;
  }

  private word(): number {
    return this.view.getUint32(this.take(4), true);
  }

  private text(length: number): string {
    const from = this.take(length + 1);
    return new TextDecoder().decode(this.bytes.subarray(from, from + length));
  }

  private take(length: number): number {
    const from = this.at;
    if (from + length > this.bytes.length) throw new BadBusValue('cut off');
    this.at = from + length;
    return from;
  }
}
