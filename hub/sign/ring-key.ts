import { join } from 'node:path';
import { z } from 'zod';
import type { Result } from '../../shared/result.ts';
import type { Role } from './lifetimes.ts';
import { saveFile } from './save-file.ts';
import type { SignRefusal } from './sign-refusal.ts';

const ringEntrySchema = z.strictObject({
  role: z.literal(['root', 'targets', 'campaigns', 'online']),
  public: z.string().regex(/^[0-9a-f]{64}$/),
  created: z.iso.datetime(),
  /** Printed on paper instead of kept in this folder. */
  printed: z.boolean().optional(),
});
export type RingEntry = z.infer<typeof ringEntrySchema>;

/** `keys.json`: all keys that ever were, in the order in which they were made. */
export const ringFileSchema = z.strictObject({
  format: z.literal(1),
  /** `--no-server` was given once: every command that signs goes by it. */
  noServer: z.boolean().optional(),
  keys: z.array(ringEntrySchema).min(1),
});
export type RingFile = z.infer<typeof ringFileSchema>;

/** One key as the key folder lists it. */
export interface RingKey {
  /** TUF's key id: sha256 of the public key's canonical form. */
  id: string;
  role: Role;
  publicHex: string;
  createdAt: string;
  printed: boolean;
  /** False once another took its place. */
  current: boolean;
}

/** A passphrase, and where it came from: whoever gave a wrong one must find it again. */
export interface GivenPassphrase {
  text: string;
  /** `ZEROLINE_PASSPHRASE`. */
  from: string;
}

/** Gives the passphrase for a key, or nothing when there is nobody to ask. */
export type AskPassphrase = (key: RingKey) => Promise<GivenPassphrase | string | undefined>;

export const ringFilePath = (folder: string): string => join(folder, 'keys.json');
export const keyFilePath = (folder: string, role: Role, keyId: string): string =>
  join(folder, `${role}-${shortId(keyId)}.pem`);

/** Enough of a key's id to tell one from another on a page. */
export const shortId = (keyId: string): string => keyId.slice(0, 8);

/** Writes the list: a folder without it is no key folder, so a ceremony that was cut short can't be mistaken for one. */
export function saveRingFile(
  folder: string,
  keys: RingEntry[],
  noServer = false,
): Promise<Result<void, SignRefusal>> {
  const file: RingFile = { format: 1, ...(noServer && { noServer }), keys };
  return saveFile(ringFilePath(folder), `${JSON.stringify(file, null, 2)}\n`);
}
