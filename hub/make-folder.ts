import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { toError } from '../shared/result.ts';

const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/**
 * Makes a folder and those above it that are missing. Node's `recursive` never ends where a folder that is there says
 * that nothing is (/proc): here that is an error like any other. Answers the topmost one that was made.
 */
export async function makeFolder(path: string, mode = 0o777): Promise<string | undefined> {
  const missing: string[] = [];
  for (let place = resolve(path); !(await isThere(place)); place = dirname(place)) missing.unshift(place);
  let made: string | undefined;
  for (const place of missing) {
    try {
      await mkdir(place, { mode });
      made ??= place;
    } catch (thrown) {
      const { code } = toError(thrown) as NodeJS.ErrnoException;
      if (code === 'ENOENT') throw new Error(`no folder can be made in ${dirname(place)}`, { cause: thrown });
      if (code !== 'EEXIST') throw thrown;
    }
  }
  return made;
}
