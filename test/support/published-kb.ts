import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Destination } from '../../hub/destination/destination.ts';
import { folderDestination } from '../../hub/destination/folder-destination.ts';
import { compileKb, type CompiledKb } from '../../hub/publish/compile-kb.ts';
import {
  publish,
  type Published,
  type PublishAsk,
  type PublishRefusal,
} from '../../hub/publish/publication.ts';
import { readSources } from '../../hub/publish/read-sources.ts';
import { createKeyRing } from '../../hub/sign/create-key-ring.ts';
import { openKeyRing, type KeyRing } from '../../hub/sign/key-ring.ts';
import { lifetimes } from '../../hub/sign/lifetimes.ts';
import { rootFilePath } from '../../hub/sign/root-files.ts';
import { knowledgeBaseSchema, type KnowledgeBase } from '../../shared/packs/knowledge-base.ts';
import type { Result } from '../../shared/result.ts';

/** Compresses thousands of guides in a second; sizes on the wire are then larger than real ones. */
export const quickQuality = 4;

export type PublishOptions = Partial<
  Pick<PublishAsk, 'only' | 'allowFewer' | 'checkAll' | 'quality' | 'nowMs' | 'destination' | 'lifetimes'>
>;

/** An IT department: keys without passphrases, and a folder that any web server can show. */
export interface Publisher {
  /** What a web server shows. */
  readonly dir: string;
  readonly keysDir: string;
  readonly destination: Destination;
  /** What machines get: as `zeroline keys trust` writes it. */
  knowledgeBase(url: string): KnowledgeBase;
  ring(): Promise<KeyRing>;
  tryPublish(kb: CompiledKb | string, options?: PublishOptions): Promise<Result<Published, PublishRefusal>>;
  /** The same for tests that need it to succeed. */
  publish(kb: CompiledKb | string, options?: PublishOptions): Promise<Published>;
  remove(): Promise<void>;
}

/** A compiled knowledge base out of a folder; its mistakes are thrown. */
export async function compiledFolder(folder: string, today = '2026-11-22'): Promise<CompiledKb> {
  const { sources } = await readSources(folder);
  const { compiled, mistakes } = compileKb(sources, today);
  if (!compiled) throw new Error(mistakes.map(({ file, problem }) => `${file}: ${problem}`).join('\n'));
  return compiled;
}

/** What a result holds; a refusal is thrown with its words. */
export function must<T, E extends { kind: string; detail: string }>(result: Result<T, E>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.error.kind}: ${result.error.detail}`);
}

/** Makes keys in a temporary folder and publishes with the functions of `zeroline publish`. `nowMs` is when. */
export async function createPublisher(nowMs: number = Date.now()): Promise<Publisher> {
  const folder = await mkdtemp(join(tmpdir(), 'zeroline-publisher-'));
  const keysDir = join(folder, 'keys');
  const dir = join(folder, 'public');
  must(await createKeyRing({ folder: keysDir, rule: '1-of-2', passphraseOf: () => '', nowMs, lifetimes }));
  const root: unknown = JSON.parse(await readFile(rootFilePath(keysDir, 1), 'utf8'));
  const destination = folderDestination(dir);
  const ring = async () => must(await openKeyRing(keysDir, () => Promise.resolve(undefined)));

  async function tryPublish(kb: CompiledKb | string, options: PublishOptions = {}) {
    return publish({
      ...{ destination, ring: await ring(), nowMs, lifetimes, progress: () => {} },
      kb: typeof kb === 'string' ? await compiledFolder(kb) : kb,
      ...options,
    });
  }

  return {
    ...{ dir, keysDir, destination, ring, tryPublish },
    knowledgeBase: (url) => knowledgeBaseSchema.parse({ url, root }),
    publish: async (kb, options) => must(await tryPublish(kb, options)),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
