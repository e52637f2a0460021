import { outputOf } from './signals/source.ts';
import { hasXembedTray } from './xembed-tray.ts';

export type TrayHost = 'present' | 'missing' | 'unknown';

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether the session bus knows a host for tray icons (StatusNotifierWatcher); unknown where nothing can ask it. */
async function hasStatusNotifier(environment: Environment): Promise<boolean | undefined> {
  // Without a bus the question itself would start one, which nobody else is on.
  if (!environment.DBUS_SESSION_BUS_ADDRESS) return undefined;
  const question = [
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus.NameHasOwner',
    'string:org.kde.StatusNotifierWatcher',
  ];
  try {
    return /boolean true/.test(await outputOf('dbus-send', question));
  } catch {
    return undefined;
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
