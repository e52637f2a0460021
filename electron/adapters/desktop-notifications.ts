import { z } from 'zod';
import type { DesktopNotifications, PressListener } from '../services/ports.ts';
import { connectBus, socketPath, type Bus } from './dbus/bus.ts';
import type { BusValue } from './dbus/values.ts';

/** org.freedesktop.Notifications, the service that every Linux desktop has. */
const service = {
  destination: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  interface: 'org.freedesktop.Notifications',
};
const daemon = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
};

/** The service's own choice of how long a message stays. */
const asLongAsUsual = -1;
const normalUrgency = 1;

const pressedSchema = z.tuple([z.number(), z.string()]);
const closedSchema = z.tuple([z.number(), z.number()]);
const idSchema = z.tuple([z.number()]);
const capabilitiesSchema = z.tuple([z.array(z.string())]);

/** What a click on the message itself is called. */
const wholeMessage = 'default';

export interface DesktopNotificationsDeps {
  /** The session bus as the environment names it; where it does not, as systemd sets it up. */
  busAddress: string | undefined;
  uid: number;
  /** The desktop file's name, by which the desktop knows whose messages these are. */
  desktopEntry: string;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** One that is gone already is as good. */
function takeAway(bus: Bus, id: number): void {
  bus.call({ ...service, member: 'CloseNotification', signature: 'u', body: [id] }).catch(() => undefined);
}

/**
 * Messages of a Linux desktop with buttons, over the session bus: Electron has none there. One connection stays as long
 * as the bus does, since some desktops take messages away with their sender.
 */
export function desktopNotifications(deps: DesktopNotificationsDeps): DesktopNotifications {
  const shown = new Map<number, PressListener>();
  let connected: Promise<{ bus: Bus; capabilities: string[] }> | undefined;

  async function connection(): Promise<{ bus: Bus; capabilities: string[] }> {
    const path = socketPath(deps.busAddress ?? '');
    if (path === undefined) throw new Error('No session bus that can be reached.');
    const bus = await connectBus(path, deps.uid);
    bus.onClosed(() => {
      connected = undefined;
      shown.clear();
    });
    bus.onMessage(({ interface: from, member, body }) => {
      if (from !== service.interface) return;
      const pressed = pressedSchema.safeParse(body);
      const closed = closedSchema.safeParse(body);
      if (member === 'ActionInvoked' && pressed.success) {
        const [id, button] = pressed.data;
        const onPressed = shown.get(id);
        if (!onPressed) return;
        // Some desktops leave a message there after its button was pressed.
        shown.delete(id);
        takeAway(bus, id);
        onPressed(button === wholeMessage ? undefined : button);
      } else if (member === 'NotificationClosed' && closed.success) shown.delete(closed.data[0]);
    });
    try {
      const rule = `type='signal',interface='${service.interface}'`;
      await bus.call({ ...daemon, member: 'AddMatch', signature: 's', body: [rule] });
      const answer = await bus.call({ ...service, member: 'GetCapabilities' });
      return { bus, capabilities: capabilitiesSchema.parse(answer)[0] };
    } catch (thrown) {
      bus.close();
      throw thrown;
    }
  }

  async function connect(): ReturnType<typeof connection> {
    connected ??= connection();
    try {
      return await connected;
    } catch (thrown) {
      connected = undefined;
      throw thrown;
    }
  }

  return {
    async show({ title, body, clickLabel, buttons }, onPressed) {
      const { bus, capabilities } = await connect();
      const pairs = [wholeMessage, clickLabel, ...buttons.flatMap(({ id, label }) => [id, label])];
      const hints: BusValue = [
        ['urgency', { signature: 'y', value: normalUrgency }],
        ['desktop-entry', { signature: 's', value: deps.desktopEntry }],
      ];
      const answer = await bus.call({
        ...service,
        member: 'Notify',
        signature: 'susssasa{sv}i',
        body: [
          ...['Zeroline', 0, deps.desktopEntry, title],
          capabilities.includes('body-markup') ? escaped(body) : body,
          capabilities.includes('actions') ? pairs : [],
          hints,
          asLongAsUsual,
        ],
      });
      const [id] = idSchema.parse(answer);
      shown.set(id, onPressed);
      return {
        close() {
          shown.delete(id);
          takeAway(bus, id);
        },
      };
    },
  };
}
