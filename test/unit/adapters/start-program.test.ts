import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { startProgram } from '../../../electron/adapters/start-program.ts';
import { onlyPrograms } from './fake-programs.ts';
import { temporaryFolder } from './temp-folder.ts';

describe('starting a program', () => {
  it('is done when it ends well', async () => {
    await onlyPrograms({ launcher: 'exit 0' });
    expect(await startProgram('launcher', 'x')).toEqual({ kind: 'started' });
  });

  it('tells what is missing from what failed', async () => {
    await onlyPrograms({ launcher: 'exit 4', killed: 'kill -TERM $$' });
    expect(await startProgram('no-such-launcher', 'x')).toEqual({ kind: 'missing' });
    expect(await startProgram('launcher', 'x')).toEqual({ kind: 'failed', detail: 'launcher: exit 4' });
    expect(await startProgram('killed', 'x')).toEqual({ kind: 'failed', detail: 'killed: exit SIGTERM' });
  });

  it('gives the argument to the program and to no shell', async () => {
    const { calls } = await onlyPrograms({ launcher: 'exit 0' });
    const hostile = '$(id); `id` | cat > x & "quoted" \'too\'';
    await startProgram('launcher', hostile);
    expect(await calls()).toEqual([`launcher ${hostile}`]);
  });

  it('leaves it running, in a session of its own, so that it outlives us', async () => {
    const said = join(await temporaryFolder(), 'session');
    await writeFile(said, '');
    await onlyPrograms({ launcher: `echo "$$ $(/bin/ps -o sid= -p $$)" > '${said}'; exec /bin/sleep 3` });
    expect(await startProgram('launcher', 'x')).toEqual({ kind: 'started' });
    const [pid, session] = (await readFile(said, 'utf8')).trim().split(/\s+/);
    expect(session).toBe(pid);
  });
});
