import { BadBusValue, messageBytesMax, typesOf, ValueReader, ValueWriter, type BusValue } from './values.ts';

/** One message on a D-Bus connection. */
export interface BusMessage {
  type: 'call' | 'reply' | 'error' | 'signal';
  serial: number;
  path?: string;
  interface?: string;
  member?: string;
  errorName?: string;
  /** The serial of the call that this answers. */
  replySerial?: number;
  destination?: string;
  sender?: string;
  signature?: string;
  /** The bus starts no service only because of this call. */
  startsNothing?: boolean;
  body: readonly BusValue[];
}

const types = ['call', 'reply', 'error', 'signal'] as const;
const littleEndian = 'l'.charCodeAt(0);
const protocolVersion = 1;
/** NO_AUTO_START, of a message's flags. */
const noAutoStart = 2;
/** Byte order, type, flags, version, length of the body, serial, length of the header's fields. */
const fixedBytes = 16;

/** Header fields by their code, with the type of their value. */
const fields = [
  ['path', 1, 'o'],
  ['interface', 2, 's'],
  ['member', 3, 's'],
  ['errorName', 4, 's'],
  ['replySerial', 5, 'u'],
  ['destination', 6, 's'],
  ['sender', 7, 's'],
  ['signature', 8, 'g'],
] as const;

/** A message as bytes. */
export function encodeMessage(message: BusMessage): Uint8Array {
  const body = new ValueWriter();
  typesOf(message.signature ?? '').forEach((type, index) => body.write(type, message.body[index] ?? ''));
  const head = new ValueWriter();
  const flags = message.startsNothing === true ? noAutoStart : 0;
  for (const byte of [littleEndian, types.indexOf(message.type) + 1, flags, protocolVersion])
    head.write('y', byte);
  head.write('u', body.length);
  head.write('u', message.serial);
  head.write(
    'a(yv)',
    fields.flatMap(([name, code, signature]) => {
      const value = message[name];
      return value === undefined ? [] : [[code, { signature, value }]];
    }),
  );
  head.align(8);
  const bytes = new Uint8Array(head.length + body.length);
  bytes.set(head.done());
  bytes.set(body.done(), head.length);
  return bytes;
}

/** How many bytes the message at the beginning of `bytes` has; nothing while its first bytes are still on their way. */
function lengthOf(bytes: Uint8Array): number | undefined {
  if (bytes.length < fixedBytes) return undefined;
  if (bytes[0] !== littleEndian || bytes[3] !== protocolVersion) throw new BadBusValue('no such protocol');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headBytes = fixedBytes + view.getUint32(12, true);
  const length = Math.ceil(headBytes / 8) * 8 + view.getUint32(4, true);
  if (length > messageBytesMax) throw new BadBusValue(`a message of ${length} bytes`);
  return length;
}

function decodeMessage(bytes: Uint8Array): BusMessage {
  const reader = new ValueReader(bytes, 1);
  const type = types[Number(reader.read('y')) - 1];
  if (!type) throw new BadBusValue('no such kind of message');
  reader.read('y');
  reader.read('y');
  reader.read('u');
  const message: BusMessage = { type, serial: Number(reader.read('u')), body: [] };
  const found = reader.read('a(yv)');
  for (const field of Array.isArray(found) ? (found as BusValue[][]) : []) {
    const known = fields.find(([, code]) => code === field[0]);
    const value = field[1];
    if (known && typeof value === 'object' && 'signature' in value && value.signature === known[2])
      Object.assign(message, { [known[0]]: value.value });
  }
  reader.align(8);
  return { ...message, body: typesOf(message.signature ?? '').map((one) => reader.read(one)) };
}

/**
 * Takes bytes as they come and answers the whole messages in them. One with values that nobody here asks for
 * (descriptors, long numbers) is stepped over; a stream that is no D-Bus throws.
 */
export function messageReader(): (bytes: Uint8Array) => BusMessage[] {
  let waiting = new Uint8Array();
  return (bytes) => {
    const joined = new Uint8Array(waiting.length + bytes.length);
    joined.set(waiting);
    joined.set(bytes, waiting.length);
    waiting = joined;
    const messages: BusMessage[] = [];
    for (;;) {
      const length = lengthOf(waiting);
      if (length === undefined || waiting.length < length) return messages;
      try {
        messages.push(decodeMessage(waiting.subarray(0, length)));
      } catch (thrown) {
        if (!(thrown instanceof BadBusValue)) throw thrown;
      }
      waiting = waiting.slice(length);
    }
  };
}
