import { join } from 'node:path';
import { sha256 } from './adapters/digest.ts';
import { campaignStore, imageStore } from './adapters/kb-files.ts';
import type { LibraryThreadStart } from './adapters/library-host.ts';
import { createPackClient } from './adapters/pack-client.ts';
import { packFiles } from './adapters/pack-files.ts';
import { packSlots } from './adapters/pack-slots.ts';
import { createTrustStore } from './adapters/trust-store.ts';
import { createLibraryEngine } from './services/library-engine.ts';
import type { Http, LibraryEngine } from './services/ports.ts';
import type { Central } from './services/sync-run.ts';

/** A network that counts what goes over it. */
function counted(http: Http): { http: Http; traffic: Central['traffic'] } {
  let bytes = 0;
  let requests = 0;
  return {
    traffic: () => ({ bytes, requests }),
    http: {
      async get(...asked) {
        requests += 1;
        const answer = await http.get(...asked);
        if (answer.ok) bytes += answer.value.length;
        return answer;
      },
    },
  };
}

/** The knowledge base on this machine's disk, with everything that it works on; in plain Node as in the app's thread. */
export function composeLibrary(
  { os, appVersion, seed, central }: LibraryThreadStart,
  network: Http,
): LibraryEngine {
  const { http, traffic } = counted(network);
  return createLibraryEngine({
    ...{ os, appVersion, digest: sha256 },
    seed: packFiles(seed),
    ...(central && {
      central: {
        client: createPackClient({
          ...{ http, root: central.root },
          store: createTrustStore(central.folder, central.root),
          stagingFolder: join(central.folder, 'staging'),
        }),
        slots: packSlots({ folder: central.folder, appVersion }),
        campaigns: campaignStore(central.folder),
        images: imageStore(join(central.folder, 'images')),
        traffic,
      },
    }),
  });
}
