import { statfs } from 'node:fs/promises';
import type { Os } from '../../../shared/os.ts';
import { known, unknown, type Reading, type SignalSource } from './source.ts';

/** Windows says GB and counts in 1024s; a number should be the one the person sees in its own windows. */
const bytesPerGb = (os: Os): number => (os === 'windows' ? 1024 ** 3 : 1_000_000_000);

/** In blocks: all, free, and free for programs without special rights. */
export interface VolumeFacts {
  blocks: number;
  bfree: number;
  bavail: number;
  bsize: number;
}

/** Free room as programs without special rights have it: of what they can use at all, which is how `df` counts. */
export function freeRoom(
  { blocks, bfree, bavail, bsize }: VolumeFacts,
  os: Os,
): { percent: Reading; gb: Reading } {
  const usable = blocks - bfree + bavail;
  // Some network folders tell no size at all; that is not a full disk.
  if (blocks <= 0 || usable <= 0) return { percent: unknown('not-supported'), gb: unknown('not-supported') };
  return { percent: known((bavail / usable) * 100), gb: known((bavail * bsize) / bytesPerGb(os)) };
}

/** The volume that holds the person's files. */
export function diskSource(os: Os, home: string): SignalSource {
  return {
    source: 'statfs of the home folder',
    ids: ['disk.freePercent', 'disk.freeGb'],
    async read() {
      const { percent, gb } = freeRoom(await statfs(home), os);
      return { 'disk.freePercent': percent, 'disk.freeGb': gb };
    },
  };
}
