import type { Database } from './database.ts';
import type { HubStore } from './hub-store.ts';
import { installTable } from './installs.ts';
import { jobTable } from './jobs.ts';
import { joinTable } from './joins.ts';
import { openLibsql } from './libsql-database.ts';
import { openPostgres } from './postgres-database.ts';
import { requestTable } from './requests.ts';
import { usageTable } from './usage.ts';

/** Where the hub keeps what it remembers. */
export type StorePlace = { file: string } | { connectionString: string };

/**
 * Opens the store, and makes its tables when they are not there. `exclusive`: for the hub that serves. Throws a
 * `StoreError` when it cannot be used.
 */
export async function openStore(place: StorePlace, options: { exclusive: boolean }): Promise<HubStore> {
  return storeOn(
    'file' in place ? await openLibsql(place.file, options) : await openPostgres(place.connectionString),
  );
}

function storeOn(database: Database): HubStore {
  return {
    installs: installTable(database),
    requests: requestTable(database),
    jobs: jobTable(database),
    usage: usageTable(database),
    joins: joinTable(database),
    isLeader: () => database.isLeader(),
    canWrite: () => database.canWrite(),
    close: () => database.close(),
  };
}
