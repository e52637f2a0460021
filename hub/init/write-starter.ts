import { readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeFolder } from '../make-folder.ts';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';

export interface InitRefusal {
  kind: 'not-empty' | 'could-not-write';
  /** What is in the way, and what to do. */
  detail: string;
}

/** Writes the files into `folder`, which is new or empty; a folder that holds anything is left alone. */
export async function writeStarter(
  folder: string,
  files: ReadonlyMap<string, string>,
): Promise<Result<{ files: number }, InitRefusal>> {
  try {
    await makeFolder(folder);
    const held = await readdir(folder);
    if (held.length > 0) {
      const detail = `${folder} holds files already (${held.slice(0, 3).join(', ')}); name a new or empty folder`;
      return refuse({ kind: 'not-empty', detail });
    }
    for (const [path, text] of files) {
      const target = join(folder, path);
      await makeFolder(dirname(target));
      await writeFile(target, text, { flag: 'wx' });
    }
    return ok({ files: files.size });
  } catch (thrown) {
    const detail = `${folder} can't be written: ${toError(thrown).message}; check the path and its rights`;
    return refuse({ kind: 'could-not-write', detail });
  }
}
