import type { Campaign } from '../../shared/campaigns/campaign.ts';
import type { Language } from '../../shared/language.ts';
import { readCampaigns } from '../../shared/packs/read-pieces.ts';
import { campaignTarget, type CampaignFile } from '../../shared/packs/repository-layout.ts';
import type { SyncRefusal } from '../../shared/packs/sync-refusal.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { CampaignStore, PackClient, SignedMetadata } from './ports.ts';

const files: readonly CampaignFile[] = ['notices', 'incidents'];
/** IT may write some hundred notices; a megabyte holds ten thousand. */
const campaignBytesMax = 1_000_000;

export const campaignTargets = (language: Language): string[] =>
  files.map((file) => campaignTarget(file, language));

/** Notices and incidents as they are on the disk, and a mark that differs when they do; nothing before the first sync. */
export async function storedCampaigns(
  store: CampaignStore,
  language: Language,
): Promise<{ campaigns: Campaign[]; mark: string } | undefined> {
  const stored = await Promise.all(files.map((file) => store.read(language, file)));
  if (stored.every((file) => file === undefined)) return undefined;
  const campaigns = stored.flatMap((file) => {
    const read = file && readCampaigns(file.text, 'notices');
    return read?.ok ? read.value : [];
  });
  return { campaigns, mark: stored.map((file) => file?.sha256 ?? '').join() };
}

/** Gets the notices and incidents that the signed metadata names onto the disk; one that fails keeps no other back. */
export async function syncCampaigns(
  { client, store }: { client: PackClient; store: CampaignStore },
  language: Language,
  { targets }: SignedMetadata,
): Promise<Result<void, SyncRefusal>> {
  let outcome: Result<void, SyncRefusal> = ok(undefined);
  for (const file of files) {
    const done = await syncFile(file);
    if (!done.ok) outcome = done;
  }
  return outcome;

  async function syncFile(file: CampaignFile): Promise<Result<void, SyncRefusal>> {
    const path = campaignTarget(file, language);
    const target = targets.get(path);
    if (!target) return { ok: false, error: { kind: 'missing', detail: `${path} is not signed` } };
    if ((await store.read(language, file))?.sha256 === target.digests.sha256) return ok(undefined);
    if (target.sizeBytes > campaignBytesMax) {
      return { ok: false, error: { kind: 'too-big', detail: `${path}: ${target.sizeBytes} bytes` } };
    }
    const bytes = await client.fetchTarget(target);
    if (!bytes.ok) return bytes;
    const text = new TextDecoder().decode(bytes.value);
    const read = readCampaigns(text, path);
    return read.ok ? store.write(language, file, text) : read;
  }
}
