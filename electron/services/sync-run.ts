import type { Catalog } from '../../shared/packs/catalog.ts';
import { catalogTarget } from '../../shared/packs/repository-layout.ts';
import type { SyncRefusal } from '../../shared/packs/sync-refusal.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import { campaignTargets, storedCampaigns, syncCampaigns } from './central-campaigns.ts';
import type { Digest, OnProgress } from './fetch-pieces.ts';
import type { ImagesAtHand } from './images-at-hand.ts';
import type { Library } from './library.ts';
import type { CampaignStore, ImageStore, PackClient, PackSlots, SyncAsk, SyncOutcome } from './ports.ts';
import { syncGuides } from './sync-guides.ts';

/** The central knowledge base: where it comes from and where it lies. */
export interface Central {
  client: PackClient;
  slots: PackSlots;
  campaigns: CampaignStore;
  images: ImageStore;
  /** What went over the wire since the start. */
  traffic(): { bytes: number; requests: number };
}

export interface SyncRunOptions {
  central: Central;
  images: ImagesAtHand;
  digest: Digest;
  onProgress: OnProgress;
  /** What is in use, and the mark of its notices. */
  before: { library: Library; campaignMark: string };
}

const isAboutTheWay = ({ kind }: SyncRefusal): boolean =>
  ['offline', 'timeout', 'server-error', 'captive-portal', 'could-not-save'].includes(kind);

/** What a catalog says when there was none yet. */
const firstCheckMinutes: Catalog['checkMinutes'] = { guides: 60, incidents: 9 };

/** One sync: metadata, notices, and guides as far as the depth asks for them. */
export async function runSync(
  { language, depth }: SyncAsk,
  { central, images, digest, onProgress, before: { library, campaignMark } }: SyncRunOptions,
): Promise<Result<SyncOutcome, SyncRefusal>> {
  const { client, slots, campaigns: store } = central;
  const trafficBefore = central.traffic();
  const path = catalogTarget(language);
  const both = await client.refresh([...campaignTargets(language), path], 'known');
  // Who writes notices may let their signature run out; guides go on without them.
  const signed = both.ok || isAboutTheWay(both.error) ? both : await client.refresh([path], 'known');
  if (!signed.ok) return signed;

  const campaigns = both.ok ? await syncCampaigns({ client, store }, language, signed.value) : both;
  const areCampaignsNew = ((await storedCampaigns(store, language))?.mark ?? '') !== campaignMark;
  const target = signed.value.targets.get(path);
  const sha256 = target?.digests.sha256;
  const isSame = sha256 !== undefined && sha256 === library.slot?.stored.catalogSha256;
  const guides = await guidesOf();

  // What is new is told, so that it is shown, with what was refused beside it.
  const areGuidesNew = guides.ok && depth === 'everything' && !isSame;
  if (!guides.ok && !areCampaignsNew) return guides;
  if (!campaigns.ok && !areCampaignsNew && !areGuidesNew) return campaigns;
  const refused = guides.ok ? (campaigns.ok ? undefined : campaigns.error) : guides.error;
  const { bytes, requests } = central.traffic();
  return ok({
    guides: areGuidesNew ? 'new' : isSame ? 'same' : 'waiting',
    campaigns: areCampaignsNew ? 'new' : 'same',
    ...(refused && { refused }),
    expiresAtMs: signed.value.expiresAtMs,
    checkMinutes: (guides.ok ? guides.value : library.slot?.catalog)?.checkMinutes ?? firstCheckMinutes,
    bytes: bytes - trafficBefore.bytes,
    requests: requests - trafficBefore.requests,
  });

  async function guidesOf(): Promise<Result<Catalog | undefined, SyncRefusal>> {
    if (!target || sha256 === undefined)
      return refuse({ kind: 'missing', detail: `${path} is not signed by its sha256` });
    if (depth !== 'everything') return ok(library.slot?.catalog);
    const named = { sha256, size: target.sizeBytes };
    return syncGuides({ client, slots, digest, images }, library, named, onProgress);
  }
}
