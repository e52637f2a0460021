import { stat } from 'node:fs/promises';
import { campaignsRole } from '../../shared/packs/repository-layout.ts';
import type { KeyRing } from './key-ring.ts';
import { keyFilePath } from './ring-key.ts';
import { newestRoot, type PublishedState } from './signed-state.ts';

/** All keys that machines go by. */
function keysInUse({ roots, targets }: Pick<PublishedState, 'roots' | 'targets'>): ReadonlySet<string> {
  const named = Object.values(newestRoot(roots).metadata.signed.roles).flatMap(({ keyIDs }) => keyIDs);
  return new Set([...named, ...(targets.signed.delegations?.roles?.[campaignsRole]?.keyIDs ?? [])]);
}

/**
 * Private keys in the key folder that sign nothing any more: others took their place. What is published has the last
 * word, for a copy of the folder may lack the newest root.
 */
export async function uselessKeyFiles(
  { folder, keys }: KeyRing,
  published?: Pick<PublishedState, 'roots' | 'targets'>,
): Promise<string[]> {
  const inUse = published ? keysInUse(published) : new Set<string>();
  const replaced = keys.filter(({ id, current }) => !current && !inUse.has(id));
  const found = await Promise.all(
    replaced.map(({ id, role }) => {
      const path = keyFilePath(folder, role, id);
      return stat(path).then(
        () => [path],
        () => [],
      );
    }),
  );
  return found.flat();
}
