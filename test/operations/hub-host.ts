import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/nginx.ts';
import { readRecipes, runRecipe, type Ran } from './recipes.ts';

const root = join(import.meta.dirname, '../..');
const recipes = readRecipes();

/** A folder that stands for the machine the hub is installed on, with the paths of docs/operations.md inside it. */
export interface HubHost {
  port: number;
  url: string;
  at(...path: string[]): string;
  /** A recipe with this machine's paths and ports. */
  recipe(name: string): string;
  /** Runs one as it stands. */
  follow(name: string, more?: Record<string, string>): Promise<Ran>;
  systemctl(word: 'start' | 'stop' | 'kill'): void;
  log(): string;
  /** The recipes about the hub. */
  names(): string[];
  remove(): void;
}

/** Does what the unit says for a program that does not know systemd: starts its command, and ends it with SIGTERM. */
const systemctl = (folder: string, execStart: string, url: string): string => `#!/usr/bin/env bash
set -eu
[ "$2" = zeroline-hub ]
pid() { cat '${folder}/pid' 2>/dev/null || true; }
end() {
  local one; one=$(pid)
  [ -n "$one" ] || return 0
  kill "-$1" "$one" 2>/dev/null || true
  while kill -0 "$one" 2>/dev/null; do sleep 0.05; done
  rm -f '${folder}/pid'
}
begin() {
  (umask 077; cd /; exec ${execStart} </dev/null >>'${folder}/log' 2>&1) &
  echo $! >'${folder}/pid'
  for _ in $(seq 600); do
    if curl -fsS -o /dev/null '${url}/health' 2>/dev/null; then return 0; fi
    kill -0 "$(pid)" 2>/dev/null || { cat '${folder}/log' >&2; exit 1; }
    sleep 0.05
  done
  exit 1
}
case "$1" in
  start) begin ;;
  stop) end TERM ;;
  restart) end TERM; begin ;;
  kill) end KILL ;;
esac
`;

/** Installs the program as the page says, beside the packages that it loads when it serves. */
export async function installHub(): Promise<HubHost> {
  const folder = mkdtempSync(join(tmpdir(), 'zeroline-hub-host-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const at = (...path: string[]): string => join(folder, ...path);
  const hub = at('var/lib/zeroline-hub');
  for (const path of ['bin', 'opt/zeroline/dist/hub']) mkdirSync(at(path), { recursive: true });
  mkdirSync(hub, { recursive: true, mode: 0o700 });
  // Built when it is not.
  const built = await runRecipe('zeroline help', {});
  if (built.exitCode !== 0) throw new Error(built.output);
  copyFileSync(join(root, 'dist/hub/zeroline.mjs'), at('opt/zeroline/dist/hub/zeroline.mjs'));
  symlinkSync(join(root, 'node_modules'), at('opt/zeroline/node_modules'));

  const recipe = (name: string): string => {
    const body = recipes.get(name);
    if (body === undefined) throw new Error(`docs/operations.md has no recipe "${name}"`);
    return body
      .replaceAll('/opt/zeroline', at('opt/zeroline'))
      .replaceAll('/var/lib/zeroline-hub', hub)
      .replaceAll('/usr/bin/node', process.execPath)
      .replaceAll('/etc/ssl', folder)
      .replaceAll('127.0.0.1:8480', `127.0.0.1:${port}`);
  };
  const execStart = /^ExecStart=(.+)$/m.exec(recipe('hub-unit'))?.[1] ?? 'false';
  writeFileSync(at('bin/systemctl'), systemctl(folder, execStart, url), { mode: 0o755 });
  const variables = {
    HUB: hub,
    BACKUP: at('backup'),
    PATH: `${at('bin')}:${process.env.PATH ?? ''}`,
  };
  const tell = (word: string): void => {
    const { status, stderr } = spawnSync(at('bin/systemctl'), [word, 'zeroline-hub'], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  };
  return {
    ...{ port, url, at, recipe },
    follow: (name, more = {}) => runRecipe(recipe(name), { ...variables, ...more }),
    systemctl: tell,
    names: () => [...recipes.keys()].filter((name) => name.startsWith('hub-')),
    log: () => readFileSync(at('log'), 'utf8'),
    remove() {
      tell('stop');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
