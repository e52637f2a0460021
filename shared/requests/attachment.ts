/** Files of one request. */
export const attachmentsMax = 8;
/** All files of a request together, before base64. */
export const attachmentBytesMax = 10 * 1024 * 1024;
/** A picture that is larger as a PNG goes along as a JPEG. */
export const jpegOverBytes = 2 * 1024 * 1024;

export const attachmentTypes = [
  'image/png',
  'image/jpeg',
  'image/webp',
  'image/gif',
  'text/plain',
  'application/pdf',
] as const;
export type AttachmentType = (typeof attachmentTypes)[number];

const signatures: readonly (readonly [AttachmentType, readonly (number | undefined)[]])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
  // RIFF, four bytes of length, WEBP.
  ['image/webp', [0x52, 0x49, 0x46, 0x46, ...new Array<undefined>(4), 0x57, 0x45, 0x42, 0x50]],
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
];

/** How much of a file tells whether it is text. */
const lookedAtBytes = 64 * 1024;

/** UTF-8 without control characters; the last character may be cut in two by the end of what is looked at. */
function isText(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, lookedAtBytes);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return !Array.from(text).some((character) => character < ' ' && !'\t\n\r\f\u001b'.includes(character));
  } catch {
    return false;
  }
}

/** What a file really is, whatever its name says; nothing when it is none of the types that go along. */
export function typeOfContent(bytes: Uint8Array): AttachmentType | undefined {
  const found = signatures.find(([, signature]) =>
    signature.every((byte, n) => byte === undefined || bytes[n] === byte),
  );
  if (found) return found[0];
  return bytes.length > 0 && isText(bytes) ? 'text/plain' : undefined;
}

const nameMaxChars = 120;

/** A name that every system takes: no folders, no control characters, not hidden, its ending kept. */
export function attachmentName(name: string): string {
  const plain = name
    .replace(/[\p{C}/\\:]+/gu, '_')
    .replace(/^[.\s]+/, '')
    .trim();
  if (plain === '') return 'file';
  if (plain.length <= nameMaxChars) return plain;
  const ending = /\.[a-z0-9]{1,8}$/i.exec(plain)?.[0] ?? '';
  const room = nameMaxChars - ending.length;
  return (
    Array.from(plain.slice(0, room))
      .filter((character) => !/\p{Surrogate}/u.test(character))
      .join('') + ending
  );
}

/** The name, or the name with a number where another file has it already. */
export function freeName(name: string, taken: readonly string[]): string {
  const [, stem = name, ending = ''] = /^(.+?)(\.[^.]*)?$/.exec(name) ?? [];
  for (let n = 2, free = name; ; n += 1) {
    if (!taken.includes(free)) return free;
    free = `${stem.slice(0, nameMaxChars - 20)} ${n}${ending}`;
  }
}

export interface RefusedFile {
  kind: 'empty' | 'type' | 'too-many' | 'too-large';
}

/** Whether one more file may go along with those that are there. */
export function judgeFile(
  bytes: Uint8Array,
  others: readonly { sizeBytes: number }[],
): { type: AttachmentType } | RefusedFile {
  if (others.length >= attachmentsMax) return { kind: 'too-many' };
  if (bytes.length === 0) return { kind: 'empty' };
  const all = others.reduce((sum, { sizeBytes }) => sum + sizeBytes, bytes.length);
  if (all > attachmentBytesMax) return { kind: 'too-large' };
  const type = typeOfContent(bytes);
  return type ? { type } : { kind: 'type' };
}
