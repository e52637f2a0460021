import type { Guide } from '../../shared/guides/guide.ts';
import type { Catalog } from '../../shared/packs/catalog.ts';
import { planIndex } from '../../shared/packs/sync-plan.ts';
import { startIndex, startPatch, type IndexBuild } from '../../shared/search/guide-index.ts';
import { analysisVersion, loadIndex, serialiseIndex } from '../../shared/search/index-bytes.ts';
import { searchTexts, type Library } from './library.ts';
import type { PackClient } from './ports.ts';

/** Lets whoever asks for a guide meanwhile have it. */
export const letOthers = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The next content, guide by guide. */
export interface NextGuides {
  catalog: Catalog;
  guide(id: string): Guide | undefined;
}

/**
 * The index of the next content as bytes: the one at hand patched, else the published one, else built here. An index is
 * never a reason to go without newer guides.
 */
export async function nextIndex(client: PackClient, before: Library, next: NextGuides): Promise<Uint8Array> {
  const { catalog } = next;
  const changes = changesTo(before, catalog);
  const plan = planIndex({
    changed: changes.removed.length + changes.added.length,
    total: catalog.guides.length,
    hasOwn: before.slot?.isIndexUsable === true,
    isPublishedUsable: catalog.index.analysis === analysisVersion,
  });
  if (plan === 'patch') return patched(before, next, changes);
  const published = plan === 'fetch' ? await client.fetchPiece(catalog.index) : undefined;
  return published?.ok && isOf(published.value, catalog) ? published.value : built(next);
}

/** Ids of guides that must leave the index, and of those that must come in; a changed one is in both. */
function changesTo(before: Library, { guides }: Catalog): { removed: string[]; added: string[] } {
  const old = new Map(before.slot?.catalog.guides.map(([id, sha256]) => [id, sha256]));
  const now = new Map(guides.map(([id, sha256]) => [id, sha256]));
  const differ = (id: string): boolean => old.get(id) !== now.get(id);
  return { removed: [...old.keys()].filter(differ), added: [...now.keys()].filter(differ) };
}

/** Until the new guides are opened, searches go on in the index that fits the old ones: a patch leaves it as it is. */
const patched = (
  before: Library,
  { guide }: NextGuides,
  { removed, added }: { removed: string[]; added: string[] },
): Promise<Uint8Array> =>
  inSlices(startPatch(before.index.finish(), { removed, added: searchTexts(added, guide) }));

const built = ({ catalog, guide }: NextGuides): Promise<Uint8Array> => {
  const ids = catalog.guides.map(([id]) => id);
  return inSlices(startIndex(searchTexts(ids, guide)));
};

async function inSlices(build: IndexBuild): Promise<Uint8Array> {
  while (build.step()) await letOthers();
  return serialiseIndex(build.finish());
}

function isOf(bytes: Uint8Array, { guides }: Catalog): boolean {
  const index = loadIndex(bytes);
  if (!index.ok) return false;
  const indexed = new Set([...index.value.sections.values()].flatMap(({ ids }) => ids));
  return indexed.size === guides.length && guides.every(([id]) => indexed.has(id));
}
