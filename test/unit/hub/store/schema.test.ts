import Libsql from 'libsql';
import { expect, onTestFinished, test } from 'vitest';
import { openStore, type StorePlace } from '../../../../hub/store/open-store.ts';
import { embedded } from './stores.ts';
import { sentRequest } from './wire-builders.ts';

const nowMs = Date.parse('2026-11-20T10:00:00Z');
const install = 'a4a9a1de-4f1d-4a40-b8d2-8f4a7a0a0a01';

async function newDatabase() {
  const { place, remove } = await embedded.newPlace();
  onTestFinished(remove);
  const file = 'file' in place ? place.file : '';
  /** As somebody else changes it while no hub runs. */
  function change(...texts: string[]): void {
    const database = new Libsql(file);
    for (const text of texts) database.exec(text);
    database.close();
  }
  return { open: () => openStore(place satisfies StorePlace, { exclusive: true }), change };
}

test('a database of the first version is brought along with what is in it', async () => {
  const { open, change } = await newDatabase();
  const first = await open();
  const request = sentRequest();
  await first.requests.add({ request, install, requester: { isVerified: false }, nowMs });
  const [due] = await first.jobs.due(nowMs, 1);
  const job = (await first.jobs.load(due!.seq))!;
  await first.jobs.created(job, { ticket: { number: '17' }, lost: [] }, nowMs);
  await first.jobs.finished(job, [], nowMs);
  await first.close();
  change('ALTER TABLE requests RENAME COLUMN look_ms TO checked_ms', 'UPDATE schema_version SET version = 1');

  const now = await open();
  expect(await now.requests.toFollow(nowMs, 10)).toMatchObject([{ id: request.id, number: '17' }]);
  await now.close();
});

test('a database of a newer hub is left alone', async () => {
  const { open, change } = await newDatabase();
  await (await open()).close();
  change('UPDATE schema_version SET version = 99');
  await expect(open()).rejects.toThrow('belongs to a newer hub (its version 99)');
});
