import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { watchPolicy } from '../../../electron/adapters/policy-watch.ts';
import { temporaryFolder } from './temp-folder.ts';
import { eventually } from '../../support/eventually.ts';

function watching(paths: readonly string[], over: { askAgainMs?: number; settleMs?: number } = {}) {
  let calls = 0;
  const watch = watchPolicy({ paths, onChange: () => void (calls += 1), settleMs: 20, ...over });
  onTestFinished(() => watch.stop());
  const untilCalled = async (): Promise<void> => {
    const before = calls;
    await eventually(() => expect(calls).toBeGreaterThan(before));
    await sleep(60);
  };
  return { untilCalled, calls: () => calls, stop: () => watch.stop() };
}

it('sees a file written, replaced as tools do it, and removed', async () => {
  const folder = await temporaryFolder();
  const path = join(folder, 'policy.json');
  const { untilCalled } = watching([path]);
  await Promise.all([untilCalled(), writeFile(path, '{}')]);
  await writeFile(join(folder, 'new'), '{"site":"Oslo"}');
  await sleep(60);
  await Promise.all([untilCalled(), rename(join(folder, 'new'), path)]);
  await Promise.all([untilCalled(), rm(path)]);
});

it('sees a folder come, and what happens in it then', async () => {
  const parent = await temporaryFolder();
  const path = join(parent, 'zeroline', 'policy.json');
  const { untilCalled } = watching([path]);
  await Promise.all([untilCalled(), mkdir(join(parent, 'zeroline'))]);
  await Promise.all([untilCalled(), writeFile(path, '{}')]);
  await Promise.all([untilCalled(), rm(join(parent, 'zeroline'), { recursive: true })]);
  await Promise.all([untilCalled(), mkdir(join(parent, 'zeroline'))]);
  await Promise.all([untilCalled(), writeFile(path, '{}')]);
});

it('tells once of what is written in several steps', async () => {
  const path = join(await temporaryFolder(), 'policy.json');
  // Long enough for two writes, however busy the disk is.
  const { untilCalled, calls } = watching([path], { settleMs: 500 });
  await Promise.all([untilCalled(), writeFile(path, '{').then(() => writeFile(path, '{}'))]);
  expect(calls()).toBe(1);
});

it('asks again where nothing tells of a change', async () => {
  const { untilCalled } = watching([], { askAgainMs: 30 });
  await untilCalled();
});

it('is quiet once it is stopped', async () => {
  const path = join(await temporaryFolder(), 'policy.json');
  const { stop, calls } = watching([path], { askAgainMs: 30 });
  stop();
  await writeFile(path, '{}');
  await sleep(100);
  expect(calls()).toBe(0);
});
