import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { State } from '../../../shared/app-state.ts';
import { expect, test } from '../fixture.ts';
import { panelOf } from '../pages/panel.ts';
import type { RunningApp } from '../support/app.ts';
import { openBrowser } from '../support/browser.ts';
import type { Machine } from '../support/machine.ts';
import type { NotificationDaemon } from '../support/notification-daemon.ts';
import { noQuietHours, policyOf } from '../support/policy.ts';
import { smallHubKey, startSmallHub, type SmallHub } from '../../support/small-hub.ts';

const news = 'IT has answered';

let hub: SmallHub;
test.beforeEach(async () => {
  hub = await startSmallHub();
});
test.afterEach(() => hub.close());

/** A desktop with a "do not disturb" that a test can switch. */
function doNotDisturb(machine: Machine): (isOn: boolean) => void {
  const file = join(machine.home, 'do-not-disturb');
  machine.install('gsettings', `if [ -e "${file}" ]; then echo false; else echo true; fi`);
  return (isOn) => {
    if (isOn) writeFileSync(file, '');
    else if (existsSync(file)) rmSync(file);
  };
}

async function sendRequest(app: RunningApp, title: string): Promise<void> {
  const panel = panelOf(app.page);
  await app.show();
  await panel.getHelp.click();
  await panel.sendRequest.click();
  await panel.whatWentWrong.fill(title);
  await panel.button('Send').click();
  await expect(panel.title).toHaveText('IT has it.');
}

/** The panel goes, and the person looks at something else: what waits is looked at again. */
async function putAway(app: RunningApp): Promise<void> {
  await app.page.keyboard.press('Escape');
  await app.page.keyboard.press('Escape');
  await app.page.keyboard.press('Escape');
  await expect.poll(app.visible).toBe(false);
}

/** A policy that IT changes is one of the moments at which what waits is looked at, besides once a minute. */
function policies(machine: Machine): () => string {
  let weeklyNoticeBudget = 40;
  return () => {
    weeklyNoticeBudget += 1;
    return policyOf(machine, { ...noQuietHours, weeklyNoticeBudget, hub: hub.url, hubKey: smallHubKey });
  };
}

const answerIt = (): void => {
  for (const id of hub.requests.keys()) hub.states.set(id, { kind: 'answered', number: '4711' });
};

const told = (notifications: NotificationDaemon): string[] =>
  notifications.titles().filter((title) => title === news);

test('an answer waits while somebody does not want to be disturbed and is in full screen, then comes once', async ({
  machine,
  notifications,
  start,
}) => {
  test.setTimeout(240_000);
  const disturb = doNotDisturb(machine);
  const nextPolicy = policies(machine);
  const policy = nextPolicy();
  const app = await start([policy]);
  await sendRequest(app, 'The door stays shut');
  disturb(true);
  answerIt();
  await expect.poll(machine.log, { timeout: 60_000 }).toMatch(/request-news-held .*"do-not-disturb"/);
  await putAway(app);
  expect(told(notifications)).toEqual([]);

  // Still held, for another reason: a film, or slides that are shown to others.
  const other = await openBrowser();
  try {
    await other.page.locator('html').click();
    await other.page.evaluate(() => document.documentElement.requestFullscreen());
    disturb(false);
    nextPolicy();
    await expect.poll(machine.log, { timeout: 75_000 }).toMatch(/request-news-held .*"full-screen"/);
    expect(told(notifications)).toEqual([]);
    await other.page.evaluate(() => document.exitFullscreen());
    nextPolicy();
    await expect.poll(() => told(notifications), { timeout: 75_000 }).toEqual([news]);
  } finally {
    await other.close();
  }

  // A click leads to the request, and nothing comes a second time.
  await notifications.press(`#Show the request (${news}`);
  await expect.poll(app.visible).toBe(true);
  await expect(panelOf(app.page).title).toHaveText('IT has answered.');
  await putAway(app);
  await app.show();
  await app.page.waitForTimeout(3_000);
  expect(told(notifications)).toEqual([]);
});

test('an answer that waits outlives the app, and is told after the next start, once', async ({
  machine,
  notifications,
  start,
}) => {
  test.setTimeout(240_000);
  const disturb = doNotDisturb(machine);
  const nextPolicy = policies(machine);
  const policy = nextPolicy();
  const app = await start([policy]);
  await sendRequest(app, 'The printer is out of paper');
  disturb(true);
  answerIt();
  await expect.poll(machine.log, { timeout: 60_000 }).toMatch(/request-news-held .*"do-not-disturb"/);
  await expect(panelOf(app.page).title).toHaveText('IT has answered.');
  app.kill();
  disturb(false);

  const again = await start([policy, '--hidden']);
  nextPolicy();
  await expect.poll(() => told(notifications), { timeout: 75_000 }).toEqual([news]);
  // Told, it is forgotten: the next start has nothing to tell.
  const remembered = () =>
    (JSON.parse(readFileSync(join(machine.userData, 'state.json'), 'utf8')) as State).requestNews;
  await expect.poll(remembered).toEqual({});
  await again.quit();
  expect(told(notifications).length).toBeLessThanOrEqual(1);
});
