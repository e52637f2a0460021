import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import {
  oidcAudience,
  oidcClient,
  startOidc,
  walkThrough,
  type OidcServer,
} from '../../servers/oidc-server.ts';
import { enrolmentKey, startTestHub, type TestHub } from '../../unit/hub/server/test-hub.ts';
import { expect, test } from '../fixture.ts';
import { panelOf } from '../pages/panel.ts';
import type { RunningApp } from '../support/app.ts';
import { openBrowser } from '../support/browser.ts';
import { settled } from '../support/crawler.ts';
import { knowledgeBase, type TestKnowledgeBase } from '../support/knowledge-base.ts';
import type { Machine } from '../support/machine.ts';
import { overflowing } from '../support/overflow.ts';
import { noQuietHours, policyOf } from '../support/policy.ts';

let kb: TestKnowledgeBase;
let oidc: OidcServer;
let hub: TestHub;
test.beforeAll(async () => {
  kb = knowledgeBase({});
  oidc = await startOidc();
  hub = await startTestHub(
    { signIn: { issuer: oidc.issuer, audience: oidcAudience } },
    { followEveryMs: 200 },
  );
});
test.afterAll(async () => {
  await hub.remove();
  await oidc.stop();
  kb.remove();
});

async function axeFindsNothing({ page }: RunningApp): Promise<void> {
  await settled(page);
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  expect(await overflowing(page)).toEqual([]);
}

/** The page that the app asked the system to open, `nth` of them. */
async function askedPage(machine: Machine, nth: number): Promise<string> {
  await expect.poll(() => machine.opened().length).toBe(nth);
  return machine.opened().at(-1)?.replace('xdg-open ', '') ?? '';
}

/** All text that the app left on the disk. */
const onDisk = ({ userData }: Machine): string =>
  readdirSync(userData, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(json|jsonl|log)$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');

test('a request waits for the sign-in, outlives a kill, and goes as the person who signed in', async ({
  machine,
  start,
}) => {
  test.setTimeout(180_000);
  const signIn = { issuer: oidc.issuer, clientId: oidcClient, scopes: ['request.send'] };
  const policy = policyOf(machine, { ...noQuietHours, hub: hub.url(), hubKey: enrolmentKey, signIn });
  const args = [`--kb-dir=${kb.dir}`, policy];
  let app = await start(args);
  let panel = panelOf(app.page);

  await test.step('it is written by somebody who says to be somebody else', async () => {
    await app.show();
    await panel.getHelp.click();
    await panel.sendRequest.click();
    await panel.whatWentWrong.fill('The gate stays shut. The Director, director@example.org');
    await expect(app.page.getByText('You are asked to sign in before it goes.')).toBeVisible();
    await panel.button('Send').click();
    await expect(panel.title).toHaveText('Saved. It waits for your sign-in.');
    await expect(app.page.getByText("If it can't wait")).toBeVisible();
    await expect(panel.button('Take it back')).toBeVisible();
    await axeFindsNothing(app);
  });

  await test.step('the browser has the page when the app is killed', async () => {
    await panel.button('Sign in').click();
    await askedPage(machine, 1);
    await expect(panel.button('Open the page again')).toBeVisible();
    app.kill();
    app = await start(args);
    panel = panelOf(app.page);
  });

  await test.step('it still waits, and says so in the list', async () => {
    await app.show();
    await panel.button('My requests').click();
    const row = app.page.getByRole('button', {
      name: /The gate stays shut.*Needs you.*waits for your sign-in/,
    });
    await row.click();
    await expect(panel.title).toHaveText('Saved. It waits for your sign-in.');
    await panel.button('Sign in').click();
    await expect(app.page.getByText(/^Your browser shows the page of 127\.0\.0\.1/)).toBeVisible();
    await axeFindsNothing(app);
  });

  await test.step('signed in, the browser says that it is done, and the request goes', async () => {
    const end = await walkThrough(await askedPage(machine, 2), 'anna');
    const browser = await openBrowser();
    await browser.page.goto(end.href);
    await expect(browser.page.getByRole('heading')).toHaveText('You are signed in.');
    expect([await browser.page.locator('html').getAttribute('lang'), browser.complaints]).toEqual(['en', []]);
    await browser.close();
    await expect(panel.title).toHaveText('IT has it.');
    await expect.poll(() => hub.tickets.made.length).toBe(1);
    expect(hub.tickets.made[0]?.requester).toEqual({
      ...{ name: 'Anna Berg', email: 'anna@example.org', login: 'anna', isVerified: true },
    });
  });

  await test.step('the next one goes at once, as the same person', async () => {
    await panel.getHelp.click();
    await panel.sendRequest.click();
    await expect(app.page.getByText('It is sent as anna@example.org.')).toBeVisible();
    await panel.whatWentWrong.fill('The lift, too');
    await panel.button('Send').click();
    await expect(panel.title).toHaveText('IT has it.');
    await expect.poll(() => hub.tickets.made.length).toBe(2);
  });

  await test.step('nothing of it lies on the disk, and the settings say how long it holds', async () => {
    expect(onDisk(machine)).not.toMatch(/eyJ|anna/);
    await panel.myRequests.click();
    await app.page.getByRole('button', { name: 'Home', exact: true }).click();
    await panel.button('Settings').click();
    await expect(
      app.page.getByText(/^Signed in at 127\.0\.0\.1:\d+ as anna@example\.org\. It ends when/),
    ).toBeVisible();
    await axeFindsNothing(app);
    await panel.button('Sign out').click();
    await expect(app.page.getByText(/^Not signed in at 127\.0\.0\.1/)).toBeVisible();
  });
});
