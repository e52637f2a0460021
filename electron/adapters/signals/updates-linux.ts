import { stat } from 'node:fs/promises';
import { isThere, known, textOf, unknown, type Reading, type SignalSource } from './source.ts';

/**
 * Ubuntu's message of the day, `47 updates can be applied immediately.`, which may stand in the machine's language: the
 * first line that holds a number holds that one alone. Lines about paid support come before it, without numbers.
 */
export function parseUpdatesAvailable(text: string): number | undefined {
  const line = text.split('\n').find((one) => /\d/.test(one)) ?? '';
  const numbers = line.match(/\d+/g) ?? [];
  return numbers.length === 1 ? Number(numbers[0]) : undefined;
}

/** Packages that PackageKit has fetched for the next restart: `bash;5.2.32-1.fc41;x86_64;updates`, and its kin. */
export const countPrepared = (text: string): number =>
  text.split(/[\s,=]/).filter((word) => word !== '' && !word.startsWith(';') && word.split(';').length === 4)
    .length;

/** A list of updates that is older tells nothing of today's. */
const listsMaxMs = 14 * 24 * 60 * 60_000;

interface Dated {
  text: string;
  ageMs: number;
}

async function datedTextOf(path: string, nowMs: number): Promise<Dated | undefined> {
  const text = await textOf(path);
  const stats = await stat(path).catch(() => undefined);
  return text === undefined || !stats ? undefined : { text, ageMs: nowMs - stats.mtimeMs };
}

async function ofFiles(root: string, nowMs: number): Promise<Reading> {
  const lib = `${root}/var/lib`;
  const [message, prepared, hasApt, hasDnf] = await Promise.all([
    datedTextOf(`${lib}/update-notifier/updates-available`, nowMs),
    datedTextOf(`${lib}/PackageKit/prepared-update`, nowMs),
    isThere(`${lib}/dpkg/status`),
    isThere(`${root}/etc/dnf`),
  ]);
  if (message) {
    const count = parseUpdatesAvailable(message.text);
    if (message.ageMs > listsMaxMs) return unknown('not-read-yet');
    return count === undefined ? unknown('failed') : known(count);
  }
  // It is there only while updates wait: where it is not, nobody may have looked.
  const count = countPrepared(prepared?.text ?? '');
  if (prepared && count > 0 && prepared.ageMs <= listsMaxMs) return known(count);
  return unknown(hasApt || hasDnf ? 'not-read-yet' : 'not-supported');
}

/**
 * How many packages could be updated, where the system counted them itself. To have `apt-get` or `dnf` count costs
 * seconds of work, and no server is asked.
 */
export function linuxUpdatesSource(root: string): SignalSource {
  return {
    source: '/var/lib/update-notifier/updates-available, /var/lib/PackageKit/prepared-update',
    ids: ['updates.pending'],
    read: async (nowMs) => ({ 'updates.pending': await ofFiles(root, nowMs) }),
  };
}
