import { readFile } from 'node:fs/promises';
import { refuse, type Result } from '../../shared/result.ts';
import { findPem, unlockPem, type KeySigner } from './key-file.ts';
import { keyFilePath, shortId, type AskPassphrase, type RingKey } from './ring-key.ts';
import type { SignRefusal } from './sign-refusal.ts';
import { whyUnread } from './why-unread.ts';

export const readText = (path: string): Promise<string | undefined> =>
  readFile(path, 'utf8').catch(() => undefined);

const noPassphrase = (what: string) =>
  refuse<SignRefusal>({
    kind: 'no-passphrase',
    detail: `${what} needs its passphrase: run this on a terminal, set ZEROLINE_PASSPHRASE or give --passphrase-file FILE.`,
  });

/** Opens a key that is kept in the key folder. */
export async function unlockKept(
  folder: string,
  key: RingKey,
  ask: AskPassphrase,
): Promise<Result<KeySigner, SignRefusal>> {
  const path = keyFilePath(folder, key.role, key.id);
  const found = findPem((await readText(path)) ?? '');
  if (!found) {
    const where = key.printed
      ? 'It was printed: type the page into a file and add --root-key FILE.'
      : `${path} is missing or holds no key: restore it from the backup.`;
    const detail = `The ${key.role} key ${shortId(key.id)} is not in this folder. ${where}`;
    return refuse({ kind: 'missing-key', detail });
  }
  if (!found.encrypted) return unlockPem(found.pem, '', { name: path });
  const given = await ask(key);
  if (given === undefined) return noPassphrase(`The ${key.role} key (${path})`);
  const { text, from } = typeof given === 'string' ? { text: given, from: undefined } : given;
  return unlockPem(found.pem, text, { name: path, from });
}

/** Opens a key from elsewhere: a printed page that was typed in again. Pages have no passphrase. */
export async function unlockPage(path: string): Promise<Result<KeySigner, SignRefusal>> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (thrown) {
    const detail = `${whyUnread(path, thrown)}. Name the file that the printed root key was typed into.`;
    return refuse({ kind: 'missing-key', detail });
  }
  const found = findPem(text);
  if (found && !found.encrypted) return unlockPem(found.pem, '', { name: path });
  const detail = `${path} holds no key as it is printed: three lines, from BEGIN PRIVATE KEY to END PRIVATE KEY.`;
  return refuse({ kind: 'missing-key', detail });
}
