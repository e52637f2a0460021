import { join } from 'node:path';
import { sha256 } from '../../electron/adapters/digest.ts';
import { createHttp } from '../../electron/adapters/http-download.ts';
import { campaignStore, imageStore } from '../../electron/adapters/kb-files.ts';
import { createPackClient } from '../../electron/adapters/pack-client.ts';
import { packFiles } from '../../electron/adapters/pack-files.ts';
import { packSlots } from '../../electron/adapters/pack-slots.ts';
import { createTrustStore } from '../../electron/adapters/trust-store.ts';
import { createLibraryEngine } from '../../electron/services/library-engine.ts';
import type { Http, LibraryEngine } from '../../electron/services/ports.ts';
import type { KnowledgeBase } from '../../shared/packs/knowledge-base.ts';
import { must } from './published-kb.ts';

export interface LibraryMachineOptions {
  /** Where the machine keeps what it has; another engine over the same folder is the same machine started again. */
  folder: string;
  /** Packs that came with the app. */
  seedFolder: string;
  knowledgeBase: KnowledgeBase;
  /** How long a request may take, by its path; undefined leaves it as the app has it. */
  patienceMs?: (path: string) => number | undefined;
}

/** The app's half of the library over a real network and real files, without the app. */
export function libraryMachine(options: LibraryMachineOptions): LibraryEngine {
  const { folder, seedFolder, knowledgeBase, patienceMs = () => undefined } = options;
  const { url, root } = knowledgeBase;
  const plain = createHttp({ baseUrl: url, fetch: globalThis.fetch, userAgent: 'Zeroline/test' });
  const traffic = { bytes: 0, requests: 0 };
  const http: Http = {
    async get(path, limits) {
      const timeoutMs = Math.min(limits.timeoutMs, patienceMs(path) ?? limits.timeoutMs);
      const got = await plain.get(path, { ...limits, timeoutMs });
      traffic.requests++;
      if (got.ok) traffic.bytes += got.value.length;
      return got;
    },
  };
  return createLibraryEngine({
    os: 'linux',
    appVersion: '1.0.0',
    seed: packFiles({ dir: seedFolder, kind: 'embedded' }),
    digest: sha256,
    central: {
      client: createPackClient({
        ...{ http, root, store: createTrustStore(folder, root) },
        stagingFolder: join(folder, 'staging'),
      }),
      slots: packSlots({ folder, appVersion: '1.0.0' }),
      campaigns: campaignStore(folder),
      images: imageStore(join(folder, 'images')),
      traffic: () => ({ ...traffic }),
    },
  });
}

/** Everything that a person could see of a library, to compare. */
export async function everythingShown(engine: LibraryEngine) {
  const opened = must(await engine.open('en'));
  const guides = await engine.guides(opened.guides.map(({ id }) => id));
  const found = await engine.search('password printer', 20);
  if (!found.ok) throw new Error(found.error.kind);
  const { source, head, campaigns } = opened;
  return { source, head, campaigns, guides, found: found.value };
}
