import { statfs } from 'node:fs/promises';
import { freeRoom, type VolumeFacts } from './disk.ts';
import { known, unknown, type RunCommand, type SignalSource } from './source.ts';

/**
 * `mount`: the places of volumes that people write to, on the Mac's own disks. The system's volumes are hidden
 * (`nobrowse`) but for the one with all data; a disk image is read-only as a rule, and a backup is full by intent.
 */
export function parseVolumes(output: string): string[] {
  return output.split('\n').flatMap((line) => {
    const [, path, all] = /^\/dev\/\S+ on (\/.*) \(([^()]*)\)$/.exec(line) ?? [];
    if (path === undefined || all === undefined) return [];
    const flags = all.split(', ');
    if (!flags.includes('local') || flags.includes('read-only')) return [];
    if (path === '/System/Volumes/Data' || path === '/') return [path];
    const isBackup = /time ?machine|^\/Volumes\/(?:backups? of|\.timemachine)/i.test(path);
    return path.startsWith('/Volumes/') && !flags.includes('nobrowse') && !isBackup ? [path] : [];
  });
}

/** Smaller ones are no place for files. */
const smallestBytes = 1_000_000_000;

export interface MacVolumesDeps {
  run: RunCommand;
  volume?: (path: string) => Promise<VolumeFacts>;
}

export const macVolumesSource = ({ run, volume = statfs }: MacVolumesDeps): SignalSource => ({
  source: 'statfs of each local volume in mount',
  ids: ['disk.fullestFreePercent'],
  async read() {
    const facts = await Promise.allSettled(parseVolumes(await run('/sbin/mount', [])).map(volume));
    const percents = facts.flatMap((fact) => {
      if (fact.status === 'rejected' || fact.value.blocks * fact.value.bsize < smallestBytes) return [];
      const { percent } = freeRoom(fact.value, 'macos');
      return percent.kind === 'known' ? [Number(percent.value)] : [];
    });
    return {
      'disk.fullestFreePercent': percents.length === 0 ? unknown('failed') : known(Math.min(...percents)),
    };
  },
  keepMs: 10 * 60_000,
});
