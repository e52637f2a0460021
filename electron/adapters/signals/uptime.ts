import { uptime } from 'node:os';
import { stat } from 'node:fs/promises';
import type { Os } from '../../../shared/os.ts';
import { known, outputOf, unknown, type Reading, type SignalSource } from './source.ts';

const secondsPerDay = 24 * 60 * 60;

export function uptimeSource(): SignalSource {
  return {
    source: 'time since the last start',
    ids: ['uptime.days'],
    read: () => Promise.resolve({ 'uptime.days': known(uptime() / secondsPerDay) }),
  };
}

/** Keys that exist while Windows waits for a restart (Microsoft: Component Based Servicing, Windows Update). */
const windowsKeys = [
  'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update\\RebootRequired',
  'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing\\RebootPending',
];

/** The file that Debian, Ubuntu and their kin leave when an update needs a restart. */
const debianMark = '/var/run/reboot-required';

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Whether updates wait for a restart; on systems that don't tell it is unknown, not "no". */
export function restartSource(os: Os, markPath = debianMark): SignalSource {
  async function pending(): Promise<Reading> {
    if (os === 'macos') return unknown('not-supported');
    if (os === 'linux') {
      const tells = (await exists(markPath)) || (await exists('/usr/bin/dpkg'));
      return tells ? known(await exists(markPath)) : unknown('not-supported');
    }
    const found = await Promise.all(
      windowsKeys.map((key) =>
        outputOf('reg.exe', ['query', key]).then(
          () => true,
          () => false,
        ),
      ),
    );
    return known(found.includes(true));
  }
  return {
    source: os === 'windows' ? 'registry, RebootRequired' : markPath,
    ids: ['restart.pending'],
    read: async () => ({ 'restart.pending': await pending() }),
  };
}
