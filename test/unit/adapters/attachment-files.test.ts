import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { attachmentFiles } from '../../../electron/adapters/attachment-files.ts';
import { nodeDisk } from '../../../electron/adapters/disk.ts';
import type { KeptAttachment } from '../../../shared/requests/request.ts';
import { aRequest } from '../requests/request-builders.ts';
import { temporaryFolder } from './temp-folder.ts';

const words = new TextEncoder().encode('the log\n');

const kept = (sha256: string): KeptAttachment => ({
  ...{ id: '0f9c1f6e-5a3b-4c57-9d0e-2f1f3a7b8c9d', name: 'a.log', type: 'text/plain' },
  ...{ sizeBytes: words.length, sha256 },
});

async function keptFile() {
  const folder = join(await temporaryFolder(), 'attachments');
  const files = attachmentFiles(folder, nodeDisk());
  const hash = await files.keep(words);
  if (!hash.ok) throw new Error(hash.error.detail);
  return { folder, files, hash: hash.value, request: aRequest({ attachments: [kept(hash.value)] }) };
}

it('gives back what it keeps, once however often it comes', async () => {
  const { folder, files, request } = await keptFile();
  await files.keep(words);
  expect(readdirSync(folder)).toHaveLength(1);
  const read = await files.of(request);
  expect(read).toEqual({
    ok: true,
    value: [{ name: 'a.log', type: 'text/plain', base64: Buffer.from(words).toString('base64') }],
  });
});

it('names a file that was altered or is gone, and sends nothing else in its place', async () => {
  const { folder, files, hash, request } = await keptFile();
  writeFileSync(join(folder, hash), 'another log\n');
  expect(await files.of(request)).toEqual({ ok: false, error: { kind: 'missing', detail: 'a.log' } });
});

it('removes what no request names any more', async () => {
  const { folder, files, hash, request } = await keptFile();
  await files.keep(new TextEncoder().encode('of a removed request'));
  await files.removeAllBut([request]);
  expect(readdirSync(folder)).toEqual([hash]);
  await files.removeAllBut([]);
  expect(readdirSync(folder)).toEqual([]);
});

it('says so when the disk does not take it', async () => {
  const folder = join(await temporaryFolder(), 'attachments');
  writeFileSync(folder, 'a file where the folder should be');
  const saved = await attachmentFiles(folder, nodeDisk()).keep(words);
  expect(saved).toMatchObject({ ok: false, error: { kind: 'could-not-save' } });
});
