import { z } from 'zod';
import { languageSchema } from '../base-schemas.ts';
import { ok, refuse, toError, type Result } from '../result.ts';
import type { SyncRefusal } from './sync-refusal.ts';

/** The form of catalogs this app reads. A catalog with a higher one needs a newer app. */
export const catalogFormat = 1;

/** 64 hex digits: the sha256 of bytes before they are compressed for the way. */
export const sha256Schema = z.string().regex(/^[a-f0-9]{64}$/);

/** Something that is fetched by what it is: the sha256 of its bytes, and how many they are. */
export const pieceSchema = z.strictObject({ sha256: sha256Schema, size: z.number().int().nonnegative() });
export type Piece = z.infer<typeof pieceSchema>;

/** A guide's id or an image's file name, the sha256 of its bytes, and how many they are. */
export type CatalogEntry = [name: string, sha256: string, sizeBytes: number];

export const guideName = /^[a-z0-9][a-z0-9-]{0,63}$/;
export const imageName = /^[a-f0-9]{16}\.(svg|png)$/;
const hexDigest = /^[a-f0-9]{64}$/;

/**
 * Ten thousand entries are checked in one pass: a schema for each would take longer than the signatures. Those that are
 * the same in `known`, which were checked before, need no second look at their letters.
 */
export const entriesOf = (name: RegExp, known: readonly CatalogEntry[] = []) =>
  z.custom<CatalogEntry[]>((value) => {
    if (!Array.isArray(value)) return false;
    let before = '';
    let at = 0;
    return value.every((entry: unknown) => {
      if (!Array.isArray(entry) || entry.length !== 3) return false;
      // By index: taking an array of anything apart costs as much as all the checks.
      const called: unknown = entry[0];
      const sha256: unknown = entry[1];
      const size: unknown = entry[2];
      if (typeof called !== 'string' || typeof sha256 !== 'string' || typeof size !== 'number') return false;
      if (called <= before) return false;
      before = called;
      let old = known[at];
      while (old && old[0] < called) old = known[++at];
      if (old && old[0] === called && old[1] === sha256 && old[2] === size) return true;
      return name.test(called) && hexDigest.test(sha256) && Number.isInteger(size) && size >= 0;
    });
  }, 'must be [name, sha256, size] in the order of names');

/** How often machines ask, in minutes; IT can stretch it for all of them at once. */
export const checkMinutesSchema = z.strictObject({
  guides: z.number().int().min(15).max(10_080),
  incidents: z.number().int().min(5).max(1440),
});
export type CheckMinutes = z.infer<typeof checkMinutesSchema>;

/**
 * The one signed list of what a language's knowledge base consists of. Bytes come by any way (blob, full pack, delta);
 * only those that this list names are taken.
 */
export const catalogSchema = z.strictObject({
  format: z.literal(catalogFormat),
  language: languageSchema,
  contentFromMs: z.number(),
  checkMinutes: checkMinutesSchema,
  /** `packHeadSchema` as JSON: everything but guides and notices. */
  head: pieceSchema,
  /** All pieces of the catalog in order (`piecesOf`), one after the other. */
  full: pieceSchema,
  /** The search index over all guides, for machines whose analysis has the same version. */
  index: pieceSchema.extend({ analysis: z.number().int() }),
  guides: entriesOf(guideName),
  images: entriesOf(imageName),
});
export type Catalog = z.infer<typeof catalogSchema>;

const catalogSchemaAfter = (before: Catalog) =>
  catalogSchema.extend({
    guides: entriesOf(guideName, before.guides),
    images: entriesOf(imageName, before.images),
  });

/** The bytes that are hashed, signed and compared: the same for the same catalog wherever it is written. */
export const catalogText = (catalog: Catalog): string => {
  const { format, language, contentFromMs, checkMinutes, head, full, index, guides, images } = catalog;
  const piece = ({ sha256, size }: Piece): Piece => ({ sha256, size });
  return JSON.stringify({
    ...{ format, language, contentFromMs },
    checkMinutes: { guides: checkMinutes.guides, incidents: checkMinutes.incidents },
    ...{ head: piece(head), full: piece(full), index: { ...piece(index), analysis: index.analysis } },
    ...{ guides, images },
  });
};

/** Every piece in the order in which the full pack holds them: the head, guides by id, images by name. */
export const piecesOf = ({ head, guides, images }: Catalog): Piece[] => [
  head,
  ...[...guides, ...images].map(([, sha256, size]) => ({ sha256, size })),
];

/** What a machine has that holds everything a catalog names. */
export function digestsOf({ head, guides, images }: Catalog): Set<string> {
  const digests = new Set([head.sha256]);
  for (const entries of [guides, images]) for (const entry of entries) digests.add(entry[1]);
  return digests;
}

/** A catalog out of verified bytes; with the one `before` it in a fraction of the time. */
export function parseCatalog(text: string, before?: Catalog): Result<Catalog, SyncRefusal> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (thrown) {
    return refuse({ kind: 'not-json', detail: `the catalog: ${toError(thrown).message}` });
  }
  const format = typeof raw === 'object' && raw !== null && 'format' in raw ? raw.format : undefined;
  if (typeof format === 'number' && format > catalogFormat) {
    const detail = `the catalog has format ${format}, this app reads ${catalogFormat}; update the app`;
    return refuse({ kind: 'needs-newer-app', detail });
  }
  const parsed = (before ? catalogSchemaAfter(before) : catalogSchema).safeParse(raw);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  const where = issue ? `${issue.path.map(String).join('.')}: ${issue.message}` : 'wrong form';
  return refuse({ kind: 'invalid', detail: `the catalog: ${where}; publish again with a current zeroline` });
}
