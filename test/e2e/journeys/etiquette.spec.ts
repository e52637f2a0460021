import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixture.ts';
import { openBrowser } from '../support/browser.ts';
import { createCentralKb } from '../support/central-kb.ts';
import { fakeClock, hasFakeClock } from '../support/fake-clock.ts';
import { knowledgeBase } from '../support/knowledge-base.ts';
import { noQuietHours, policyOf } from '../support/policy.ts';
import { goTo } from '../support/screens.ts';
import { startStaticServer } from '../../support/static-server.ts';

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

const returnRule = (guide: string): string => `
- id: e2e-${guide}
  guide: ${guide}
  when: { all: [{ signal: days.away, at-least: 7 }, { signal: workday.firstAfterAbsence, is: true }] }
  reason: { en: 'Away for {{days.away}} days, and this is the first' }
  weight: 60
`;

test('a machine that slept over Christmas says welcome back once, truly, and leaves the first hour alone', async ({
  machine,
  notifications,
  logind,
  start,
}) => {
  test.skip(!hasFakeClock, 'A clock that can be set needs libfaketime.');
  // Under a fake clock a browser takes three times as long to start.
  test.slow();
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
    // With the seed's own more than one card has room for.
    rules: ['mail-not-arriving', 'calendar-share', 'mailbox-full'].map(returnRule).join(''),
  });
  const clock = fakeClock(machine, 'Europe/Oslo', `${left}T15:00`);
  try {
    const app = await start([`--kb-dir=${kb.dir}`, '--hidden']);
    await app.page.waitForTimeout(1_000);
    clock.set(`${back}T08:03`);
    logind.wakeUp();
    await expect.poll(machine.log).toMatch(/notice-held .*new-sign-in.* reason="just-returned"/);
    // Nothing comes to the person: no message, no panel.
    await app.page.waitForTimeout(2_000);
    expect(notifications.titles()).toEqual([]);
    expect(await app.visible()).toBe(false);
    await app.show();
    const page = app.page.getByRole('main');
    const card = page.getByRole('region', { name: 'Welcome back' });
    await expect(card).toHaveCount(1);
    await expect(card.locator('.row__reason')).toHaveText([
      `You were away for ${days} days`,
      `Away for ${days} days, and VPN is off`,
      `Away for ${days} days, and this is the first`,
    ]);
    // What the absence asks for stands there alone.
    await expect(page.locator('.row__reason').filter({ hasText: /days/ })).toHaveCount(3);
    await expect(page.getByText(/-\d+ days|10523287/)).toHaveCount(0);
    await app.quit();
  } finally {
    kb.remove();
  }
});

test('after the first hour the notice comes, once', async ({ machine, notifications, logind, start }) => {
  test.skip(!hasFakeClock, 'A clock that can be set needs libfaketime.');
  // Under a fake clock a browser takes three times as long to start.
  test.slow();
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
  try {
    const app = await start([`--kb-dir=${kb.dir}`, '--hidden']);
    await app.page.waitForTimeout(1_000);
    clock.set(`${back}T08:03`);
    logind.wakeUp();
    await expect.poll(machine.log).toMatch(/reason="just-returned"/);
    clock.set(`${back}T09:10`);
    logind.wakeUp();
    await expect.poll(notifications.titles).toEqual(['From today you sign in with a number']);
    await app.quit();
  } finally {
    kb.remove();
  }
});

test('a notice waits while something is full screen and while the screen is locked, then comes; withdrawn, it goes', async ({
  machine,
  notifications,
  logind,
  start,
}) => {
  const kb = createCentralKb();
  const server = await startStaticServer(kb.webRoot);
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
    await expect.poll(machine.log).toMatch(/mail-slow.* reason="full-screen"/);
    expect(notifications.titles()).toEqual([]);

    logind.setLocked(true);
    await other.page.evaluate(() => document.exitFullscreen());
    logind.wakeUp();
    await expect.poll(machine.log).toMatch(/reason="locked"/);
    logind.setLocked(false);
    logind.wakeUp();
    await expect.poll(notifications.titles).toEqual(['Mail is slow for some of us']);

    writeFileSync(join(kb.sources, 'notices.yaml'), '[]\n');
    kb.publish();
    await app.show();
    await goTo(app, { screen: 'settings' });
    await app.page.getByRole('button', { name: 'Check now' }).click();
    await expect.poll(notifications.titles).toEqual([]);
    await goTo(app, { screen: 'home' });
    await expect(app.page.getByText('Mail is slow')).toHaveCount(0);
    await app.quit();
  } finally {
    await other.close();
    await server.close();
    kb.remove();
  }
});
