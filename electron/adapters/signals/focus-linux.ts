import type { ReadBus } from '../dbus/properties.ts';
import { ifTold, known, unknown, type Reading, type RunCommand, type SignalSource } from './source.ts';

const isTrue = (output: string | undefined): Reading => {
  // The desktop is there without its schema or channel.
  if (output === undefined) return unknown('not-supported');
  const word = output.trim();
  return word === 'true' || word === 'false' ? known(word === 'true') : unknown('failed');
};
const isFalse = (output: string | undefined): Reading => {
  const reading = isTrue(output);
  return reading.kind === 'known' ? known(!reading.value) : reading;
};

interface Askers {
  run: RunCommand;
  readBus: ReadBus;
}
type Ask = (askers: Askers) => Promise<Reading>;

const gsettings =
  (schema: string, key: string, read: typeof isTrue): Ask =>
  async ({ run }) =>
    read(await ifTold(run('gsettings', ['get', schema, key])));

/** Plasma's notifications stand still while somebody asked for it, be it a person or a program. */
const plasma: Ask = async ({ readBus }) => {
  const values = await readBus({
    bus: 'session',
    service: 'org.freedesktop.Notifications',
    path: '/org/freedesktop/Notifications',
    interface: 'org.freedesktop.Notifications',
    names: ['Inhibited'],
  });
  const inhibited = values?.[0];
  return typeof inhibited === 'boolean' ? known(inhibited) : unknown('not-supported');
};

/** Where each desktop keeps its "do not disturb". The first that fits: some call themselves by two names. */
const desktops: readonly (readonly [RegExp, Ask])[] = [
  [/kde/i, plasma],
  [/mate/i, gsettings('org.mate.NotificationDaemon', 'do-not-disturb', isTrue)],
  [/cinnamon/i, gsettings('org.cinnamon.desktop.notifications', 'display-notifications', isFalse)],
  [
    /xfce/i,
    async ({ run }) =>
      isTrue(await ifTold(run('xfconf-query', ['-c', 'xfce4-notifyd', '-p', '/do-not-disturb']))),
  ],
  [/gnome|unity|budgie|pantheon/i, gsettings('org.gnome.desktop.notifications', 'show-banners', isFalse)],
];

/** Whether the person asked to be left alone. */
export function linuxFocusSource({ desktop, ...askers }: Askers & { desktop: string }): SignalSource {
  const ask = desktops.find(([name]) => name.test(desktop))?.[1];
  return {
    source: 'gsettings, xfconf-query or Plasma, as the desktop has it',
    ids: ['focus.doNotDisturb'],
    read: async () => ({ 'focus.doNotDisturb': ask ? await ask(askers) : unknown('not-supported') }),
  };
}
