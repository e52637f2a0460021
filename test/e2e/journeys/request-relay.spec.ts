import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../fixture.ts';
import { panelOf } from '../pages/panel.ts';
import type { RunningApp } from '../support/app.ts';
import { settled } from '../support/crawler.ts';
import { knowledgeBase, type TestKnowledgeBase } from '../support/knowledge-base.ts';
import {
  hasNotificationDaemon,
  startNotificationDaemon,
  type NotificationDaemon,
} from '../support/notification-daemon.ts';
import { overflowing } from '../support/overflow.ts';
import { noQuietHours, policyOf } from '../support/policy.ts';
import { smallHubKey, startSmallHub, type SmallHub } from '../../support/small-hub.ts';

const notices = `
- id: mail-slow
  severity: incident
  title: { en: Mail is slow for some of us }
  text: { en: IT is on it. }
  guide: mail-not-arriving
  from: ${new Date(Date.now() - 20 * 24 * 60 * 60_000).toISOString().slice(0, 10)}
  joinable: true
`;

let kb: TestKnowledgeBase;
let hub: SmallHub | undefined;
let daemon: NotificationDaemon | undefined;
test.beforeAll(() => (kb = knowledgeBase({ notices })));
test.afterAll(() => kb.remove());
test.afterEach(async () => {
  await hub?.close();
  await daemon?.stop();
  [hub, daemon] = [undefined, undefined];
});

/** A hub that was there, and is not now: its address stays its own. */
async function stoppedHub(): Promise<{ url: string; start(): Promise<SmallHub> }> {
  const before = await startSmallHub();
  await before.close();
  return { url: before.url, start: () => startSmallHub(Number(new URL(before.url).port)) };
}

async function axeFindsNothing({ page }: RunningApp): Promise<void> {
  await settled(page);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  expect(await overflowing(page)).toEqual([]);
}

test('a request without a network waits, outlives a kill, goes by itself, and is answered', async ({
  machine,
  start,
}) => {
  test.setTimeout(180_000);
  if (hasNotificationDaemon) {
    daemon = await startNotificationDaemon();
    Object.assign(machine.env, daemon.env);
  }
  const place = await stoppedHub();
  const policy = policyOf(machine, { ...noQuietHours, hub: place.url, hubKey: smallHubKey });
  const args = [`--kb-dir=${kb.dir}`, policy];
  let app = await start(args);
  let panel = panelOf(app.page);

  await test.step('it is written and sent', async () => {
    await app.show();
    await panel.getHelp.click();
    await panel.sendRequest.click();
    await panel.whatWentWrong.fill('The door of the bicycle shed stays shut');
    await expect(app.page.getByText(/It is sent as /)).toBeVisible();
    await axeFindsNothing(app);
    await panel.button('Send').click();
    await expect(panel.title).toHaveText('Saved. It goes by itself.');
    await expect(app.page.getByText(/Waiting for the network since .*; it goes by itself\./)).toBeVisible();
  });

  await test.step('its text can be carried to a phone meanwhile', async () => {
    await app.page.getByText('Carry it over to your phone').click();
    const code = app.page.getByRole('img', { name: 'QR code with the text of this request' });
    // A camera needs about three pixels for a module.
    const box = await code.boundingBox();
    expect(box?.height).toBeGreaterThan(250);
    expect(box?.height).toBeCloseTo(box?.width ?? 0, 0);
    await axeFindsNothing(app);
  });

  await test.step('it is there after a kill, and goes when the hub is back', async () => {
    app.kill();
    app = await start(args);
    panel = panelOf(app.page);
    await app.show();
    await panel.myRequests.click();
    await panel.button(/The door of the bicycle shed stays shut.*Waiting to be sent/).click();
    await expect(panel.title).toHaveText('Saved. It goes by itself.');
    hub = await place.start();
    await expect(panel.title).toHaveText('IT has it.', { timeout: 60_000 });
    expect([...hub.requests.values()].map(({ title }) => title)).toEqual([
      'The door of the bicycle shed stays shut',
    ]);
  });

  await test.step('the answer is told, and leads to the request', async () => {
    const [id = ''] = hub?.requests.keys() ?? [];
    hub?.states.set(id, { kind: 'answered', number: '4711' });
    await expect(panel.title).toHaveText('IT has answered.', { timeout: 60_000 });
    await expect(app.page.getByText('Number 4711').first()).toBeVisible();
    await axeFindsNothing(app);
    if (!daemon) return;
    await expect.poll(() => daemon?.titles()).toContain('IT has answered');
    await app.page.keyboard.press('Escape');
    await app.page.keyboard.press('Escape');
    await daemon.press('#Show the request (IT has answered');
    await expect(panel.title).toHaveText('IT has answered.');
  });

  await test.step('still not solved: the same ticket hears of it', async () => {
    await panel.button('Still not solved').click();
    const stillWrong = app.page.getByLabel('What is still wrong');
    await stillWrong.fill('It opens, and shuts again');
    // What is written there is kept, wherever the person goes.
    await panel.myRequests.click();
    await panel
      .button(/The door of the bicycle shed stays shut/)
      .first()
      .click();
    await expect(stillWrong).toHaveValue('It opens, and shuts again');
    await panel.button('Send it to the same ticket').click();
    await expect(panel.title).toHaveText('IT has it.');
    expect([...(hub?.reopened.values() ?? [])].map(({ comment }) => comment)).toEqual([
      'It opens, and shuts again',
    ]);
    expect(hub?.requests.size).toBe(1);
  });
});

test('a known outage is joined instead, guides are offered, and focus stays where it is', async ({
  machine,
  start,
}) => {
  hub = await startSmallHub();
  const policy = policyOf(machine, { ...noQuietHours, hub: hub.url, hubKey: smallHubKey });
  const app = await start([`--kb-dir=${kb.dir}`, policy]);
  const panel = panelOf(app.page);
  await app.show();
  await panel.getHelp.click();
  await panel.sendRequest.click();
  await panel.whatWentWrong.fill('My mail is slow');
  await expect(app.page.getByText('These guides may solve it')).toBeVisible();
  await expect(app.page.getByText('Mail is slow for some of us')).toBeVisible();
  await expect(panel.whatWentWrong).toBeFocused();
  await axeFindsNothing(app);
  await panel.button("That's mine, too").click();
  await expect(app.page.getByText(/^You reported it .*ago\.$|^You reported it just now\.$/)).toBeVisible();
  await expect.poll(() => hub?.joins.size).toBe(1);
  await panel.button('That is enough, discard this draft').click();
  await expect(app.page.getByText('The draft is discarded.')).toBeVisible();
  await panel.button('Undo').click();
  await expect(panel.whatWentWrong).toHaveValue('My mail is slow');
  await panel.button('That is enough, discard this draft').click();
  await panel.myRequests.click();
  await expect(app.page.getByText('No requests yet')).toBeVisible();
  expect(hub.requests.size).toBe(0);
});

test('what waits can be taken back, and nothing was sent', async ({ machine, start }) => {
  const place = await stoppedHub();
  const policy = policyOf(machine, { ...noQuietHours, hub: place.url, hubKey: smallHubKey });
  const app = await start([policy]);
  const panel = panelOf(app.page);
  await app.show();
  await panel.getHelp.click();
  await panel.sendRequest.click();
  await panel.whatWentWrong.fill('Never mind');
  await panel.button('Send').click();
  await panel.button('Take it back').click();
  await expect(panel.whatWentWrong).toHaveValue('Never mind');
  hub = await place.start();
  await app.page.waitForTimeout(3_000);
  expect(hub.asked).toEqual([]);
});

test('what leaves this computer is shown word for word, and can be switched off', async ({
  machine,
  start,
}) => {
  hub = await startSmallHub();
  const policy = policyOf(machine, { ...noQuietHours, hub: hub.url, hubKey: smallHubKey });
  const app = await start([policy]);
  const panel = panelOf(app.page);
  await app.show();
  await panel.searchField.fill('flugzeugtraeger');
  await app.page.waitForTimeout(1_500);
  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.send('panel.navigate', { screen: 'privacy' }),
  );
  await expect(app.page.getByText('"term":"flugzeugtraeger"')).toBeVisible();
  await axeFindsNothing(app);
  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.send('panel.navigate', { screen: 'settings' }),
  );
  await app.page.getByRole('switch', { name: 'Send the daily count' }).click();
  await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.webContents.send('panel.navigate', { screen: 'privacy' }),
  );
  await expect(app.page.getByText('It is kept here: sending it is switched off.')).toBeVisible();
});
