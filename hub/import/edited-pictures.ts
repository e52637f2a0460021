import { sha256Of } from '../publish/digest.ts';

const importedName = /-([0-9a-f]{8})\.(png|svg)$/;

/** The bytes with either line end: version control changes them in SVG, which is text. */
function withLineEnds(bytes: Uint8Array): Uint8Array[] {
  const text = new TextDecoder().decode(bytes).replaceAll('\r\n', '\n');
  return [Buffer.from(text), Buffer.from(text.replaceAll('\n', '\r\n'))];
}

/**
 * Whether an imported picture is no longer as an import wrote it: its name holds the beginning of its hash. An empty
 * file is what an interrupted run leaves.
 */
export function isEditedPicture(name: string, bytes: Uint8Array | undefined): boolean {
  const [, hash, kind] = importedName.exec(name) ?? [];
  if (hash === undefined || !bytes || bytes.length === 0) return false;
  const asWritten = [bytes, ...(kind === 'svg' ? withLineEnds(bytes) : [])];
  return !asWritten.some((each) => sha256Of(each).startsWith(hash));
}
