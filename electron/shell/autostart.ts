import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from 'electron';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';

export interface AutostartDeps {
  app: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>;
  platform: NodeJS.Platform;
  /** What a login starts; absent in a checkout, which must not write itself into a person's session. */
  executable?: string;
  /** `$XDG_CONFIG_HOME` or `~/.config`; only used on Linux. */
  configDir: string;
  writeFile(path: string, text: string): Promise<void>;
}

export interface Autostart {
  apply(on: boolean): Promise<Result<void, { kind: 'failed'; detail: string }>>;
}

/** Quoted as the Desktop Entry Specification asks for in `Exec`: for the argument, then for a value in a file. */
const quoted = (path: string): string =>
  `"${path
    .replace(/(["`$\\])/g, '\\$1')
    .replaceAll('%', '%%')
    .replaceAll('\\', '\\\\')}"`;

const execLine = (executable: string): string => `Exec=${quoted(executable)} --hidden`;

/** The entry that desktops following the XDG Autostart specification read at login. */
export const desktopEntry = (executable: string): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Zeroline',
    execLine(executable),
    'Icon=zeroline',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');

/**
 * Starts the app, hidden in the tray, when the person signs in. An entry that is there already is left as it is: the
 * person may have switched it off in the system's own list of such programs, and writing it again would undo that.
 */
export function createAutostart(deps: AutostartDeps): Autostart {
  const { app, platform, executable, configDir, writeFile } = deps;

  async function applyOnLinux(on: boolean, started: string): Promise<void> {
    const entry = join(configDir, 'autostart', 'zeroline.desktop');
    if (!on) return rm(entry, { force: true });
    const there = await readFile(entry, 'utf8').catch(() => '');
    if (!there.split('\n').includes(execLine(started))) await writeFile(entry, desktopEntry(started));
  }

  function applyLoginItem(on: boolean, started: string): void {
    const item = { path: started, args: ['--hidden'] };
    if (on && app.getLoginItemSettings(item).openAtLogin) return;
    app.setLoginItemSettings({ openAtLogin: on, ...item });
  }

  return {
    async apply(on) {
      if (executable === undefined) return ok(undefined);
      try {
        if (platform === 'linux') await applyOnLinux(on, executable);
        else applyLoginItem(on, executable);
        return ok(undefined);
      } catch (thrown) {
        return refuse({ kind: 'failed', detail: toError(thrown).message });
      }
    },
  };
}
