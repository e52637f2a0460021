import { release } from 'node:os';
import { known, textOf, unknown, type Reading, type SignalSource } from './source.ts';

/** A value of `/etc/os-release`, which may stand in quotes of the shell. */
export function osReleaseField(osRelease: string, name: string): string | undefined {
  const value = new RegExp(`^${name}=(.*)$`, 'm').exec(osRelease)?.[1]?.trim();
  const plain = value?.replace(/^(["'])(.*)\1$/, '$2').replace(/\\(["$`\\])/g, '$1');
  return plain === '' ? undefined : plain;
}

const reading = (value: string | undefined): Reading =>
  value === undefined ? unknown('not-supported') : known(value);

/** The distribution's version; rolling ones have none. The build is the kernel that runs. */
export function linuxVersionSource(root: string, kernel: () => string = release): SignalSource {
  return {
    source: '/etc/os-release, uname -r',
    ids: ['os.version', 'os.build'],
    async read() {
      const osRelease =
        (await textOf(`${root}/etc/os-release`)) ?? (await textOf(`${root}/usr/lib/os-release`)) ?? '';
      return { 'os.version': reading(osReleaseField(osRelease, 'VERSION_ID')), 'os.build': known(kernel()) };
    },
  };
}
