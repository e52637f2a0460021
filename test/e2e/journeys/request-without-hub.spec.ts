import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../fixture.ts';
import { panelOf } from '../pages/panel.ts';
import { settled } from '../support/crawler.ts';
import { overflowing } from '../support/overflow.ts';
import { noQuietHours, policyOf } from '../support/policy.ts';
import { smallHubKey, startSmallHub } from '../../support/small-hub.ts';

test('what may have reached a hub that is no more can go another way', async ({ machine, start }) => {
  const hub = await startSmallHub();
  hub.faultFor = () => 'reset-after';
  const policy = policyOf(machine, { ...noQuietHours, hub: hub.url, hubKey: smallHubKey });
  const app = await start([policy]);
  const panel = panelOf(app.page);
  await app.show();
  await panel.getHelp.click();
  await panel.sendRequest.click();
  await panel.whatWentWrong.fill('My mail is slow');
  await panel.button('Send').click();
  await expect(app.page.getByText('It may have arrived already.', { exact: false })).toBeVisible();
  await hub.close();

  policyOf(machine, noQuietHours);
  const title = 'Your organisation no longer takes requests this way';
  await expect(app.page.getByRole('heading', { name: title })).toBeVisible({ timeout: 20_000 });
  await expect(app.page.getByText('IT may get it twice', { exact: false })).toBeVisible();
  await expect(panel.button('Take it back')).toHaveCount(0);
  await settled(app.page);
  const { violations } = await new AxeBuilder({ page: app.page }).setLegacyMode(true).analyze();
  expect(violations).toEqual([]);
  expect(await overflowing(app.page)).toEqual([]);
  await panel.button('Copy the text').click();
  await expect(app.page.getByRole('heading', { name: 'Did you send it?' })).toBeVisible();
  await panel.button('Yes, sent').click();
  await expect(app.page.getByRole('heading', { name: 'Did you send it?' })).toHaveCount(0);
});
