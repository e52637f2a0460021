import { expect, test } from '../fixture.ts';
import { panelOf } from '../pages/panel.ts';
import { noQuietHours, policyOf } from '../support/policy.ts';
import { smallHubKey, startSmallHub, type SmallHub } from '../../support/small-hub.ts';

let hub: SmallHub;
test.beforeEach(async () => {
  hub = await startSmallHub();
});
test.afterEach(() => hub.close());

test('who can’t work is not guessed: chosen by keyboard, taken back, and sent as it was said', async ({
  machine,
  start,
}) => {
  const app = await start([policyOf(machine, { ...noQuietHours, hub: hub.url, hubKey: smallHubKey })]);
  const { page } = app;
  const panel = panelOf(page);
  const asked = page.getByRole('group', { name: 'Who can’t work?' });
  const answer = (name: string) => asked.getByRole('radio', { name, exact: true });
  const write = async (title: string): Promise<void> => {
    await panel.getHelp.click();
    await panel.sendRequest.click();
    await panel.whatWentWrong.fill(title);
  };
  await app.show();

  // One stop for the keyboard, and the honest answer is there already.
  await write('The door stays shut');
  await expect(answer('I don’t know')).toBeChecked();
  await page.getByLabel('More, if you like').focus();
  await page.keyboard.press('Tab');
  await expect(answer('I don’t know')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(answer('Everyone')).toBeChecked();
  await page.keyboard.press('ArrowLeft');
  await expect(answer('My team')).toBeChecked();
  await page.keyboard.press('Tab');
  await expect(asked.locator(':focus')).toHaveCount(0);

  // It is kept with the draft, and can be taken back.
  await page.keyboard.press('Escape');
  await panel.myRequests.click();
  await panel
    .button(/The door stays shut/)
    .first()
    .click();
  await expect(answer('My team')).toBeChecked();
  await asked.getByText('I don’t know').click();
  await panel.button('Send').click();
  await expect(panel.title).toHaveText('IT has it.');

  await page.keyboard.press('Escape');
  await write('The gate stays shut');
  await asked.getByText('My team').click();
  await panel.button('Send').click();
  await expect(panel.title).toHaveText('IT has it.');
  expect([...hub.requests.values()].map(({ title, impact }) => ({ title, impact }))).toEqual([
    { title: 'The door stays shut', impact: undefined },
    { title: 'The gate stays shut', impact: 'team' },
  ]);
});
