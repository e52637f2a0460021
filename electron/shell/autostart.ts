import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { App } from 'electron';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';

export interface AutostartDeps {
  app: Pick<App, 'setLoginItemSettings'>;
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

/** Quoted as the Desktop Entry Specification asks for in `Exec`. */
const quoted = (path: string): string => `"${path.replace(/(["`$\\])/g, '\\$1').replaceAll('%', '%%')}"`;

/** The entry that desktops following the XDG Autostart specification read at login. */
export const desktopEntry = (executable: string): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Zeroline',
    `Exec=${quoted(executable)} --hidden`,
    'Icon=zeroline',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');

/** Starts the app, hidden in the tray, when the person signs in. */
export function createAutostart(deps: AutostartDeps): Autostart {
  const { app, platform, executable, configDir, writeFile } = deps;
  return {
    async apply(on) {
      if (executable === undefined) return ok(undefined);
      try {
        if (platform !== 'linux') {
          app.setLoginItemSettings({ openAtLogin: on, path: executable, args: ['--hidden'] });
          return ok(undefined);
        }
        const entry = join(configDir, 'autostart', 'zeroline.desktop');
        if (on) await writeFile(entry, desktopEntry(executable));
        else await rm(entry, { force: true });
        return ok(undefined);
      } catch (thrown) {
        return refuse({ kind: 'failed', detail: toError(thrown).message });
      }
    },
  };
}
