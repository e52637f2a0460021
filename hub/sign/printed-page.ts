import type { NewKey } from './key-file.ts';
import { shortId } from './ring-key.ts';

/**
 * The page for the safe. The key on it is open: paper is kept where a lock protects it, and must help even when every
 * passphrase is forgotten.
 */
export const printedPage = (key: NewKey, createdAt: string): string => `ZEROLINE ROOT KEY ${shortId(key.id)}
Made on ${createdAt.slice(0, 10)}

Print this page, put it into a safe or a sealed envelope, and delete the file.
It is not protected by a passphrase. Whoever holds it can change all keys of
your knowledge base; with three root keys, only together with another of them.

How is it used? (KEYS is the key folder, TO where the knowledge base is published)
  Type the three lines from BEGIN to END into a text file, say root-key.txt.
  Another root key was lost, or stolen, or its passphrase is forgotten:
    zeroline keys rotate KEYS TO --role root --lost --root-key root-key.txt
  The folder with the keys is gone, and its backups too:
    zeroline keys restore NEW-KEYS TO --root-key root-key.txt
  Then delete the text file.

${key.pem('').trim()}

Key id, to compare: ${key.id}
`;
