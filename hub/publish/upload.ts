import { ok, type Result } from '../../shared/result.ts';
import type { Destination, DestinationRefusal } from '../destination/destination.ts';
import type { ContentFile } from './content-files.ts';
import { inParallel } from './in-parallel.ts';

export interface Uploaded {
  files: number;
  bytes: number;
}

/** Writes the files that the destination lacks. None of them ever changes: one that is there is right. */
export async function upload(
  destination: Destination,
  files: readonly ContentFile[],
  onFile: (done: number, of: number) => void,
): Promise<Result<Uploaded, DestinationRefusal>> {
  let done = 0;
  const written: Uploaded = { files: 0, bytes: 0 };
  const uploaded = await inParallel(files, async ({ path, bytes }) => {
    const there = await destination.has(path);
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
