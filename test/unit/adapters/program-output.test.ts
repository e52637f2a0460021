import { existsSync, readFileSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { programRunner } from '../../../electron/adapters/program-output.ts';
import { whyNot } from '../../../electron/adapters/signals/source.ts';
import { temporaryFolder } from './temp-folder.ts';

async function program(script: string): Promise<{ file: string; folder: string }> {
  const folder = await temporaryFolder();
  const file = join(folder, 'program');
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  return { file, folder };
}
const run = programRunner();
const failure = (file: string, timeoutMs?: number) =>
  run(file, [], timeoutMs).then(
    () => ({}),
    (thrown: unknown) => thrown,
  );

function isAlive(pid: number): boolean {
  try {
    // A zombie that nobody waits for is not alive.
    return !/^State:\tZ/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
const pidsIn = (folder: string): number[] =>
  readFileSync(join(folder, 'pids'), 'utf8').trim().split('\n').map(Number);
/** Ignores a friendly end, and so does what it started. */
const stubborn = (): string =>
  `trap '' TERM; cd "$(dirname "$0")"; sleep 300 & echo $! >> pids; echo $$ >> pids; wait`;

describe.runIf(process.platform === 'linux')('a program', () => {
  it('is asked in English, with its arguments as they are', async () => {
    const { file } = await program('printf "%s|" "$LC_ALL" "$@"');
    expect(await run(file, ['a b', '$(id)', '"'])).toBe('C.UTF-8|a b|$(id)|"|');
  });

  it('that is not installed, fails or hangs says which', async () => {
    expect(whyNot(await failure('/nonexistent/program'))).toBe('not-supported');
    const { file } = await program('echo half; exit 3');
    expect(await failure(file)).toMatchObject({ code: 3 });
    expect(whyNot(await failure(file))).toBe('failed');
    const hanging = await program('exec sleep 300');
    expect(whyNot(await failure(hanging.file, 100))).toBe('timed-out');
  });

  it('that says too much is not listened to', { timeout: 20_000 }, async () => {
    const { file } = await program('exec yes');
    expect(await failure(file, 15_000)).toMatchObject({ message: `${file}: says too much` });
  });

  it('that hangs is ended with all that it started, however often it is asked', async () => {
    const { file, folder } = await program(stubborn());
    await Promise.all([1, 2, 3].map(() => failure(file, 500)));
    const pids = pidsIn(folder);
    expect(pids).toHaveLength(6);
    await expect.poll(() => pids.filter(isAlive)).toEqual([]);
  });

  it('does not outlive the app', async () => {
    const { file, folder } = await program(stubborn());
    let exit: () => void = () => undefined;
    const asked = programRunner((end) => (exit = end))(file, [], 60_000).catch((thrown: unknown) => thrown);
    const pids = (): number[] => (existsSync(join(folder, 'pids')) ? pidsIn(folder) : []);
    await expect.poll(() => pids().filter(isAlive)).toHaveLength(2);
    exit();
    await expect.poll(() => pids().filter(isAlive)).toEqual([]);
    expect(await asked).toBeInstanceOf(Error);
  });
});
