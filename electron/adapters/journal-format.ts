import { buf as crc32 } from 'crc-32';

const newline = 0x0a;
/** `<crc32 of the JSON, 8 hex> <its length in bytes> <JSON>\n`: the sum finds altered bytes, the length a lost end. */
const header = /^([0-9a-f]{8}) (\d{1,10}) /;
const longestHeader = 8 + 1 + 10 + 1;

const checksum = (bytes: Uint8Array): string => (crc32(bytes) >>> 0).toString(16).padStart(8, '0');

export interface JournalContent {
  records: unknown[];
  /** Runs of bytes that are no whole record: torn or altered lines, in their order. */
  altered: Uint8Array[];
}

/** One record as it stands in the file. */
export function frameRecord(record: unknown): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(record));
  return joinBytes([
    new TextEncoder().encode(`${checksum(json)} ${json.length} `),
    json,
    Uint8Array.of(newline),
  ]);
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((total, part) => total + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** The record that begins at `start`, and where its last byte ends; nothing when a byte of it is wrong or missing. */
function recordAt(bytes: Uint8Array, start: number): { value: unknown; end: number } | undefined {
  const match = header.exec(new TextDecoder().decode(bytes.subarray(start, start + longestHeader)));
  if (!match) return undefined;
  const from = start + match[0].length;
  const json = bytes.subarray(from, from + Number(match[2]));
  if (json.length !== Number(match[2]) || checksum(json) !== match[1]) return undefined;
  try {
    return { value: JSON.parse(new TextDecoder().decode(json)), end: from + json.length };
  } catch {
    return undefined;
  }
}

/**
 * Every whole record of a file, whatever happened to the bytes around it. After a bad one it goes on at the next
 * line; a record whose own newline was altered is still whole.
 */
export function readFrames(bytes: Uint8Array): JournalContent {
  const content: JournalContent = { records: [], altered: [] };
  let at = 0;
  while (at < bytes.length) {
    const record = recordAt(bytes, at);
    if (record) {
      content.records.push(record.value);
      at = record.end + 1;
      continue;
    }
    const lineEnd = bytes.indexOf(newline, at);
    const next = lineEnd === -1 ? bytes.length : lineEnd + 1;
    if (lineEnd !== at) content.altered.push(bytes.subarray(at, next));
    at = next;
  }
  return content;
}
