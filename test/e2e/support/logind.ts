import { hasMessageBus, offerService, startMessageBus } from '../../support/message-bus.ts';

export const hasLogind = hasMessageBus;

/** A login manager on a system bus of its own, that says what a test wants. */
export interface Logind {
  /** What a program has in its environment to see this one. */
  env: Record<string, string>;
  setLocked(locked: boolean): void;
  /** The machine wakes up. It was not told to sleep: Chromium then closes what Playwright holds the page by. */
  wakeUp(): void;
  stop(): Promise<void>;
}

const name = 'org.freedesktop.login1';

export async function startLogind(): Promise<Logind> {
  const bus = await startMessageBus();
  const manager = await bus.connect();
  let locked = false;
  await offerService(manager, name, ({ member }) =>
    member === 'Get' ? { signature: 'v', body: [{ signature: 'b', value: locked }] } : undefined,
  );
  return {
    env: { DBUS_SYSTEM_BUS_ADDRESS: bus.address },
    setLocked: (isLocked) => void (locked = isLocked),
    wakeUp: () =>
      manager.send({
        ...{ type: 'signal', path: '/org/freedesktop/login1', interface: `${name}.Manager` },
        ...{ member: 'PrepareForSleep', signature: 'b', body: [false] },
      }),
    stop: () => bus.stop(),
  };
}
