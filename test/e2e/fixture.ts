import { test as base } from '@playwright/test';
import { startApp, type RunningApp } from './support/app.ts';
import { createMachine, type Machine } from './support/machine.ts';

interface Fixtures {
  machine: Machine;
  /** Starts the app on the test's machine; may be called again after `quit` or `kill`. */
  start(args?: string[]): Promise<RunningApp>;
  app: RunningApp;
}

/** A test with a machine of its own, and the real app in a real window on it. */
export const test = base.extend<Fixtures>({
  machine: async ({ baseURL: _unused }, use) => {
    const machine = createMachine();
    await use(machine);
    machine.remove();
  },
  start: async ({ machine }, use) => {
    const running: RunningApp[] = [];
    await use(async (args) => {
      const app = await startApp(machine, args);
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
