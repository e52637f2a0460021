import { connectBus, socketPath } from './dbus/bus.ts';
import { hasXembedTray } from './xembed-tray.ts';

export type TrayHost = 'present' | 'missing' | 'unknown';

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether the session bus knows a host for tray icons (StatusNotifierWatcher); unknown where nothing can ask it. */
async function hasStatusNotifier(environment: Environment): Promise<boolean | undefined> {
  const path = socketPath(environment.DBUS_SESSION_BUS_ADDRESS ?? '');
  if (path === undefined) return undefined;
  const bus = await connectBus(path, process.getuid?.() ?? 0).catch(() => undefined);
  try {
    const [owned] =
      (await bus?.call({
        ...{ destination: 'org.freedesktop.DBus', path: '/org/freedesktop/DBus' },
        ...{ interface: 'org.freedesktop.DBus', member: 'NameHasOwner' },
        ...{ signature: 's', body: ['org.kde.StatusNotifierWatcher'] },
      })) ?? [];
    return typeof owned === 'boolean' ? owned : undefined;
  } catch {
    return undefined;
  } finally {
    bus?.close();
  }
}

/** Whether this desktop shows tray icons at all. GNOME without its extension does not. */
export async function trayHost(platform: NodeJS.Platform, environment: Environment): Promise<TrayHost> {
  if (platform !== 'linux') return 'present';
  const [notifier, xembed] = await Promise.all([hasStatusNotifier(environment), hasXembedTray(environment)]);
  if (notifier === true || xembed === true) return 'present';
  // One answer alone proves nothing: the other kind of host may be there.
  return notifier === false && xembed === false ? 'missing' : 'unknown';
}
