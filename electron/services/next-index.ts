import type { Guide } from '../../shared/guides/guide.ts';
import type { Catalog } from '../../shared/packs/catalog.ts';
import { planIndex } from '../../shared/packs/sync-plan.ts';
import {
  analysisVersion,
  loadIndex,
  serialiseIndex,
  startIndex,
  startPatch,
  type IndexBuild,
} from '../../shared/search/guide-index.ts';
import { guidesOf, type Library } from './library.ts';
import type { PackClient } from './ports.ts';

/** Lets whoever asks for a guide meanwhile have it. */
export const letOthers = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The next content, guide by guide. */
export interface NextGuides {
  catalog: Catalog;
  guide(id: string): Guide | undefined;
}

/**
 * The index of the next content as text: the one at hand patched, else the published one, else built here. An index is
 * never a reason to go without newer guides.
 */
export async function nextIndex(client: PackClient, before: Library, next: NextGuides): Promise<string> {
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
  const text = published?.ok ? new TextDecoder().decode(published.value) : undefined;
  if (text !== undefined && isOf(text, catalog)) return text;
  return built(next);
}

/** Ids of guides that must leave the index, and of those that must come in; a changed one is in both. */
function changesTo(before: Library, { guides }: Catalog): { removed: string[]; added: string[] } {
  const old = new Map(before.slot?.catalog.guides.map(([id, sha256]) => [id, sha256]));
  const now = new Map(guides.map(([id, sha256]) => [id, sha256]));
  const differ = (id: string): boolean => old.get(id) !== now.get(id);
  return { removed: [...old.keys()].filter(differ), added: [...now.keys()].filter(differ) };
}

async function patched(
  before: Library,
  next: NextGuides,
  { removed, added }: { removed: string[]; added: string[] },
): Promise<string> {
  // A copy: until the new guides are opened, searches go on in the index that fits the old ones.
  const copy = before.slot && loadIndex(before.slot.stored.index);
  if (!copy?.ok) return built(next);
  await letOthers();
  return inSlices(
    startPatch(copy.value, {
      removed: guidesOf(removed, before.guide),
      added: guidesOf(added, next.guide),
    }),
  );
}

const built = ({ catalog, guide }: NextGuides): Promise<string> =>
  inSlices(
    startIndex(
      guidesOf(
        catalog.guides.map(([id]) => id),
        guide,
      ),
    ),
  );

async function inSlices(build: IndexBuild): Promise<string> {
  while (build.step()) await letOthers();
  return serialiseIndex(build.finish());
}

function isOf(text: string, { guides }: Catalog): boolean {
  const index = loadIndex(text);
  return (
    index.ok &&
    index.value.guides.size === guides.length &&
    guides.every(([id]) => index.value.guides.has(id))
  );
}
