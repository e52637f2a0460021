import type { CompiledKb } from '../../../hub/publish/compile-kb.ts';
import { readHistory } from '../../../hub/publish/history.ts';
import type { PublishedCatalog } from '../../../hub/publish/repository-content.ts';
import { firstVersion } from '../../../hub/sign/metadata-paths.ts';
import { readSigned } from '../../../hub/sign/read-signed.ts';
import {
  compiledFolder,
  createPublisher,
  must,
  quickQuality,
  type Publisher,
} from '../../support/published-kb.ts';
import { changedGuides, copies } from './changed-guides.ts';
import { smallKb } from './kb.ts';

export const nowMs = Date.parse('2026-11-22T08:00:00Z');
export const options = { quality: quickQuality };
export let publisher: Publisher;
export let kb: CompiledKb;
export async function setUpPublisher(): Promise<void> {
  publisher = await createPublisher(nowMs);
  // Enough guides that a change of one is little beside all of them; English alone is quick.
  const whole = copies(await compiledFolder(smallKb), 20);
  kb = { ...whole, packs: new Map([...whole.packs].filter(([language]) => language === 'en')) };
}
export const removePublisher = (): Promise<void> => publisher.remove();

export const edited = (before: CompiledKb, summary: string): CompiledKb =>
  changedGuides(before, ([first, ...rest]) => [...(first ? [{ ...first, summary }] : []), ...rest]);

export async function history(): Promise<readonly PublishedCatalog[]> {
  const state = must(await readSigned(publisher.destination, await publisher.ring(), nowMs));
  return must(await readHistory(publisher.destination, state)).get('en') ?? [];
}

/** As if they began at 1. */
export async function versions() {
  const state = must(await readSigned(publisher.destination, await publisher.ring(), nowMs));
  const { timestamp, snapshot, targets, campaigns } = state ?? {};
  return [timestamp, snapshot, targets, campaigns].map(
    (metadata) => (metadata?.signed.version ?? 0) - firstVersion(nowMs) + 1,
  );
}

export const sumTo = (n: number): number => (n * (n + 1)) / 2;
