import type { Language } from '../../shared/language.ts';
import type { Guide } from '../../shared/guides/guide.ts';
import { parseCatalog, type Catalog } from '../../shared/packs/catalog.ts';
import type { Pack } from '../../shared/packs/pack.ts';
import type { Campaign } from '../../shared/campaigns/campaign.ts';
import { readCampaigns, readGuide, readHead } from '../../shared/packs/read-pieces.ts';
import {
  blobPath,
  campaignTarget,
  catalogTarget,
  compressedBytesMax,
} from '../../shared/packs/repository-layout.ts';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import { decompress } from '../publish/compress.ts';
import { sha256Of } from '../publish/digest.ts';
import { targetFilePath } from '../publish/history.ts';
import { versionedPath } from '../sign/metadata-paths.ts';
import { readOptional, type Place } from '../sign/read-roots.ts';
import { readPublished } from '../sign/read-signed.ts';
import { parseRoot } from '../sign/root-files.ts';
import { targetsOf, type TargetIdentity } from '../sign/signed-state.ts';
import type { PackInUse, PackRefused } from './pack-in-use.ts';

const unusable = (detail: string) => refuse<PackRefused>({ kind: 'unusable', detail });

/** What machines have from here. Whose signatures these are is not asked: nothing but an answer comes of it. */
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
  if (!state.value || !identity) return unusable(`${place.name} has no guides in "${language}"`);
  const text = await readText(place, target, identity);
  const catalog = text.ok ? parseCatalog(text.value) : text;
  if (!catalog.ok) return unusable(catalog.error.detail);
  const campaigns = await campaignsAt(place, targetsOf(state.value.campaigns), language);
  if (!campaigns.ok) return unusable(campaigns.error.detail);
  const { full } = catalog.value;
  const packed = await place.read(blobPath(full.sha256), compressedBytesMax(full.size));
  if (!packed.ok) return unusable(packed.error.detail);
  try {
    const bytes = decompress(packed.value, full.size);
    if (sha256Of(bytes) === full.sha256) return packOutOf(bytes, catalog.value, campaigns.value);
    return unusable(
      `the full pack of "${language}" at ${place.name} is damaged; publish again with --check-all`,
    );
  } catch (thrown) {
    return unusable(`the full pack of "${language}": ${toError(thrown).message}`);
  }
}

/** Why a file that is signed gave no text; the detail is for whoever asked. */
interface TextRefused {
  kind: string;
  detail: string;
}

async function readText(
  place: Place,
  target: string,
  { sha256, sizeBytes }: TargetIdentity,
): Promise<Result<string, TextRefused>> {
  const bytes = await place.read(targetFilePath(target, sha256), sizeBytes);
  return bytes.ok ? ok(new TextDecoder().decode(bytes.value)) : bytes;
}

/** Notices and incidents, which others than the guides' editors may publish. */
async function campaignsAt(
  place: Place,
  targets: ReadonlyMap<string, TargetIdentity>,
  language: Language,
): Promise<Result<Campaign[], TextRefused>> {
  const campaigns: Campaign[] = [];
  for (const file of ['notices', 'incidents'] as const) {
    const target = campaignTarget(file, language);
    const identity = targets.get(target);
    if (!identity) continue;
    const text = await readText(place, target, identity);
    const read = text.ok ? readCampaigns(text.value, target) : text;
    if (!read.ok) return read;
    campaigns.push(...read.value);
  }
  return ok(campaigns);
}

/** The full pack is the head and then each guide, one after the other. */
function packOutOf(
  bytes: Uint8Array,
  catalog: Catalog,
  campaigns: Campaign[],
): Result<PackInUse, PackRefused> {
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
  const pack: Pack = { ...head.value, guides, campaigns };
  return ok({ pack, errors: 0 });
}
