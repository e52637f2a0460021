import { test as base } from '@playwright/test';
import { startApp, type RunningApp } from './support/app.ts';
import { hasLogind, startLogind, type Logind } from './support/logind.ts';
import { createMachine, type Machine } from './support/machine.ts';
import {
  hasNotificationDaemon,
  startNotificationDaemon,
  type NotificationDaemon,
} from './support/notification-daemon.ts';

interface Fixtures {
  machine: Machine;
  /** The notification daemon of the machine's desktop; named before `start`, it outlives the app. */
  notifications: NotificationDaemon;
  /** The machine's login manager, which tells of locks and wake-ups; named before `start`. */
  logind: Logind;
  /** Starts the app on the test's machine; may be called again after `quit` or `kill`. */
  start(args?: string[], preload?: string): Promise<RunningApp>;
  app: RunningApp;
}

/** A test with a machine of its own, and the real app in a real window on it. */
export const test = base.extend<Fixtures>({
  machine: async ({ baseURL: _unused }, use) => {
    const machine = createMachine();
    await use(machine);
    machine.remove();
  },
  notifications: async ({ machine }, use, info) => {
    info.skip(!hasNotificationDaemon, 'There is no notification daemon here (dunst with dbus-daemon).');
    const daemon = await startNotificationDaemon();
    Object.assign(machine.env, daemon.env);
    await use(daemon);
    await daemon.stop();
  },
  logind: async ({ machine }, use, info) => {
    info.skip(!hasLogind, 'A lock that can be set needs dbus-daemon.');
    const logind = await startLogind();
    Object.assign(machine.env, logind.env);
    await use(logind);
    await logind.stop();
  },
  start: async ({ machine }, use) => {
    const running: RunningApp[] = [];
    await use(async (args, preload) => {
      const app = await startApp(machine, args, preload);
      running.push(app);
      return app;
    });
    for (const app of running) await app.quit().catch(() => app.kill());
  },
  app: async ({ start }, use) => {
    const app = await start();
    await app.show();
    await use(app);
  },
});

export { expect } from '@playwright/test';
