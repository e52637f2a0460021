import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { attachmentFiles } from '../../../electron/adapters/attachment-files.ts';
import { nodeDisk } from '../../../electron/adapters/disk.ts';
import { journalFile } from '../../../electron/adapters/journal.ts';
import { sweepAttachments } from '../../../electron/services/attachment-sweep.ts';
import { createRequestOutbox, type RequestIdentity } from '../../../electron/services/request-outbox.ts';
import { uuidV7 } from '../../../shared/delivery/uuid-v7.ts';
import type { Request } from '../../../shared/requests/request.ts';
import { errnoError } from '../adapters/errno.ts';
import { temporaryFolder } from '../adapters/temp-folder.ts';
import { aRequest } from '../requests/request-builders.ts';
import { manualClock } from './fakes.ts';
import { eventually } from '../../support/eventually.ts';

const bytes = new TextEncoder().encode('the log\n');

/** An app as it starts over what is on the disk. */
async function start(root: string, disk = nodeDisk()) {
  const outbox = await createRequestOutbox({
    journal: journalFile(join(root, 'requests.jsonl'), disk),
    ...{ clock: manualClock(), newId: () => uuidV7(Date.now(), randomBytes(10)) },
  });
  const folder = join(root, 'attachments');
  const files = attachmentFiles(folder, nodeDisk());
  const due: (() => void)[] = [];
  const warned: unknown[] = [];
  sweepAttachments({
    ...{ outbox, files, schedule: (_ms, work) => void due.push(work) },
    log: { warn: (event, fields) => void warned.push({ event, ...fields }) },
  });
  return { outbox, files, folder, due, warned };
}

async function withAttachment(root: string) {
  const app = await start(root);
  const hash = await app.files.keep(bytes);
  if (!hash.ok) throw new Error(hash.error.detail);
  const kept = {
    ...{ id: '0f9c1f6e-5a3b-4c57-9d0e-2f1f3a7b8c9d', name: 'a.log', type: 'text/plain' as const },
    ...{ sizeBytes: bytes.length, sha256: hash.value },
  };
  const draft = ({ id, reference }: RequestIdentity): Request => aRequest({ id, reference });
  const { id } = await app.outbox.start(draft);
  await app.outbox.changeFiles(id, { kind: 'attach', file: kept });
  return { ...app, id, kept };
}

it('keeps every file when the journal could not be read this once', async () => {
  const root = await temporaryFolder();
  const { folder, id, files } = await withAttachment(root);
  const broken = {
    ...nodeDisk(),
    readWhole: (path: string) =>
      path.endsWith('requests.jsonl') ? Promise.reject(errnoError('EIO')) : nodeDisk().readWhole(path),
  };
  const without = await start(root, broken);
  expect(without.outbox.list()).toEqual([]);
  await without.files.keep(new TextEncoder().encode('waits for what is removed before it'));
  expect(readdirSync(folder)).toHaveLength(2);
  const back = (await start(root)).outbox.get(id);
  expect(await files.of(back ?? aRequest())).toMatchObject({ ok: true });
});

it('keeps every file when a newer version wrote a request that this one does not understand', async () => {
  const root = await temporaryFolder();
  const { folder } = await withAttachment(root);
  const path = join(root, 'requests.jsonl');
  rmSync(path);
  await journalFile(path).append({ kind: 'put', request: { of: 'a newer version' } });
  const { files } = await start(root);
  await files.keep(new TextEncoder().encode('waits for what is removed before it'));
  expect(readdirSync(folder)).toHaveLength(2);
});

it('starts, and says so, when something can not be removed', async () => {
  const root = await temporaryFolder();
  mkdirSync(join(root, 'attachments', 'a-folder', 'in-it'), { recursive: true });
  const { warned } = await start(root);
  await eventually(() => expect(warned).toMatchObject([{ event: 'attachments-left', count: 1 }]));
});

it('removes a file once its removal can not be undone any more, while the app runs', async () => {
  const { outbox, id, kept, folder, due } = await withAttachment(await temporaryFolder());
  await outbox.changeFiles(id, { kind: 'detach', file: kept.id });
  due.shift()?.();
  await eventually(() => expect(due).toHaveLength(1));
  expect(readdirSync(folder)).toHaveLength(1);
  due.shift()?.();
  await eventually(() => expect(readdirSync(folder)).toEqual([]));
});

it('leaves a file whose removal was undone', async () => {
  const { outbox, id, kept, folder, files, due } = await withAttachment(await temporaryFolder());
  await outbox.changeFiles(id, { kind: 'detach', file: kept.id });
  due.shift()?.();
  await eventually(() => expect(due).toHaveLength(1));
  await outbox.changeFiles(id, { kind: 'attach', file: kept });
  await files.sweep(outbox.list());
  expect(readdirSync(folder)).toHaveLength(1);
});
