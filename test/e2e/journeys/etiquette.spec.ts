import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixture.ts';
import { openBrowser } from '../support/browser.ts';
import { createCentralKb } from '../support/central-kb.ts';
import { fakeClock, hasFakeClock } from '../support/fake-clock.ts';
import { knowledgeBase } from '../support/knowledge-base.ts';
import { hasLogind, startLogind } from '../support/logind.ts';
import type { Machine } from '../support/machine.ts';
import {
  hasNotificationDaemon,
  startNotificationDaemon,
  type NotificationDaemon,
} from '../support/notification-daemon.ts';
import { noQuietHours, policyOf } from '../support/policy.ts';
import { goTo } from '../support/screens.ts';
import { startStaticServer } from '../../support/static-server.ts';

let daemon: NotificationDaemon | undefined;
test.beforeEach(async ({ machine }) => {
  test.skip(!hasNotificationDaemon, 'There is no notification daemon here (dunst with dbus-daemon).');
  daemon = await startNotificationDaemon();
  Object.assign(machine.env, daemon.env);
});
test.afterEach(async () => {
  await daemon?.stop();
  daemon = undefined;
});

function logOf(machine: Machine): string {
  const path = join(machine.userData, 'logs/main.log');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
const titles = async (): Promise<string[]> => ((await daemon?.shown()) ?? []).map(({ title }) => title);

const dayMs = 24 * 60 * 60_000;
const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
/** The last Friday before Christmas, and the first Monday after New Year. */
function holidays(): { left: string; back: string; days: number } {
  const year = new Date().getUTCFullYear();
  let left = Date.UTC(year, 11, 20);
  while (new Date(left).getUTCDay() !== 5) left -= dayMs;
  let back = Date.UTC(year + 1, 0, 2);
  while (new Date(back).getUTCDay() !== 1) back += dayMs;
  return { left: isoDay(left), back: isoDay(back), days: (back - left) / dayMs - 1 };
}

test('a machine that slept over Christmas says welcome back once, truly, and leaves the first hour alone', async ({
  machine,
  start,
}) => {
  test.skip(!hasFakeClock || !hasLogind, 'A clock that can be set needs libfaketime, waking up dbus-daemon.');
  const { left, back, days } = holidays();
  const kb = knowledgeBase({
    notices: `
- id: new-sign-in
  severity: notification
  title: { en: From today you sign in with a number }
  text: { en: Check that the app is on your newest phone. }
  guide: new-phone-mfa
  from: ${back}T07:00
`,
  });
  const clock = fakeClock(machine, 'Europe/Oslo', `${left}T15:00`);
  const logind = await startLogind();
  Object.assign(machine.env, logind.env);
  try {
    const app = await start([`--kb-dir=${kb.dir}`, '--hidden']);
    await app.page.waitForTimeout(1_000);
    clock.set(`${back}T08:03`);
    logind.wakeUp();
    await expect.poll(() => logOf(machine)).toMatch(/notice-held .*new-sign-in.* reason="just-returned"/);
    expect(await titles()).toEqual([]);
    await app.show();
    const page = app.page.getByRole('main');
    await expect(page.getByRole('heading', { name: 'Welcome back' })).toHaveCount(1);
    await expect(page.getByText(new RegExp(`${days} days`)).first()).toBeVisible();
    await expect(page.getByText(/-\d+ days|10523287/)).toHaveCount(0);
    await app.quit();
  } finally {
    await logind.stop();
    kb.remove();
  }
});

test('after the first hour the notice comes, once', async ({ machine, start }) => {
  test.skip(!hasFakeClock || !hasLogind, 'A clock that can be set needs libfaketime, waking up dbus-daemon.');
  const { left, back } = holidays();
  const kb = knowledgeBase({
    notices: `
- id: new-sign-in
  severity: notification
  title: { en: From today you sign in with a number }
  text: { en: Check that the app is on your newest phone. }
  from: ${back}T07:00
`,
  });
  const clock = fakeClock(machine, 'Europe/Oslo', `${left}T15:00`);
  const logind = await startLogind();
  Object.assign(machine.env, logind.env);
  try {
    const app = await start([`--kb-dir=${kb.dir}`, '--hidden']);
    await app.page.waitForTimeout(1_000);
    clock.set(`${back}T08:03`);
    logind.wakeUp();
    await expect.poll(() => logOf(machine)).toMatch(/reason="just-returned"/);
    clock.set(`${back}T09:10`);
    logind.wakeUp();
    await expect.poll(titles).toEqual(['From today you sign in with a number']);
    await app.quit();
  } finally {
    await logind.stop();
    kb.remove();
  }
});

test('a notice waits while something is full screen and while the screen is locked, then comes; withdrawn, it goes', async ({
  machine,
  start,
}) => {
  test.skip(!hasLogind, 'A lock that can be set needs dbus-daemon and busctl.');
  const kb = createCentralKb();
  const server = await startStaticServer(kb.webRoot);
  const logind = await startLogind();
  Object.assign(machine.env, logind.env);
  const other = await openBrowser();
  try {
    writeFileSync(
      join(kb.sources, 'notices.yaml'),
      `
- id: mail-slow
  severity: incident
  title: { en: Mail is slow for some of us }
  text: { en: IT is on it. }
  from: ${isoDay(Date.now() - 3 * dayMs)}
`,
    );
    kb.publish();
    await other.page.locator('html').click();
    await other.page.evaluate(() => document.documentElement.requestFullscreen());
    const trust = kb.trust(`${server.url}/zeroline`);
    const app = await start([`--kb-trust=${trust}`, policyOf(machine, noQuietHours), '--hidden']);
    // Left alone, an empty machine asks within a minute.
    await app.page.evaluate('zeroline.call("sync.check", {})');
    await expect.poll(() => logOf(machine)).toMatch(/mail-slow.* reason="full-screen"/);
    expect(await titles()).toEqual([]);

    logind.setLocked(true);
    await other.page.evaluate(() => document.exitFullscreen());
    logind.wakeUp();
    await expect.poll(() => logOf(machine)).toMatch(/reason="locked"/);
    logind.setLocked(false);
    logind.wakeUp();
    await expect.poll(titles).toEqual(['Mail is slow for some of us']);

    writeFileSync(join(kb.sources, 'notices.yaml'), '[]\n');
    kb.publish();
    await app.show();
    await goTo(app, { screen: 'settings' });
    await app.page.getByRole('button', { name: 'Check now' }).click();
    await expect.poll(titles).toEqual([]);
    await goTo(app, { screen: 'home' });
    await expect(app.page.getByText('Mail is slow')).toHaveCount(0);
    await app.quit();
  } finally {
    await other.close();
    await logind.stop();
    await server.close();
    kb.remove();
  }
});
