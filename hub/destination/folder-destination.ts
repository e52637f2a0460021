import { randomUUID } from 'node:crypto';
import { link, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import { makeFolder } from '../make-folder.ts';
import { syncFolder } from '../sync-folder.ts';
import {
  changedMeanwhile,
  isPlainPath,
  type Destination,
  type DestinationRefusal,
  type Lifetime,
} from './destination.ts';

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

/** File systems without hard links say so in these ways; what is there is then looked at, which is nearly as good. */
const noLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV']);

/** Gives `fresh` its name unless a file has it; whether it got it. */
async function takeName(fresh: string, file: string): Promise<boolean> {
  try {
    await link(fresh, file);
    return true;
  } catch (thrown) {
    if (codeOf(thrown) === 'EEXIST') return false;
    if (!noLinks.has(codeOf(thrown) ?? '')) throw thrown;
  }
  const isTaken = await stat(file).then(
    () => true,
    () => false,
  );
  if (!isTaken) await rename(fresh, file);
  return !isTaken;
}

/** Whole or not at all; false when it was to be written once, and other bytes are there. */
async function writeWhole(file: string, bytes: Uint8Array, lifetime: Lifetime): Promise<boolean> {
  const folder = dirname(file);
  const made = await makeFolder(folder);
  const fresh = join(folder, `.${randomUUID()}.part`);
  let isOurs = true;
  try {
    const handle = await open(fresh, 'wx', 0o644);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (lifetime !== 'once') await rename(fresh, file);
    else if (!(await takeName(fresh, file))) isOurs = (await readFile(file)).equals(bytes);
  } finally {
    await rm(fresh, { force: true });
  }
  const top = made === undefined ? folder : dirname(made);
  for (let place = folder; place !== dirname(top); place = dirname(place)) await syncFolder(place);
  return isOurs;
}

const leftOverMs = 24 * 60 * 60_000;
const leftOverName = /^\.[0-9a-f-]{36}\.part$/;

/** Files of publications that were killed; younger ones may be another's at this moment. */
async function removeLeftOvers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!leftOverName.test(name)) continue;
    const path = join(folder, name);
    const found = await stat(path).catch(() => undefined);
    if (found && Date.now() - found.mtimeMs > leftOverMs) await rm(path, { force: true });
  }
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
  // Each folder once, when the first file is written to it.
  const tidied = new Set<string>();
  async function tidy(folder: string): Promise<void> {
    if (tidied.has(folder)) return;
    tidied.add(folder);
    // What can't be removed is in nobody's way.
    await removeLeftOvers(folder).catch(() => undefined);
  }
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
    async write(path, bytes, lifetime) {
      const file = place(path);
      try {
        await tidy(dirname(file));
        if (await writeWhole(file, bytes, lifetime)) return ok(undefined);
        return refuse(changedMeanwhile(path, name));
      } catch (thrown) {
        return refusalFor(thrown, 'could-not-write', file);
      }
    },
  };
}
