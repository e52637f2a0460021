import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import type { DestinationRefusal } from '../destination/destination.ts';
import { folderDestination } from '../destination/folder-destination.ts';
import type { KbSources } from '../publish/read-sources.ts';

/** Whether it was done; not, when the file is no longer as it was read. */
type Done = Promise<Result<boolean, DestinationRefusal>>;

export interface KbFiles {
  write(path: string, content: string): Promise<Result<void, DestinationRefusal>>;
  replace(path: string, content: string | Uint8Array): Done;
  remove(path: string): Done;
}

/** A knowledge base's files, as far as nobody changed them since `sources` was read. */
export function kbFiles(kbFolder: string, sources: KbSources): KbFiles {
  const folder = folderDestination(kbFolder);
  const fileOf = (path: string): string => join(kbFolder, ...path.split('/'));

  const isAsRead = (path: string, now: Uint8Array | undefined): boolean => {
    if (!path.startsWith('images/'))
      return sources.texts.get(path) === (now && new TextDecoder().decode(now));
    const was = sources.images.get(path.slice('images/'.length));
    return was && now ? Buffer.from(was).equals(now) : was === now;
  };

  return {
    write: (path, content) => folder.write(path, Buffer.from(content), 'changing'),
    async replace(path, content) {
      const bytes = Buffer.from(content);
      let isNew: boolean;
      try {
        const now = await bytesAt(fileOf(path));
        if (now && bytes.equals(now)) return ok(true);
        if (!isAsRead(path, now)) return ok(false);
        isNew = now === undefined;
        if (isNew && !(await reserve(fileOf(path)))) return ok(false);
      } catch (thrown) {
        return couldNot(thrown);
      }
      const written = await folder.write(path, bytes, 'changing');
      if (written.ok) return ok(true);
      // The refusal says enough; an empty file left here is known as ours.
      if (isNew) await rm(fileOf(path), { force: true }).catch(() => undefined);
      return written;
    },
    async remove(path) {
      try {
        if (!isAsRead(path, await bytesAt(fileOf(path)))) return ok(false);
        await rm(fileOf(path), { force: true });
        return ok(true);
      } catch (thrown) {
        return couldNot(thrown);
      }
    },
  };
}

const isCode = (thrown: unknown, code: string): boolean =>
  (toError(thrown) as NodeJS.ErrnoException).code === code;

const couldNot = (thrown: unknown) =>
  refuse<DestinationRefusal>({ kind: 'could-not-write', detail: toError(thrown).message });

async function bytesAt(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(file);
  } catch (thrown) {
    if (isCode(thrown, 'ENOENT')) return undefined;
    throw thrown;
  }
}

/** Takes the name of a new file, unless somebody just did. The content comes by renaming, which takes any name. */
async function reserve(file: string): Promise<boolean> {
  await mkdir(dirname(file), { recursive: true });
  try {
    await (await open(file, 'wx')).close();
    return true;
  } catch (thrown) {
    if (isCode(thrown, 'EEXIST')) return false;
    throw thrown;
  }
}
