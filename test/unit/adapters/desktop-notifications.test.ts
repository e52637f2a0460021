import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { desktopNotifications } from '../../../electron/adapters/desktop-notifications.ts';
import type { Bus } from '../../../electron/adapters/dbus/bus.ts';
import type { BusMessage } from '../../../electron/adapters/dbus/messages.ts';
import { hasMessageBus, offerService, startMessageBus, type PrivateBus } from '../../support/message-bus.ts';
import { eventually } from '../../support/eventually.ts';

const service = 'org.freedesktop.Notifications';
const message = {
  ...{ title: 'Mail & more', body: 'Slow <for> some', clickLabel: 'Open the guide' },
  buttons: [{ id: 'later', label: 'Later, at 14:30' }],
};

/** The desktop's side: gives numbers to messages, and lets a test press them. */
async function desktop(bus: Bus, capabilities: string[]) {
  const calls: BusMessage[] = [];
  await offerService(bus, service, (call) => {
    calls.push(call);
    if (call.member === 'GetCapabilities') return { signature: 'as', body: [capabilities] };
    if (call.member === 'Notify') return { signature: 'u', body: [40 + calls.length] };
    return { signature: '', body: [] };
  });
  const signal = (member: string, signature: string, ...body: (string | number)[]): void =>
    bus.send({
      ...{ type: 'signal', path: '/org/freedesktop/Notifications', interface: service },
      ...{ member, signature, body },
    });
  const of = (member: string) => calls.filter((call) => call.member === member);
  return { of, signal };
}

describe.skipIf(!hasMessageBus)('on a real message bus', () => {
  let bus: PrivateBus;
  beforeEach(async () => void (bus = await startMessageBus()));
  afterEach(() => bus.stop());
  const notifications = () =>
    desktopNotifications({
      ...{ busAddress: bus.address, uid: process.getuid?.() ?? 0, desktopEntry: 'zeroline' },
    });

  it('a message has its buttons, and says which was pressed', async () => {
    const { of, signal } = await desktop(await bus.connect(), ['actions', 'body-markup']);
    const pressed: (string | undefined)[] = [];
    const show = notifications();
    await show.show(message, (button) => pressed.push(button));
    await show.show({ ...message, title: 'Other' }, (button) => pressed.push(`other ${button}`));
    expect(of('Notify')[0]?.body).toEqual([
      ...['Zeroline', 0, 'zeroline', 'Mail & more', 'Slow &lt;for&gt; some'],
      ['default', 'Open the guide', 'later', 'Later, at 14:30'],
      [
        ['urgency', { signature: 'y', value: 1 }],
        ['desktop-entry', { signature: 's', value: 'zeroline' }],
      ],
      -1,
    ]);
    const third = await show.show(message, (button) => pressed.push(`third ${button}`));
    signal('ActionInvoked', 'us', 42, 'later');
    signal('ActionInvoked', 'us', 42, 'later');
    signal('ActionInvoked', 'us', 7, 'later');
    signal('ActionInvoked', 'us', 43, 'default');
    await eventually(() => expect(pressed).toEqual(['later', 'other undefined']));
    signal('NotificationClosed', 'uu', 44, 2);
    signal('ActionInvoked', 'us', 44, 'later');
    third.close();
    await eventually(() =>
      expect(of('CloseNotification').map(({ body }) => body)).toEqual([[42], [43], [44]]),
    );
    expect(pressed).toHaveLength(2);
  });

  it('goes without buttons and markup where the desktop has none', async () => {
    const { of } = await desktop(await bus.connect(), ['body']);
    await notifications().show(message, () => undefined);
    expect(of('Notify')[0]?.body.slice(4, 6)).toEqual(['Slow <for> some', []]);
  });

  it('is refused where nobody shows messages, and works once somebody does', async () => {
    const show = notifications();
    await expect(show.show(message, () => undefined)).rejects.toThrow(/ServiceUnknown/);
    const { of } = await desktop(await bus.connect(), ['actions']);
    await show.show(message, () => undefined);
    expect(of('Notify')).toHaveLength(1);
  });
});

it('is refused where there is no bus', async () => {
  const none = (busAddress: string | undefined) =>
    desktopNotifications({ busAddress, uid: 0, desktopEntry: 'zeroline' }).show(message, () => undefined);
  await expect(none(undefined)).rejects.toThrow();
  await expect(none('unix:path=/nowhere/bus')).rejects.toThrow();
});
