import { ok, refuse, type Result } from '../../shared/result.ts';
import type { Destination } from '../destination/destination.ts';
import type { KeyRing } from '../sign/key-ring.ts';
import type { Lifetimes } from '../sign/lifetimes.ts';
import { readSigned } from '../sign/read-signed.ts';
import { signPublication } from '../sign/sign-repository.ts';
import { destinationRefused, endingOf, type SignRefusal } from '../sign/sign-refusal.ts';
import type { SignedState } from '../sign/signed-state.ts';
import { readTimestamp, writeUnlessChanged } from '../sign/write-signed.ts';
import type { CompiledKb } from './compile-kb.ts';
import { withNews } from './news-bundle.ts';
import { planPublication, type Plan, type PlanOptions } from './plan.ts';
import type { GreatLoss } from './guide-changes.ts';
import { upload, type Uploaded } from './upload.ts';

export interface PublishAsk extends PlanOptions {
  kb: CompiledKb;
  destination: Destination;
  ring: KeyRing;
  nowMs: number;
  lifetimes: Lifetimes;
}

/** Why nothing was published. Machines see what they saw before. */
export type PublishRefusal =
  | SignRefusal
  | GreatLoss
  /** Notices alone or guides alone make no knowledge base. */
  | { kind: 'nothing-published' | 'holds-sources'; detail: string };

/** In the terms of the command line's exit codes. */
export function publishEnding(refusal: PublishRefusal): ReturnType<typeof endingOf> {
  switch (refusal.kind) {
    case 'fewer-guides':
    case 'nothing-published':
    case 'holds-sources':
      return 'refused';
    default:
      return endingOf(refusal);
  }
}

export interface Published {
  plan: Plan;
  /** Content and metadata. */
  uploaded: Uploaded;
}

export interface Prepared {
  /** As it lay there before anything was read: nobody else may have published when ours is written. */
  timestamp: Uint8Array | undefined;
  state: SignedState | undefined;
  plan: Plan;
}

/** What a publication would do; nothing is written, and no private key is needed. */
export async function preparePublication(ask: PublishAsk): Promise<Result<Prepared, PublishRefusal>> {
  const { destination, ring, kb, only, progress } = ask;
  progress(`reading what is published at ${destination.name}`);
  const timestamp = await readTimestamp(destination);
  if (!timestamp.ok) return timestamp;
  const state = await readSigned(destination, ring, ask.nowMs);
  if (!state.ok) return state;
  if (!state.value && only) {
    const detail = `Nothing is published at ${destination.name} yet: the first time, publish without --only`;
    return refuse({ kind: 'nothing-published', detail });
  }
  // Beside the sources, the web server would show them too.
  const sources = state.value ? ok(false) : await destination.has('organisation.yaml');
  if (sources.ok && sources.value) {
    const detail = `${destination.name} holds the sources of a knowledge base: name a folder of its own`;
    return refuse({ kind: 'holds-sources', detail });
  }
  const plan = await planPublication(kb, destination, state.value, ask);
  if (plan.ok) return ok({ timestamp: timestamp.value, state: state.value, plan: plan.value });
  const { error } = plan;
  return refuse(
    error.kind === 'fewer-guides' || error.kind === 'damaged' ? error : destinationRefused(error),
  );
}

/** Content first, then the signed lists, and last the timestamp: until it is there, machines see what was. */
export async function publish(ask: PublishAsk): Promise<Result<Published, PublishRefusal>> {
  const { destination, ring, nowMs, lifetimes, progress } = ask;
  const prepared = await preparePublication(ask);
  if (!prepared.ok) return prepared;
  const { plan, state, timestamp } = prepared.value;
  // Signing comes before the upload, so that a wrong passphrase is told at once.
  const { guideTargets, campaignTargets } = plan;
  const signed = await signPublication({
    ...{ state, ring, nowMs, lifetimes, renew: ['online'] },
    ...(guideTargets && { guides: guideTargets }),
    ...(campaignTargets && { campaigns: campaignTargets }),
  });
  if (!signed.ok) return signed;
  const uploaded = await upload(destination, plan.files, {
    compare: ask.checkAll === true,
    onFile: (done, of) => progress(`file ${done} of ${of}`),
  });
  if (!uploaded.ok) return refuse(destinationRefused(uploaded.error));
  progress('writing the signed lists');
  const lists = await withNews(destination, signed.value);
  const finished = await writeUnlessChanged(destination, lists, timestamp);
  if (!finished.ok) return finished;
  const { files, bytes } = uploaded.value;
  const signedBytes = lists.reduce((sum, file) => sum + file.bytes.length, 0);
  return ok({ plan, uploaded: { files: files + lists.length, bytes: bytes + signedBytes } });
}
