import type { Metadata, Root } from '@tufjs/models';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RootFile } from './signed-state.ts';
import { isSignedFor, parseMetadata } from './tuf-metadata.ts';

export const rootFolder = (folder: string): string => join(folder, 'root');
export const rootFilePath = (folder: string, version: number): string =>
  join(rootFolder(folder), `${version}.root.json`);

/** Whether machines that trust `before` will trust `next`: signed by both, and the very next version. */
export const follows = (next: Metadata<Root>, before: Metadata<Root>): boolean =>
  next.signed.version === before.signed.version + 1 &&
  isSignedFor(before, 'root', next) &&
  isSignedFor(next, 'root', next);

/** A root file out of its bytes; nothing when they are no root that signs itself. */
export function parseRoot(bytes: Uint8Array): RootFile | undefined {
  const metadata = parseMetadata('root', bytes);
  if (!metadata || !isSignedFor(metadata, 'root', metadata)) return undefined;
  return { version: metadata.signed.version, bytes, metadata };
}

/** The roots of a key folder from the first on; nothing when one is damaged, as what follows it can't be trusted. */
export async function readRoots(folder: string): Promise<readonly RootFile[] | undefined> {
  const roots: RootFile[] = [];
  for (;;) {
    const bytes = await readFile(rootFilePath(folder, roots.length + 1)).catch(() => undefined);
    if (!bytes) return roots;
    const before = roots.at(-1);
    const root = parseRoot(bytes);
    if (!root || (before ? !follows(root.metadata, before.metadata) : root.version !== 1)) return undefined;
    roots.push(root);
  }
}
