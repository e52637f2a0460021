import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixture.ts';
import { knowledgeBase, type TestKnowledgeBase } from '../support/knowledge-base.ts';
import { noQuietHours, policyOf } from '../support/policy.ts';

/** Some days ago: the newest begins last. */
const daysAgo = (days: number): string =>
  new Date(Date.now() - days * 24 * 60 * 60_000).toISOString().slice(0, 10);

const notices = `
- id: mail-slow
  severity: incident
  title: { en: Mail is slow for some of us }
  text: { en: IT is on it. }
  guide: mail-not-arriving
  from: ${daysAgo(20)}
  joinable: true
- id: new-sign-in
  severity: notification
  title: { en: From Monday you sign in with a number }
  text: { en: Check that the app is on your newest phone. }
  guide: new-phone-mfa
  from: ${daysAgo(21)}
- id: spring
  severity: quiet
  title: { en: Ten minutes of spring cleaning }
  text: { en: They give back several gigabytes. }
  from: ${daysAgo(22)}
`;

let kb: TestKnowledgeBase;
test.beforeAll(() => (kb = knowledgeBase({ notices })));
test.afterAll(() => kb.remove());

const both = ['From Monday you sign in with a number', 'Mail is slow for some of us'];

test('notices come as messages of the desktop, once, and stack; a click leads to the guide', async ({
  machine,
  notifications,
  start,
}) => {
  const policy = policyOf(machine, noQuietHours);
  const app = await start([`--kb-dir=${kb.dir}`, policy, '--hidden']);
  await expect.poll(notifications.titles).toEqual(both);
  expect(await app.visible()).toBe(false);
  await notifications.press('#Open the guide (From Monday');
  await expect.poll(app.visible).toBe(true);
  await expect(app.page.getByRole('heading', { level: 1 })).toContainText(/phone/i);
  await app.quit();
  const again = await start([`--kb-dir=${kb.dir}`, policy, '--hidden']);
  await again.page.waitForTimeout(1_500);
  expect(notifications.titles().filter((title) => title.startsWith('From'))).toEqual([]);
  expect(machine.log().match(/notice-shown/g)).toHaveLength(2);
});

test('buttons put off until the time they name, and join an outage', async ({
  machine,
  notifications,
  start,
}) => {
  const app = await start([`--kb-dir=${kb.dir}`, policyOf(machine, noQuietHours), '--hidden']);
  await expect.poll(notifications.titles).toEqual(both);
  await notifications.press('#Later, ');
  await expect.poll(notifications.titles).toEqual([both[1]]);
  await notifications.press("#That's mine, too");
  await expect.poll(app.visible).toBe(true);
  const list = app.page.getByRole('region', { name: 'Notices' });
  await expect(list).toContainText(/You reported it 1 minute ago\. Not sent yet\./);
  await expect(list).not.toContainText('sign in with a number');
  await expect(list).toContainText('spring cleaning');
  await app.quit();
  const again = await start([`--kb-dir=${kb.dir}`]);
  await again.show();
  const kept = again.page.getByRole('region', { name: 'Notices' });
  await expect(kept).toContainText('You reported it');
  await kept.getByRole('button', { name: 'Undo' }).click();
  await expect(again.page.getByRole('button', { name: "That's mine, too" })).toBeVisible();
});

test('in quiet hours nothing comes, the log says why, and the panel shows it all the same', async ({
  machine,
  notifications,
  start,
}) => {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const policy = policyOf(machine, { quietHours: { from: '00:00', until: '00:00', days } });
  const app = await start([`--kb-dir=${kb.dir}`, policy, '--hidden']);
  await expect.poll(machine.log).toMatch(/notice-held .*"mail-slow@[-\d]+" reason="quiet-hours"/);
  expect(notifications.titles()).toEqual([]);
  await app.show();
  await expect(app.page.getByRole('region', { name: 'Notices' })).toContainText('Mail is slow');
  // What stood in the panel comes as a message no more, also when it may.
  await app.page.keyboard.press('Escape');
  await expect.poll(app.visible).toBe(false);
  writeFileSync(join(machine.home, 'policy.json'), JSON.stringify(noQuietHours));
  await app.page.waitForTimeout(3_000);
  expect(notifications.titles()).toEqual([]);
});
