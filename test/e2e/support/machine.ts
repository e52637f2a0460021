import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A person's machine of its own for one test: home, user data, and the programs the app may start, recorded. */
export interface Machine {
  home: string;
  userData: string;
  env: Record<string, string>;
  /** What was opened outside the panel, one line per call: program and arguments. */
  opened(): string[];
  /** What the app has written to its log. */
  log: () => string;
  /** Puts a program of the test's before the system's own, as a script of the shell. */
  install(name: string, script: string): void;
  remove(): void;
}

const recorded = ['xdg-open', 'gnome-control-center', 'systemsettings', 'systemsettings5'];

export function createMachine(locale = 'en_US.UTF-8'): Machine {
  const root = mkdtempSync(join(tmpdir(), 'zeroline-e2e-'));
  const dir = (name: string): string => {
    const path = join(root, name);
    mkdirSync(path, { recursive: true });
    return path;
  };
  const home = dir('home');
  const bin = dir('bin');
  const log = join(root, 'opened.log');
  const userData = dir('user-data');
  const appLog = join(userData, 'logs/main.log');
  function install(name: string, script: string): void {
    const path = join(bin, name);
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
  }
  for (const program of recorded) install(program, `printf '%s %s\\n' "${program}" "$*" >> "${log}"`);
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  return {
    ...{ home, userData, install },
    env: {
      ...inherited,
      HOME: home,
      XDG_CONFIG_HOME: join(home, '.config'),
      XDG_CACHE_HOME: join(home, '.cache'),
      XDG_DATA_HOME: join(home, '.local/share'),
      XDG_CURRENT_DESKTOP: 'GNOME',
      PATH: `${bin}:${inherited['PATH'] ?? ''}`,
      LANG: locale,
      LC_ALL: locale,
      LANGUAGE: locale.split('.')[0] ?? 'en',
    },
    opened: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []),
    log: () => (existsSync(appLog) ? readFileSync(appLog, 'utf8') : ''),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
