import { existsSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Machine } from './machine.ts';

/** libfaketime, where Debian and Fedora put it. */
const library = [
  ...readdirSync('/usr/lib', { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join('/usr/lib', entry.name, 'faketime/libfaketimeMT.so.1')),
  '/usr/lib64/faketime/libfaketimeMT.so.1',
].find((path) => existsSync(path));

export const hasFakeClock = library !== undefined;

/** A clock for one machine, in its own time zone. It runs on from wherever it is set, also while programs run. */
export interface FakeClock {
  /** `2027-01-04T08:03`. */
  set(local: string): void;
}

export function fakeClock(machine: Machine, timeZone: string, local: string): FakeClock {
  const file = join(machine.home, '..', 'clock');
  function set(to: string): void {
    // Whole or not at all: a program that reads half of it ends.
    writeFileSync(`${file}.new`, `@${to.replace('T', ' ')}:00\n`);
    renameSync(`${file}.new`, file);
  }
  set(local);
  Object.assign(machine.env, {
    TZ: timeZone,
    LD_PRELOAD: library ?? '',
    FAKETIME_TIMESTAMP_FILE: file,
    FAKETIME_NO_CACHE: '1',
    // A clock that is set does not make timers jump.
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  });
  return { set };
}
