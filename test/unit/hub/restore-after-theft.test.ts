import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { lifetimes } from '../../../hub/sign/lifetimes.ts';
import { readSigned } from '../../../hub/sign/read-signed.ts';
import { signPublication } from '../../../hub/sign/sign-repository.ts';
import { writeSigned } from '../../../hub/sign/write-signed.ts';
import { env, zeroline } from './keys-bench.ts';
import { campaigns, guides, signBench, temporaryFolder, valueOf } from './sign-bench.ts';

// Real keys, disks and a loopback server: seconds on a machine that does other work as well.
vi.setConfig({ testTimeout: 30_000 });

test('a thief who counted up is named, and restoring the keys undoes it on machines', async () => {
  const bench = await signBench({ print: true });
  const { destination, keysDir, nowMs, page } = bench;
  await bench.publish({ guides: guides('one'), campaigns: campaigns('[]') });
  const ring = await bench.openRing();
  const state = valueOf(await readSigned(destination, ring, nowMs));
  if (!state) throw new Error('nothing was published');
  const huge = { ...state.nextVersions, snapshot: 2_000_000_000, timestamp: 2_000_000_000 };
  const evil = { ...state, nextVersions: huge, onlineKeyChanged: true };
  valueOf(
    await writeSigned(destination, valueOf(await signPublication({ state: evil, ring, nowMs, lifetimes }))),
  );
  const client = await bench.machine();
  await client.refresh();

  const seen = await zeroline(['status', destination.name, '--keys', keysDir]);
  expect([seen.code, seen.json.refusal]).toEqual([3, expect.objectContaining({ kind: 'versions-used-up' })]);
  expect(seen.errors).toMatch(`Run "zeroline keys rotate ${keysDir} ${destination.name} --role online".`);

  const restored = join(await temporaryFolder(), 'restored');
  const { code, errors } = await zeroline(
    ['keys', 'restore', restored, destination.name, '--root-key', page],
    {
      env,
    },
  );
  expect([code, errors]).toEqual([
    0,
    expect.stringMatching(/^warning: version 2000000000 .* had the online key/),
  ]);
  await client.refresh();
  expect((await client.versions()).timestamp).toBe(1);
  expect((await zeroline(['keys', 'status', restored, destination.name])).code).toBe(0);
});
