import { statfs } from 'node:fs/promises';
import { known, type SignalSource } from './source.ts';

const gigabyte = 1_000_000_000;

/** Free room on the volume that holds the person's files, as programs without special rights can use it. */
export function diskSource(home: string): SignalSource {
  return {
    source: 'statfs of the home folder',
    ids: ['disk.freePercent', 'disk.freeGb'],
    async read() {
      const { bavail, blocks, bsize } = await statfs(home);
      return {
        'disk.freePercent': known(blocks > 0 ? (bavail / blocks) * 100 : 0),
        'disk.freeGb': known((bavail * bsize) / gigabyte),
      };
    },
  };
}
