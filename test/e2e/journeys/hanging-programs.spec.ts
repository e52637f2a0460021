import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixture.ts';
import type { Machine } from '../support/machine.ts';

/** What the app asks about the machine on Linux. */
const programs = [
  ...['gsettings', 'pw-dump', 'pactl', 'lpstat', 'chage', 'chronyc', 'timedatectl', 'xprop'],
  ...['busctl', 'gdbus', 'dbus-send', 'apt-get', 'dnf', 'klist'],
];

/** They ignore a friendly end, start another one, and never answer. */
function letHang(machine: Machine): { started(): number; alive(): number } {
  const log = join(machine.home, '..', 'hanging');
  for (const program of programs)
    machine.install(
      program,
      `trap '' TERM; sleep 600 & echo "$!" >> "${log}"; echo "$$" >> "${log}"; wait; sleep 600`,
    );
  const pids = (): string[] => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []);
  return {
    started: () => pids().length,
    alive: () => pids().filter((pid) => existsSync(`/proc/${pid}/exe`)).length,
  };
}

test('programs that never answer keep nobody waiting, do not pile up, and end with the app', async ({
  machine,
  start,
}) => {
  const hanging = letHang(machine);
  const app = await start(['--hidden']);
  await expect.poll(hanging.started).toBeGreaterThan(0);
  const beforeMs = performance.now();
  await app.show();
  await expect(app.page.getByRole('searchbox')).toBeVisible();
  const shownMs = performance.now() - beforeMs;
  test.info().annotations.push({ type: 'panel shown', description: `${Math.round(shownMs)} ms` });
  // With its second start, on a machine that others keep busy.
  expect(shownMs).toBeLessThan(8_000);
  const startedAtFirst = hanging.started();
  for (let opened = 0; opened < 5; opened += 1) {
    await app.page.keyboard.press('Escape');
    await expect.poll(app.visible).toBe(false);
    await app.show();
  }
  await expect.poll(hanging.alive, { timeout: 10_000 }).toBe(0);
  // Each is left alone for a while after it hung: two entries a start, and no start for each time the panel opens.
  expect(hanging.started()).toBeLessThanOrEqual(startedAtFirst + 2 * programs.length);
  await app.quit();
  expect(hanging.alive()).toBe(0);
});
