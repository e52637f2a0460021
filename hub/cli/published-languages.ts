import { languages, type Language } from '../../shared/language.ts';
import { parseCatalog, type Catalog, type Piece } from '../../shared/packs/catalog.ts';
import {
  blobPath,
  campaignTarget,
  catalogTarget,
  compressedBytesMax,
  type CampaignFile,
} from '../../shared/packs/repository-layout.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { decompress } from '../publish/compress.ts';
import { sha256Of } from '../publish/digest.ts';
import { targetFilePath } from '../publish/history.ts';
import { placeToWrite } from '../sign/commands-to-run.ts';
import type { Place } from '../sign/read-roots.ts';
import { destinationRefused, type SignRefusal } from '../sign/sign-refusal.ts';
import { targetsOf, type PublishedState, type TargetIdentity } from '../sign/signed-state.ts';
import { sampleBlobs } from './sample-blobs.ts';

export interface LanguageStatus {
  language: Language;
  guides: number;
  notices: number;
  incidents: number;
  contentFrom: string;
}

export interface PublishedFiles {
  languages: LanguageStatus[];
  /** Of the single guides and pictures, how many were asked for; all of these are there. */
  files: { asked: number; of: number };
}

/** What is there and right; nothing when it is gone or was changed. */
type Found<T> = Promise<Result<T | undefined, SignRefusal>>;
type Targets = ReadonlyMap<string, TargetIdentity>;

/** What each language holds, out of its signed lists; refused when files that every machine needs are gone. */
export async function languagesIn(
  place: Place,
  state: PublishedState,
  nowMs: number,
): Promise<Result<PublishedFiles, SignRefusal>> {
  const targets = targetsOf(state.targets);
  const campaigns = targetsOf(state.campaigns);
  const found: LanguageStatus[] = [];
  const missing: string[] = [];
  const catalogs: Catalog[] = [];
  for (const language of languages) {
    if (!targets.has(catalogTarget(language))) continue;
    const catalog = await readCatalog(place, targets, language);
    if (!catalog.ok) return catalog;
    const gone = catalog.value
      ? await missingPieces(place, catalog.value)
      : ok([`the catalog (${catalogTarget(language)})`]);
    if (!gone.ok) return gone;
    missing.push(...gone.value.map((what) => `${what} of ${language}`));
    const notices = await countIn(place, campaigns, campaignTarget('notices', language));
    if (!notices.ok) return notices;
    const incidents = await countIn(place, campaigns, campaignTarget('incidents', language));
    if (!incidents.ok) return incidents;
    const counts: [CampaignFile, number | undefined][] = [
      ['notices', notices.value],
      ['incidents', incidents.value],
    ];
    missing.push(
      ...counts.flatMap(([file, count]) => (count === undefined ? [`the ${file} of ${language}`] : [])),
    );
    if (!catalog.value) continue;
    catalogs.push(catalog.value);
    const { guides, contentFromMs } = catalog.value;
    found.push({
      ...{ language, guides: guides.length, notices: notices.value ?? 0, incidents: incidents.value ?? 0 },
      contentFrom: new Date(contentFromMs).toISOString(),
    });
  }
  const sample = await sampleBlobs(place, catalogs, nowMs);
  if (!sample.ok) return sample;
  const { asked, of } = sample.value;
  missing.push(...sample.value.missing);
  if (missing.length === 0) return ok({ languages: found, files: { asked, of } });
  const detail = `Missing or damaged at ${place.name}: ${missing.join(', ')}. Publish again to ${placeToWrite(place.name)} with --check-all.`;
  return refuse({ kind: 'damaged', detail });
}

async function readCatalog(place: Place, targets: Targets, language: Language): Found<Catalog> {
  const read = await readTarget(place, targets, catalogTarget(language));
  if (!read.ok || !read.value) return read.ok ? ok(undefined) : read;
  const parsed = parseCatalog(new TextDecoder().decode(read.value));
  return ok(parsed.ok ? parsed.value : undefined);
}

/** The files that a new machine takes first; single guides are asked for by sample. */
async function missingPieces(place: Place, catalog: Catalog): Promise<Result<string[], SignRefusal>> {
  const wanted: [string, Piece][] = [
    ['the organisation', catalog.head],
    ['the full pack', catalog.full],
    ['the search index', catalog.index],
  ];
  const missing: string[] = [];
  for (const [what, { sha256, size }] of wanted) {
    const path = blobPath(sha256);
    const read = await readIfThere(place, path, compressedBytesMax(size));
    if (!read.ok) return read;
    if (!read.value || !holds(read.value, sha256, size)) missing.push(`${what} (${path})`);
  }
  return ok(missing);
}

/** How many a signed list of notices or incidents has; none where none is named. */
async function countIn(place: Place, targets: Targets, target: string): Found<number> {
  if (!targets.has(target)) return ok(0);
  const read = await readTarget(place, targets, target);
  if (!read.ok || !read.value) return read.ok ? ok(undefined) : read;
  // Its hash is the signed one: it is what was published.
  const list: unknown = JSON.parse(new TextDecoder().decode(read.value));
  return ok(Array.isArray(list) ? list.length : undefined);
}

async function readTarget(place: Place, targets: Targets, target: string): Found<Uint8Array> {
  const identity = targets.get(target);
  if (!identity) return ok(undefined);
  const read = await readIfThere(place, targetFilePath(target, identity.sha256), identity.sizeBytes);
  if (!read.ok || !read.value) return read;
  return ok(sha256Of(read.value) === identity.sha256 ? read.value : undefined);
}

async function readIfThere(place: Place, path: string, bytesMax: number): Found<Uint8Array> {
  const read = await place.read(path, bytesMax);
  if (read.ok) return read;
  const { kind } = read.error;
  return kind === 'missing' || kind === 'too-big' ? ok(undefined) : refuse(destinationRefused(read.error));
}

function holds(compressed: Uint8Array, sha256: string, sizeBytes: number): boolean {
  try {
    return sha256Of(decompress(compressed, sizeBytes)) === sha256;
  } catch {
    return false;
  }
}
