import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { panelOf } from '../pages/panel.ts';
import { openBrowser, type Browser } from '../support/browser.ts';
import { noQuietHours, policyOf } from '../support/policy.ts';
import { startRtHub } from '../../tickets/rt-hub.ts';
import { startTickets, tellTickets, whyLeftOut } from '../../tickets/ticket-servers.ts';
import { enrolmentKey, type TestHub } from '../../unit/hub/server/test-hub.ts';

const leftOut = whyLeftOut('rt5');
test.skip(leftOut !== undefined, `a request in a real Request Tracker: ${leftOut}`);

let server: Record<string, string>;
let hub: TestHub;
let browser: Browser;
test.beforeAll(async () => {
  // The first start installs and seeds it.
  test.setTimeout(900_000);
  server = await startTickets('rt5');
  hub = await startRtHub(server);
  browser = await openBrowser();
  // Something to take a picture of.
  await browser.page.goto(server['URL'] ?? '');
});
test.afterAll(async () => {
  await browser.close();
  await hub.remove();
  await tellTickets('rt5', ['stop']);
});

async function asAgent(method: string, path: string, body: string, type = 'application/json'): Promise<void> {
  const headers = { Authorization: `token ${server['AGENT_TOKEN']}`, 'Content-Type': type };
  const answer = await fetch(`${server['URL']}/REST/2.0/${path}`, { method, headers, body });
  expect(answer.status).toBeLessThan(300);
}

/** The page of a ticket as an agent has it open, its history loaded. */
async function openTicket(page: Page, number: string): Promise<void> {
  await page.goto(`${server['URL']}/Ticket/Display.html?id=${number}`);
  if (await page.locator('input[name=user]').count()) {
    await page.locator('input[name=user]').fill('agent');
    await page.locator('input[name=pass]').fill('test-agent-pw');
    await page.locator('input[type=submit]').first().click();
  }
  await expect(page.locator('.history-container .transaction').first()).toBeVisible({ timeout: 60_000 });
}

test('a guide that failed becomes a ticket an agent can act on, and its answer comes back', async ({
  machine,
  start,
}) => {
  test.setTimeout(300_000);
  const policy = policyOf(machine, { ...noQuietHours, hub: hub.url(), hubKey: enrolmentKey });
  let app = await start([policy]);
  let panel = panelOf(app.page);
  await app.show();

  await test.step('a guide is found, followed, and does not help', async () => {
    await panel.searchField.fill('vpn drops');
    await panel.results.filter({ hasText: /VPN/ }).first().click();
    await panel.nextStep.click();
    await panel.notSolved.click();
    await panel.sendRequest.click();
  });

  await test.step('the request is written and sent', async () => {
    await panel.more.fill('Es bricht in Büro 3 alle 5 Minuten ab <sehr oft>.');
    await app.page.getByText('My team', { exact: true }).click();
    await app.page.locator('input[type=file]').setInputFiles({
      ...{ name: 'vpn.log', mimeType: 'text/plain' },
      buffer: Buffer.from('12:00 up\n12:05 down\n'),
    });
    await expect(app.page.getByText('vpn.log', { exact: true })).toBeVisible();
  });

  await test.step('a picture of the screen goes along, once it was seen', async () => {
    await panel.button('Take a screenshot').click();
    await expect(panel.title).toHaveText('Check the picture');
    await app.page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(app.page.getByText('Screenshot.png', { exact: true })).toBeVisible();
    await panel.button('Send').click();
    await expect(panel.title).toHaveText('IT has it.', { timeout: 60_000 });
  });

  let number = '';
  await test.step('its number is shown', async () => {
    const shown = app.page.getByText(/^Number \d+/).first();
    await expect(shown).toBeVisible({ timeout: 120_000 });
    number = /\d+/.exec(await shown.innerText())?.[0] ?? '';
  });

  await test.step('an agent reads everything on one page', async () => {
    await openTicket(browser.page, number);
    const shots = process.env['SCREENSHOTS_TO'];
    if (shots) await browser.page.screenshot({ path: join(shots, 'agent.png'), fullPage: true });
    const words = await browser.page.locator('body').innerText();
    const wanted = [
      ...['Es bricht in Büro 3 alle 5 Minuten ab <sehr oft>.', 'vpn.log', 'Screenshot.png', 'My team'],
      ...['Searched for', 'vpn drops', 'Tried', 'Disk', 'Debian', `${userInfo().username}@example.org`],
    ];
    expect(wanted.filter((text) => !words.includes(text))).toEqual([]);
  });

  /** The next time the computer is started, Zeroline asks at once what became of the request. */
  async function nextMorning(): Promise<void> {
    await app.quit();
    app = await start([policy]);
    panel = panelOf(app.page);
    await app.show();
    await panel.myRequests.first().click();
    await panel.button(/^VPN doesn't connect/).click();
  }

  await test.step('the answer comes back to the panel, and then the solution', async () => {
    await asAgent('POST', `ticket/${number}/correspond`, 'Please try the other gateway.', 'text/plain');
    await asAgent('PUT', `ticket/${number}`, JSON.stringify({ Status: 'open' }));
    await nextMorning();
    await expect(panel.title).toHaveText('IT has answered.', { timeout: 90_000 });
    await asAgent('PUT', `ticket/${number}`, JSON.stringify({ Status: 'resolved' }));
    await nextMorning();
    await expect(panel.title).toHaveText('IT says that it is solved.', { timeout: 90_000 });
  });

  await test.step('still not solved: the same ticket is opened again, with the new words', async () => {
    await panel.button('Still not solved').click();
    await app.page.getByLabel('What is still wrong').fill('The other gateway drops, too');
    await panel.button('Send it to the same ticket').click();
    await expect
      .poll(
        async () => {
          await openTicket(browser.page, number);
          return browser.page.locator('body').innerText();
        },
        { timeout: 90_000, intervals: [3_000] },
      )
      .toContain('The other gateway drops, too');
  });
});
