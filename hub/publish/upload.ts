import { ok, type Result } from '../../shared/result.ts';
import type { Destination, DestinationRefusal } from '../destination/destination.ts';
import type { ContentFile } from './content-files.ts';
import { inParallel } from './in-parallel.ts';

export interface Uploaded {
  files: number;
  bytes: number;
}

export interface UploadOptions {
  /** Reads every file that is there, and writes those anew that are not as they were made. */
  compare: boolean;
  onFile(done: number, of: number): void;
}

/** Whether the file lies there with these bytes. */
async function isThere(
  destination: Destination,
  path: string,
  bytes: Uint8Array,
): Promise<Result<boolean, DestinationRefusal>> {
  const read = await destination.read(path, bytes.length);
  if (read.ok) return ok(Buffer.compare(read.value, bytes) === 0);
  return read.error.kind === 'missing' || read.error.kind === 'too-big' ? ok(false) : read;
}

/** Writes the files that the destination lacks. None of them ever changes: one that is there is taken for right. */
export async function upload(
  destination: Destination,
  files: readonly ContentFile[],
  { compare, onFile }: UploadOptions,
): Promise<Result<Uploaded, DestinationRefusal>> {
  let done = 0;
  const written: Uploaded = { files: 0, bytes: 0 };
  const uploaded = await inParallel(files, async ({ path, bytes }) => {
    const there = compare ? await isThere(destination, path, await bytes()) : await destination.has(path);
    if (!there.ok) return there;
    if (!there.value) {
      const fresh = await bytes();
      const put = await destination.write(path, fresh, 'immutable');
      if (!put.ok) return put;
      written.files += 1;
      written.bytes += fresh.length;
    }
    onFile((done += 1), files.length);
    return ok(undefined);
  });
  return uploaded.ok ? ok(written) : uploaded;
}
