import { blobPath } from '../../shared/packs/repository-layout.ts';
import type { Catalog } from '../../shared/packs/catalog.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { inParallel } from '../publish/in-parallel.ts';
import type { Place } from '../sign/read-roots.ts';
import { destinationRefused, type SignRefusal } from '../sign/sign-refusal.ts';

/** Enough to see that a folder was not copied whole, in a second. */
const askedMax = 48;
const namedMax = 10;
const dayMs = 24 * 60 * 60 * 1000;

/** All of few; else so many, spread evenly, and others the next day until all had their turn. */
export function sampleOf<T>(items: readonly T[], countMax: number, day: number): T[] {
  if (items.length <= countMax) return [...items];
  const stride = items.length / countMax;
  const offset = day % Math.ceil(stride);
  const places = Array.from({ length: countMax }, (_, index) => Math.floor(index * stride) + offset);
  const taken = new Set(places.map((place) => place % items.length));
  return items.filter((_, place) => taken.has(place));
}

/** Guides and pictures by path; languages share what is not translated. */
function blobsOf(catalogs: readonly Catalog[]): [path: string, what: string][] {
  const named = catalogs.flatMap(({ language, guides, images }) => [
    ...guides.map(([id, sha256]) => [blobPath(sha256), `the guide ${id} of ${language}`] as const),
    ...images.map(([file, sha256]) => [blobPath(sha256), `the picture ${file}`] as const),
  ]);
  // The first language that has it names it: English comes first.
  return [...new Map(named.reverse())].sort(([a], [b]) => (a < b ? -1 : 1));
}

export interface BlobSample {
  asked: number;
  of: number;
  /** What is gone, with its path; the first of many. */
  missing: string[];
}

/** Asks whether single guides and pictures are there, without fetching them. */
export async function sampleBlobs(
  place: Place,
  catalogs: readonly Catalog[],
  nowMs: number,
): Promise<Result<BlobSample, SignRefusal>> {
  const blobs = blobsOf(catalogs);
  const asked = sampleOf(blobs, askedMax, Math.floor(nowMs / dayMs));
  const found = await inParallel(asked, ([path]) => place.has(path));
  if (!found.ok) return refuse(destinationRefused(found.error));
  const gone = asked.filter((_, index) => found.value[index] !== true);
  const missing = gone.slice(0, namedMax).map(([path, what]) => `${what} (${path})`);
  if (gone.length > namedMax) missing.push(`${gone.length - namedMax} more guides or pictures`);
  return ok({ asked: asked.length, of: blobs.length, missing });
}
