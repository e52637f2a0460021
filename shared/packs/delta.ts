import { z } from 'zod';
import {
  catalogSchema,
  entriesOf,
  guideName,
  imageName,
  type Catalog,
  type CatalogEntry,
  type Piece,
} from './catalog.ts';

// One pass that ends at the first mistake: nobody signed this, and a complaint for each of millions would fill the memory.
const areNames = (value: unknown): boolean =>
  Array.isArray(value) && value.every((name) => typeof name === 'string');
const changesOf = (name: RegExp) =>
  z.strictObject({ put: entriesOf(name), remove: z.custom<string[]>(areNames, 'must be names') });
type Changes = z.infer<ReturnType<typeof changesOf>>;

/**
 * What leads from one catalog to the next. It is not signed and needs not be: its result is taken only when it has the
 * hash that the signed metadata names. A delta file is this as JSON, a line feed, then `newPieces` one after the other.
 */
export const catalogPatchSchema = z.strictObject({
  format: z.literal(1),
  rest: catalogSchema.omit({ guides: true, images: true }),
  guides: changesOf(guideName),
  images: changesOf(imageName),
});
export type CatalogPatch = z.infer<typeof catalogPatchSchema>;

/** Which entries to put and which to remove to get from one list to the other. */
function changesBetween(before: readonly CatalogEntry[], after: readonly CatalogEntry[]): Changes {
  const old = new Map(before.map(([name, sha256]) => [name, sha256]));
  const kept = new Set(after.map(([name]) => name));
  return {
    put: after.filter(([name, sha256]) => old.get(name) !== sha256),
    remove: before.flatMap(([name]) => (kept.has(name) ? [] : [name])),
  };
}

function applyChanges(before: readonly CatalogEntry[], { put, remove }: Changes): CatalogEntry[] {
  const entries = new Map(before.map((entry) => [entry[0], entry]));
  for (const name of remove) entries.delete(name);
  for (const entry of put) entries.set(entry[0], entry);
  return [...entries.values()].sort(([a], [b]) => (a < b ? -1 : 1));
}

export function patchBetween(before: Catalog, after: Catalog): CatalogPatch {
  const { guides, images, ...rest } = after;
  return {
    format: 1,
    rest,
    guides: changesBetween(before.guides, guides),
    images: changesBetween(before.images, images),
  };
}

/** The catalog a patch leads to; whether it is the right one, only its hash tells. */
export const applyPatch = (before: Catalog, { rest, guides, images }: CatalogPatch): Catalog => ({
  ...rest,
  guides: applyChanges(before.guides, guides),
  images: applyChanges(before.images, images),
});

/** Pieces of `after` that nobody has who has everything in `have` (sha256), each once, in the catalog's order. */
export function newPieces(have: ReadonlySet<string>, after: Catalog): Piece[] {
  const pieces = new Map<string, Piece>();
  const add = (sha256: string, size: number): void => {
    if (!have.has(sha256) && !pieces.has(sha256)) pieces.set(sha256, { sha256, size });
  };
  add(after.head.sha256, after.head.size);
  for (const entries of [after.guides, after.images])
    for (const [, sha256, size] of entries) add(sha256, size);
  return [...pieces.values()];
}
