import { stat } from 'node:fs/promises';
import {
  ifTold,
  isThere,
  known,
  textOf,
  unknown,
  type Reading,
  type RunCommand,
  type SignalSource,
} from './source.ts';

/** Ubuntu's message of the day; in other languages it says something else, and then nothing is known from it. */
export function parseUpdatesAvailable(text: string): number | undefined {
  const count = /^(\d+) (?:updates?|packages?) can be (?:applied|installed|updated)/m.exec(text)?.[1];
  return count === undefined ? undefined : Number(count);
}

/** `apt-get -s upgrade`: each package that would come has a line that begins with `Inst`. */
export const countInst = (output: string): number => output.match(/^Inst /gm)?.length ?? 0;

/** `dnf -C list --upgrades`: lines begin with name.arch; dnf 4 folds long ones, and there are headings. */
export const countUpgrades = (output: string): number =>
  output.match(/^\S+\.(?:x86_64|i686|aarch64|noarch|ppc64le|s390x)(?=\s|$)/gm)?.length ?? 0;

const dayMs = 24 * 60 * 60_000;
/** A list of updates that is older tells nothing of today's. */
const listsMaxMs = 14 * dayMs;

const changedAtMs = (path: string): Promise<number | undefined> =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  );

export interface UpdatesDeps {
  root: string;
  run: RunCommand;
}

async function ofApt({ root, run }: UpdatesDeps, nowMs: number): Promise<Reading> {
  const message = `${root}/var/lib/update-notifier/updates-available`;
  const [text, messageMs, listsMs] = await Promise.all([
    textOf(message),
    changedAtMs(message),
    changedAtMs(`${root}/var/lib/apt/lists`),
  ]);
  // Rewritten whenever packages or lists change: newer than the lists, it is about them.
  const counted = parseUpdatesAvailable(text ?? '');
  if (counted !== undefined && messageMs !== undefined && nowMs - messageMs < listsMaxMs)
    return known(counted);
  // Nobody asked the servers of late. Asking is the system's business, and its owner's network.
  if (listsMs === undefined || nowMs - listsMs > listsMaxMs) return unknown('not-read-yet');
  const simulate = ['apt-get', '-s', '-qq', '-o', 'Debug::NoLocking=true', 'upgrade'];
  // Seconds of work where apt keeps no cache; nobody waits for it.
  const simulated = await run('nice', ['-n', '19', ...simulate], 60_000);
  return known(countInst(simulated));
}

/** How many packages could be updated, from what the system fetched by itself; no server is asked. */
export function linuxUpdatesSource(deps: UpdatesDeps): SignalSource {
  return {
    source: '/var/lib/update-notifier/updates-available, apt-get -s upgrade, or dnf -C list --upgrades',
    ids: ['updates.pending'],
    async read(nowMs) {
      if (await isThere(`${deps.root}/var/lib/dpkg/status`))
        return { 'updates.pending': await ofApt(deps, nowMs) };
      if (await isThere(`${deps.root}/etc/dnf`)) {
        const listed = await ifTold(
          deps.run('nice', ['-n', '19', 'dnf', '-C', '-q', 'list', '--upgrades'], 60_000),
        );
        return {
          'updates.pending': listed === undefined ? unknown('not-read-yet') : known(countUpgrades(listed)),
        };
      }
      return { 'updates.pending': unknown('not-supported') };
    },
    keepMs: 6 * 60 * 60_000,
    keepsOverWake: true,
    timeoutMs: 62_000,
  };
}
