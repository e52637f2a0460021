import type { ReadBus } from '../dbus/properties.ts';
import { ifTold, known, unknown, type RunCommand, type SignalSource } from './source.ts';

/** Whether the session is locked, as the desktop tells logind. */
export function linuxLockSource(readBus: ReadBus): SignalSource {
  return {
    source: 'logind, LockedHint',
    ids: ['screen.locked'],
    async read() {
      const values = await readBus({
        bus: 'system',
        service: 'org.freedesktop.login1',
        path: '/org/freedesktop/login1/session/auto',
        interface: 'org.freedesktop.login1.Session',
        names: ['LockedHint'],
      });
      const locked = values?.[0];
      return { 'screen.locked': typeof locked === 'boolean' ? known(locked) : unknown('not-supported') };
    },
  };
}

/** The window that `xprop -root _NET_ACTIVE_WINDOW` names; none while the desktop itself is in front. */
export function parseActiveWindow(output: string): string | undefined {
  const id = /window id # (0x[0-9a-f]+)/i.exec(output)?.[1];
  return id === undefined || Number(id) === 0 ? undefined : id;
}

export const isFullScreen = (output: string): boolean => /\b_NET_WM_STATE_FULLSCREEN\b/.test(output);

/**
 * Whether what stands in front fills the screen: a presentation, a film, a game. Wayland tells no program about the
 * windows of others.
 */
export function linuxFullScreenSource({
  environment,
  run,
}: {
  environment: Readonly<Record<string, string | undefined>>;
  run: RunCommand;
}): SignalSource {
  return {
    source: 'xprop _NET_WM_STATE of the active window',
    ids: ['screen.fullScreen'],
    async read() {
      if (!environment.DISPLAY || environment.WAYLAND_DISPLAY || environment.XDG_SESSION_TYPE === 'wayland')
        return { 'screen.fullScreen': unknown('not-supported') };
      const root = await run('xprop', ['-root', '_NET_ACTIVE_WINDOW']);
      // A window manager that does not tell which window is in front does not tell how it is shown either.
      if (!root.includes('window id')) return { 'screen.fullScreen': unknown('not-supported') };
      const active = parseActiveWindow(root);
      // It may be gone by now.
      const state =
        active === undefined ? '' : ((await ifTold(run('xprop', ['-id', active, '_NET_WM_STATE']))) ?? '');
      return { 'screen.fullScreen': known(isFullScreen(state)) };
    },
  };
}
