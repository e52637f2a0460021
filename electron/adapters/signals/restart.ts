import { join } from 'node:path';
import type { Os } from '../../../shared/os.ts';
import { isThere, known, unknown, type Reading, type RunCommand, type SignalSource } from './source.ts';

/** What Debian, Ubuntu and their kin leave when an update needs a restart. */
const mark = 'run/reboot-required';
/** What leaves it. Where neither is installed, the mark's absence says nothing. */
const markers = ['etc/kernel/postinst.d/unattended-upgrades', 'etc/kernel/postinst.d/update-notifier'];

async function onLinux(root: string): Promise<Reading> {
  if (await isThere(join(root, mark))) return known(true);
  const tells = await Promise.all(markers.map((path) => isThere(join(root, path))));
  return tells.includes(true) ? known(false) : unknown('not-supported');
}

/** Keys that exist while Windows waits for a restart: each under a parent that is always there. */
const windowsKeys = [
  {
    parent: 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\WindowsUpdate\\Auto Update',
    child: 'RebootRequired',
  },
  {
    parent: 'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Component Based Servicing',
    child: 'RebootPending',
  },
] as const;

/** Whether `reg query` of a key lists a subkey; names of keys are the same in every language of Windows. */
export const listsSubkey = (output: string, child: string): boolean =>
  output.split(/\r?\n/).some((line) => line.trim().toLowerCase().endsWith(`\\${child.toLowerCase()}`));

async function onWindows(run: RunCommand): Promise<Reading> {
  // The parent is asked: a missing key and a refused one end in the same error.
  const answers = await Promise.allSettled(
    windowsKeys.map(async ({ parent, child }) => listsSubkey(await run('reg.exe', ['query', parent]), child)),
  );
  if (answers.some((answer) => answer.status === 'fulfilled' && answer.value)) return known(true);
  return answers.every((answer) => answer.status === 'fulfilled') ? known(false) : unknown('failed');
}

/** Whether updates wait for a restart; where the system does not tell, that is unknown and not "no". */
export function restartSource(os: Os, { root, run }: { root: string; run: RunCommand }): SignalSource {
  const read: Record<Os, () => Promise<Reading>> = {
    linux: () => onLinux(root),
    windows: () => onWindows(run),
    macos: () => Promise.resolve(unknown('not-supported')),
  };
  return {
    source: { linux: `/${mark}`, windows: 'reg query, RebootRequired and RebootPending', macos: 'none' }[os],
    ids: ['restart.pending'],
    read: async () => ({ 'restart.pending': await read[os]() }),
    ...(os === 'windows' ? { keepMs: 10 * 60_000 } : {}),
  };
}
