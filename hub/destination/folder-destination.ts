import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import { isPlainPath, type Destination, type DestinationRefusal } from './destination.ts';

const codeOf = (thrown: unknown): string | undefined => (toError(thrown) as NodeJS.ErrnoException).code;

function refusalFor(thrown: unknown, kind: DestinationRefusal['kind'], file: string) {
  const code = codeOf(thrown);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    const detail = `${file} can't be used by this account (${code}); give it the right to read and write there`;
    return refuse<DestinationRefusal>({ kind: 'no-access', detail });
  }
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const detail = `the disk of ${file} is full (${code}); make room and run it again`;
    return refuse<DestinationRefusal>({ kind, detail });
  }
  return refuse<DestinationRefusal>({ kind, detail: `${file}: ${toError(thrown).message}` });
}

/** A folder's entry for a new file is on disk only once the folder itself is. Windows has no such step. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const folder = dirname(file);
  const made = await mkdir(folder, { recursive: true });
  const fresh = join(folder, `.${randomUUID()}.part`);
  try {
    const handle = await open(fresh, 'wx', 0o644);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(fresh, file);
  } catch (thrown) {
    await rm(fresh, { force: true });
    throw thrown;
  }
  const top = made === undefined ? folder : dirname(made);
  for (let place = folder; place !== dirname(top); place = dirname(place)) await syncFolder(place);
}

async function readAtMost(file: string, bytesMax: number): Promise<Result<Uint8Array, DestinationRefusal>> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    if (size > bytesMax) {
      const detail = `${file} has ${size} bytes, at most ${bytesMax} can be right; is it another folder?`;
      return refuse({ kind: 'too-big', detail });
    }
    return ok(await handle.readFile());
  } finally {
    await handle.close();
  }
}

/** A folder that a web server shows, or that something else copies to one. */
export function folderDestination(folder: string, name = folder): Destination {
  const root = resolve(folder);
  const place = (path: string): string => {
    if (!isPlainPath(path)) throw new Error(`Not a path below a destination: ${path}`);
    return join(root, ...path.split('/'));
  };
  return {
    name,
    async read(path, bytesMax) {
      const file = place(path);
      try {
        return await readAtMost(file, bytesMax);
      } catch (thrown) {
        if (codeOf(thrown) === 'ENOENT') return refuse({ kind: 'missing', detail: `there is no ${file}` });
        return refusalFor(thrown, 'could-not-read', file);
      }
    },
    async has(path) {
      const file = place(path);
      try {
        return ok((await stat(file)).isFile());
      } catch (thrown) {
        return codeOf(thrown) === 'ENOENT' ? ok(false) : refusalFor(thrown, 'could-not-read', file);
      }
    },
    async write(path, bytes) {
      const file = place(path);
      try {
        await writeWhole(file, bytes);
        return ok(undefined);
      } catch (thrown) {
        return refusalFor(thrown, 'could-not-write', file);
      }
    },
  };
}
