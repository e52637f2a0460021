import { languages, type Language } from '../../shared/language.ts';
import { parseCatalog } from '../../shared/packs/catalog.ts';
import { catalogTarget, targetsFolder } from '../../shared/packs/repository-layout.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Destination, DestinationRefusal } from '../destination/destination.ts';
import { metadataBytesMax, versionedPath } from '../sign/metadata-paths.ts';
import { targetsOf, type SignedState, type TargetIdentity } from '../sign/signed-state.ts';
import { parseMetadata } from '../sign/tuf-metadata.ts';
import { sha256Of } from './digest.ts';
import { inParallel } from './in-parallel.ts';
import type { PublishedCatalog } from './repository-content.ts';

/** What was published before, newest first; the first of a language is what machines have today. */
export type History = ReadonlyMap<Language, readonly PublishedCatalog[]>;

/** The catalog that machines are sent to is gone or was changed. */
export interface DamagedCatalog {
  kind: 'damaged';
  detail: string;
}

const damaged = (language: Language, name: string): DamagedCatalog => ({
  kind: 'damaged',
  detail: `The ${language} catalog at ${name} is missing or damaged. Publish again with --check-all.`,
});

/** Machines that missed more publications than this take the full pack. */
const publicationsMax = 10;
/** Most versions of the guides' list bring new catalogs; rotations and interrupted publications don't. */
const versionsLookedAtMax = 30;

/** Where TUF has a target: its name begins with its hash. */
export function targetFilePath(targetPath: string, sha256: string): string {
  const cut = targetPath.lastIndexOf('/') + 1;
  return `${targetsFolder}/${targetPath.slice(0, cut)}${sha256}.${targetPath.slice(cut)}`;
}

/**
 * The catalogs that machines may still have, out of what lies at the destination. Old lists are taken unverified: they
 * only decide which deltas are made, and a machine takes the result of a delta by its signed hash alone. The newest
 * catalog must be whole, or nobody knows what this publication changes; with `repair`, what is to be published, an
 * unreadable one counts as that where its signed hash says so, and otherwise as none.
 */
export async function readHistory(
  destination: Destination,
  state: SignedState | undefined,
  repair?: ReadonlyMap<Language, PublishedCatalog>,
): Promise<Result<History, DestinationRefusal | DamagedCatalog>> {
  const found = new Map<Language, Map<string, TargetIdentity>>();
  const newest = state?.targets.signed.version ?? 0;
  if (state) noteCatalogs(targetsOf(state.targets), found);
  for (let version = newest - 1; version > Math.max(0, newest - versionsLookedAtMax); version -= 1) {
    if ([...found.values()].every((catalogs) => catalogs.size >= publicationsMax)) break;
    const read = await destination.read(versionedPath('targets', version), metadataBytesMax);
    if (!read.ok && read.error.kind !== 'missing') return read;
    const metadata = read.ok ? parseMetadata('targets', read.value) : undefined;
    if (metadata) noteCatalogs(targetsOf(metadata), found);
  }
  const wanted = [...found].flatMap(([language, catalogs]) =>
    [...catalogs.values()].map((identity) => ({ language, identity })),
  );
  const read = await inParallel(wanted, ({ language, identity }) =>
    readCatalog(destination, language, identity),
  );
  if (!read.ok) return read;
  const published = state ? targetsOf(state.targets) : new Map<string, TargetIdentity>();
  const history = new Map<Language, PublishedCatalog[]>();
  for (const [place, { language, identity }] of wanted.entries()) {
    const found = read.value[place];
    const isNewest = published.get(catalogTarget(language))?.sha256 === identity.sha256;
    if (found === 'unreadable' && isNewest && !repair) return refuse(damaged(language, destination.name));
    const ours = repair?.get(language);
    const catalog = found !== 'unreadable' ? found : ours?.sha256 === identity.sha256 ? ours : undefined;
    if (catalog) history.set(language, [...(history.get(language) ?? []), catalog]);
  }
  return ok(history);
}

function noteCatalogs(
  targets: ReadonlyMap<string, TargetIdentity>,
  found: Map<Language, Map<string, TargetIdentity>>,
): void {
  for (const language of languages) {
    const identity = targets.get(catalogTarget(language));
    const catalogs = found.get(language) ?? new Map<string, TargetIdentity>();
    if (identity && catalogs.size < publicationsMax) catalogs.set(identity.sha256, identity);
    if (identity) found.set(language, catalogs);
  }
}

/** A catalog of an older form, or an old one that is gone, is none that a delta could start from. */
async function readCatalog(
  destination: Destination,
  language: Language,
  { sha256, sizeBytes }: TargetIdentity,
): Promise<Result<PublishedCatalog | 'unreadable' | undefined, DestinationRefusal>> {
  const read = await destination.read(targetFilePath(catalogTarget(language), sha256), sizeBytes);
  if (!read.ok) {
    const { kind } = read.error;
    return kind === 'missing' || kind === 'too-big' ? ok('unreadable') : refuse(read.error);
  }
  if (sha256Of(read.value) !== sha256) return ok('unreadable');
  const parsed = parseCatalog(Buffer.from(read.value).toString('utf8'));
  return ok(parsed.ok ? { catalog: parsed.value, sha256 } : undefined);
}
