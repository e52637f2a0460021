import type { Fetcher } from 'tuf-js';
import { DownloadHTTPError } from 'tuf-js/dist/error.js';
import type { SyncRefusal } from '../../shared/packs/sync-refusal.ts';
import type { Http } from '../services/ports.ts';
import type { NewsBundle } from './news-bundle.ts';

/** tuf-js wants whole addresses; only what is behind this one goes to `Http`. */
export const repositoryBase = 'kb:/';

const metadataTimeoutMs = 20_000;
const rootPath = /^metadata\/\d+\.root\.json$/;

/**
 * How long a machine remembers that there was no newer root. One that matters is found sooner: what new keys signed does
 * not hold with the old root, and then the newer one is asked for at once.
 */
export const rootKeptMs = 24 * 3_600_000;

/** Remembers that there was no newer root, so that frequent looks need one request less. */
export interface RootMemory {
  isKnownMissing(path: string): boolean;
  missing(path: string): void;
  forget(): void;
}

export function rootMemory(monotonicMs: () => number): RootMemory {
  let last: { path: string; atMs: number } | undefined;
  return {
    isKnownMissing: (path) => last?.path === path && monotonicMs() - last.atMs < rootKeptMs,
    missing(path) {
      last = { path, atMs: monotonicMs() };
    },
    forget() {
      last = undefined;
    },
  };
}

export interface TufFetcher {
  fetcher: Fetcher;
  /** Why the last transfer failed, kept whole: tuf-js makes a sentence of it. A missing next root is no failure. */
  refusal(): SyncRefusal | undefined;
  /** Whether the memory was asked in place of the server. */
  remembered(): boolean;
}

/** Lets tuf-js ask through `Http`, in memory: its own way writes every answer into the folder all users share. */
export function createTufFetcher(
  { http, memory, news }: { http: Http; memory: RootMemory; news: NewsBundle },
  root: 'ask' | 'known',
): TufFetcher {
  let refusal: SyncRefusal | undefined;
  let remembered = false;

  async function downloadBytes(url: string, bytesMax: number): Promise<Buffer> {
    const path = new URL(url).pathname.slice(1);
    if (root === 'known' && memory.isKnownMissing(path)) {
      remembered = true;
      throw new DownloadHTTPError(`${path} was missing within the day`, 404);
    }
    const bundled = await news.bytesOf(path);
    if (bundled.ok && bundled.value && bundled.value.length <= bytesMax) return Buffer.from(bundled.value);
    const answer = bundled.ok ? await http.get(path, { bytesMax, timeoutMs: metadataTimeoutMs }) : bundled;
    if (answer.ok) return Buffer.from(answer.value);
    // The end of the chain of roots is the first one that is not there.
    if (answer.error.kind === 'missing' && rootPath.test(path)) {
      memory.missing(path);
      throw new DownloadHTTPError(answer.error.detail, 404);
    }
    refusal = answer.error;
    throw new Error(answer.error.detail);
  }

  return {
    fetcher: {
      downloadBytes,
      downloadFile: () =>
        Promise.reject(new Error('targets are fetched by their signed hash, not by tuf-js')),
    },
    refusal: () => refusal,
    remembered: () => remembered,
  };
}
