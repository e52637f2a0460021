import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { chownSync, copyFileSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface PlainUser {
  readonly home: string;
  /** Starts a program on the test's display, in a session of the user's own. */
  start(program: string, ...args: string[]): ChildProcess;
  /** Runs a program to its end and gives what it wrote. */
  run(env: Record<string, string>, program: string, ...args: string[]): string;
  /** The ids and command lines of what runs as this user. */
  processes(): { pid: number; command: string }[];
  remove(): Promise<void>;
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
  } catch {
    return '';
  }
}

/** A user like any employee: no root, no groups, a fresh home. */
export function createPlainUser(): PlainUser {
  const name = `zl-test-${process.pid}`;
  execFileSync('useradd', ['--create-home', '--shell', '/bin/sh', name]);
  const home = `/home/${name}`;
  const { uid, gid } = statSync(home);
  // The display lets in who holds its cookie.
  const authority = join(home, '.Xauthority');
  copyFileSync(process.env['XAUTHORITY'] ?? '', authority);
  chownSync(authority, uid, gid);

  const own = { HOME: home, USER: name, LANG: 'en_US.UTF-8', PATH: '/usr/local/bin:/usr/bin:/bin' };
  const shown = { DISPLAY: process.env['DISPLAY'] ?? '', XAUTHORITY: authority, NO_AT_BRIDGE: '1' };
  const words = (env: Record<string, string>, ...command: string[]): string[] => [
    ...['--user', name, '--', 'env', '-i'],
    ...Object.entries({ ...own, ...shown, ...env }).map(([key, value]) => `${key}=${value}`),
    ...command,
  ];
  const processes = (): { pid: number; command: string }[] =>
    readdirSync('/proc').flatMap((entry) => {
      const pid = Number(entry);
      if (!Number.isInteger(pid)) return [];
      const command = commandOf(pid);
      try {
        return command !== '' && statSync(`/proc/${pid}`).uid === uid ? [{ pid, command }] : [];
      } catch {
        return [];
      }
    });
  const signalAll = (signal: NodeJS.Signals): void => {
    for (const { pid } of processes()) {
      try {
        process.kill(pid, signal);
      } catch {
        // It ended by itself in between.
      }
    }
  };
  return {
    home,
    processes,
    start: (program, ...args) =>
      spawn('runuser', words({}, 'dbus-run-session', '--', program, ...args), { cwd: home, stdio: 'ignore' }),
    run: (env, program, ...args) =>
      execFileSync('runuser', words(env, program, ...args), { cwd: home, encoding: 'utf8', timeout: 20_000 }),
    async remove() {
      signalAll('SIGTERM');
      for (let waitedMs = 0; waitedMs < 3_000 && processes().length > 0; waitedMs += 100) await sleep(100);
      signalAll('SIGKILL');
      await sleep(200);
      execFileSync('userdel', ['--remove', name], { stdio: 'ignore' });
    },
  };
}
