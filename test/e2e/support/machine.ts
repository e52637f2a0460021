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
  for (const program of recorded) {
    const path = join(bin, program);
    writeFileSync(path, `#!/bin/sh\nprintf '%s %s\\n' "${program}" "$*" >> "${log}"\n`);
    chmodSync(path, 0o755);
  }
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  return {
    home,
    userData: dir('user-data'),
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
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
