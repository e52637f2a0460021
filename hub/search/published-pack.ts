import type { Language } from '../../shared/language.ts';
import type { Guide } from '../../shared/guides/guide.ts';
import { parseCatalog, type Catalog } from '../../shared/packs/catalog.ts';
import type { Pack } from '../../shared/packs/pack.ts';
import { readGuide, readHead } from '../../shared/packs/read-pieces.ts';
import { blobPath, catalogTarget, compressedBytesMax } from '../../shared/packs/repository-layout.ts';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import { decompress } from '../publish/compress.ts';
import { sha256Of } from '../publish/digest.ts';
import { targetFilePath } from '../publish/history.ts';
import { versionedPath } from '../sign/metadata-paths.ts';
import { readOptional, type Place } from '../sign/read-roots.ts';
import { readPublished } from '../sign/read-signed.ts';
import { parseRoot } from '../sign/root-files.ts';
import { targetsOf } from '../sign/signed-state.ts';
import type { PackInUse, PackRefused } from './pack-in-use.ts';

const unusable = (detail: string) => refuse<PackRefused>({ kind: 'unusable', detail });

/** The guides that machines have from here. Whose signatures these are is not asked: nothing comes of a search. */
export async function publishedPack(
  place: Place,
  language: Language,
): Promise<Result<PackInUse, PackRefused>> {
  const first = await readOptional(place, versionedPath('root', 1));
  const root = first.ok && first.value ? parseRoot(first.value) : undefined;
  const state = root ? await readPublished(place, { roots: [root] }) : ok(undefined);
  if (!state.ok) return unusable(state.error.detail);
  const target = catalogTarget(language);
  const identity = state.value && targetsOf(state.value.targets).get(target);
  if (!identity) return unusable(`${place.name} has no guides in "${language}"`);
  const text = await place.read(targetFilePath(target, identity.sha256), identity.sizeBytes);
  const catalog = text.ok ? parseCatalog(new TextDecoder().decode(text.value)) : text;
  if (!catalog.ok) return unusable(catalog.error.detail);
  const { full } = catalog.value;
  const packed = await place.read(blobPath(full.sha256), compressedBytesMax(full.size));
  if (!packed.ok) return unusable(packed.error.detail);
  try {
    const bytes = decompress(packed.value, full.size);
    if (sha256Of(bytes) === full.sha256) return packOutOf(bytes, catalog.value);
    return unusable(
      `the full pack of "${language}" at ${place.name} is damaged; publish again with --check-all`,
    );
  } catch (thrown) {
    return unusable(`the full pack of "${language}": ${toError(thrown).message}`);
  }
}

/** The full pack is the head and then each guide, one after the other. */
function packOutOf(bytes: Uint8Array, catalog: Catalog): Result<PackInUse, PackRefused> {
  let end = 0;
  const next = (size: number): string => new TextDecoder().decode(bytes.subarray(end, (end += size)));
  const head = readHead(next(catalog.head.size), catalog.language);
  if (!head.ok) return unusable(head.error.detail);
  const guides: Guide[] = [];
  for (const [id, , size] of catalog.guides) {
    const guide = readGuide(next(size), id);
    if (!guide.ok) return unusable(guide.error.detail);
    guides.push(guide.value);
  }
  const pack: Pack = { ...head.value, guides, campaigns: [] };
  return ok({ pack, errors: 0 });
}
