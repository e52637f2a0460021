import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHttp } from '../../electron/adapters/http-download.ts';
import { composeLibrary } from '../../electron/compose-library.ts';
import type { LibraryEngine, OpenedLibrary, SyncAsk, SyncOutcome } from '../../electron/services/ports.ts';
import type { CompiledKb } from '../../hub/publish/compile-kb.ts';
import { writePacks } from '../../hub/publish/write-packs.ts';
import type { KnowledgeBase } from '../../shared/packs/knowledge-base.ts';
import type { SyncRefusal } from '../../shared/packs/sync-refusal.ts';
import type { Result } from '../../shared/result.ts';
import { must } from './published-kb.ts';

/** A machine's library as the app composes it, without a window and without a thread. */
export interface EngineMachine {
  /** Holds `kb` as the app's data folder does. */
  readonly folder: string;
  readonly kbFolder: string;
  engine: LibraryEngine;
  /** The app starts again; what it had in memory is gone. */
  restart(options?: { fetch?: typeof fetch; appVersion?: string }): LibraryEngine;
  /** Opens English; a refusal is thrown. */
  open(): Promise<OpenedLibrary>;
  sync(depth?: SyncAsk['depth']): Promise<Result<SyncOutcome, SyncRefusal>>;
  remove(): Promise<void>;
}

/** Starts a machine in a folder of its own. `seed` is what comes with its app. */
export async function startEngineMachine(
  { url, root }: KnowledgeBase,
  seed?: CompiledKb,
): Promise<EngineMachine> {
  const folder = await mkdtemp(join(tmpdir(), 'zeroline-engine-'));
  const kbFolder = join(folder, 'kb');
  const seedFolder = join(folder, 'seed');
  await mkdir(seedFolder, { recursive: true });
  if (seed) must(await writePacks(seed, seedFolder));

  const start: EngineMachine['restart'] = ({ fetch = globalThis.fetch, appVersion = '1.0.0' } = {}) => {
    machine.engine = composeLibrary(
      {
        ...{ os: 'linux', appVersion, seed: { dir: seedFolder, kind: 'embedded' } },
        central: { folder: kbFolder, root },
      },
      createHttp({ baseUrl: url, fetch, userAgent: 'Zeroline-test' }),
    );
    return machine.engine;
  };
  const machine: EngineMachine = {
    ...{ folder, kbFolder, restart: start },
    engine: undefined as never,
    open: async () => must(await machine.engine.open('en')),
    sync: (depth = 'everything') => machine.engine.sync({ language: 'en', depth }, () => undefined),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
  start();
  return machine;
}
