import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from './temp-folder.ts';

/** What `PATH` holds for one test: only these programs, each a shell script that records how it was called. */
export async function onlyPrograms(scripts: Record<string, string>): Promise<{ calls(): Promise<string[]> }> {
  const folder = await temporaryFolder();
  const log = join(folder, 'calls');
  for (const [name, script] of Object.entries(scripts)) {
    const file = join(folder, name);
    await writeFile(file, `#!/bin/sh\nprintf '%s\\n' "${name} $*" >> '${log}'\n${script}\n`);
    await chmod(file, 0o755);
  }
  const before = process.env.PATH;
  process.env.PATH = folder;
  onTestFinished(() => {
    if (before === undefined) delete process.env.PATH;
    else process.env.PATH = before;
  });
  return {
    calls: async () =>
      (await readFile(log, 'utf8').catch(() => '')).split('\n').filter((line) => line !== ''),
  };
}
