import { statfs } from 'node:fs/promises';
import { freeRoom } from './disk.ts';
import { known, textOf, unknown, type SignalSource } from './source.ts';

/** What is mounted: `device` is the kernel's number for it, the same for all places that show the same volume. */
export interface Mount {
  device: string;
  path: string;
  isWritable: boolean;
  type: string;
  from: string;
}

const unescaped = (path: string): string =>
  path.replace(/\\([0-7]{3})/g, (_all, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));

/** `/proc/self/mountinfo`, one line a mount. */
export function parseMounts(mountinfo: string): Mount[] {
  return mountinfo.split('\n').flatMap((line) => {
    const [own = '', rest = ''] = line.split(' - ');
    const [, , device, , path, options] = own.split(' ');
    const [type, from, superOptions] = rest.split(' ');
    if (device === undefined || path === undefined || type === undefined || from === undefined) return [];
    const isReadOnly = [options, superOptions].some((all) => all?.split(',').includes('ro'));
    return [{ device, path: unescaped(path), isWritable: !isReadOnly, type, from }];
  });
}

/** Not a person's volumes, though they stand on a disk: they are made full, or hold what starts the machine. */
const isForStarting = (path: string): boolean => /^\/(?:boot|efi|recovery|snap)(?:\/|$)/.test(path);

/** Volumes on the machine's own disks that people and programs write to, each once. */
export function localVolumes(mounts: readonly Mount[]): Mount[] {
  const seen = new Set<string>();
  return mounts.filter(({ device, path, isWritable, type, from }) => {
    const isLocal = from.startsWith('/dev/') || ['zfs', 'btrfs', 'bcachefs'].includes(type);
    // A container's root is laid over the disk of its machine.
    const isOwn = isLocal || (path === '/' && type === 'overlay');
    if (!isOwn || !isWritable || isForStarting(path) || seen.has(device)) return false;
    seen.add(device);
    return true;
  });
}

/** Smaller ones are no place for files. */
const smallestBytes = 1_000_000_000;

/** The volume that is fullest, whichever it is: a home of its own, the system's, a second disk. */
export function linuxVolumesSource(root: string): SignalSource {
  return {
    source: 'statfs of each volume in /proc/self/mountinfo',
    ids: ['disk.fullestFreePercent'],
    async read() {
      const mounts = localVolumes(parseMounts((await textOf(`${root}/proc/self/mountinfo`)) ?? ''));
      const facts = await Promise.allSettled(mounts.map(({ path }) => statfs(path)));
      const percents = facts.flatMap((fact) => {
        if (fact.status === 'rejected' || fact.value.blocks * fact.value.bsize < smallestBytes) return [];
        const { percent } = freeRoom(fact.value, 'linux');
        return percent.kind === 'known' ? [Number(percent.value)] : [];
      });
      const fullest = percents.length === 0 ? unknown('not-present') : known(Math.min(...percents));
      return { 'disk.fullestFreePercent': fullest };
    },
  };
}
