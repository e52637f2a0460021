import type { Page } from '@playwright/test';
import { expect, test } from '../fixture.ts';
import { panelOf } from '../pages/panel.ts';
import { createCentralKb, type CentralKb } from '../support/central-kb.ts';
import { goTo } from '../support/screens.ts';
import { startStaticServer, type StaticServer } from '../../support/static-server.ts';

let kb: CentralKb;
let server: StaticServer;
test.beforeEach(async () => {
  kb = createCentralKb();
  kb.publish();
  server = await startStaticServer(kb.webRoot);
});
test.afterEach(async () => {
  await server.close();
  kb.remove();
});

/** As the tray's "Check for new guides" does it: the person stays where they are. */
const check = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const { zeroline } = window as unknown as {
      zeroline: { call(channel: string, payload: unknown): Promise<unknown> };
    };
    await zeroline.call('sync.check', {});
  });

const badge = (title: string): string => `---
title: ${title}
area: printing
summary: A new one takes a day.
words: [access card]
applies-to: [windows, macos, linux]
owner: Workplace team
reviewed: 2026-11-20
minutes: 2
works-offline: true
---

## Have the old one blocked {#block}

At the reception.

## Order a new one {#order}

It comes by post.

## Check that it worked {#check}

The doors open.

## When to give up {#give-up}

Tell the service desk.
`;

test('a guide that IT changes or withdraws while it is open can be followed to its end', async ({
  start,
}) => {
  kb.writeGuide('badge-lost.en.md', badge('I lost my badge'));
  kb.publish();
  const app = await start([`--kb-trust=${kb.trust(`${server.url}/zeroline`)}`]);
  const { page } = app;
  const panel = panelOf(page);
  await app.show();
  await check(page);
  await goTo(app, { screen: 'guide', id: 'badge-lost' });
  await panel.nextStep.click();

  kb.writeGuide('badge-lost.en.md', badge('My badge is gone'));
  kb.publish();
  await check(page);
  await expect(page.getByText('IT has changed this guide.')).toBeVisible();
  await expect(panel.title).toHaveText('I lost my badge');
  await panel.button('Show the new one').click();
  await expect(panel.title).toHaveText('My badge is gone');
  await expect(page.getByText('IT has changed this guide.')).toBeHidden();
  await expect(panel.button('Step 1, done: do it again')).toBeVisible();

  kb.removeGuide('badge-lost.en.md');
  kb.publish('--allow-fewer');
  await check(page);
  await expect(page.getByText('IT has withdrawn this guide. You can still read it.')).toBeVisible();
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await panel.notSolved.click();
  await expect(panel.title).toHaveText("Let's get you further");
});

test('settings and the privacy page tell where guides come from, and what is wrong, in words', async ({
  start,
}) => {
  const app = await start([`--kb-trust=${kb.trust(`${server.url}/zeroline`)}`]);
  const { page } = app;
  const panel = panelOf(page);
  await app.show();
  await goTo(app, { screen: 'settings' });
  await panel.button('Check now').click();
  await expect(page.getByText('Checked: there are no newer guides.')).toBeVisible();
  const host = new URL(server.url).host;
  await expect(page.getByText(`The guides come from ${host}, and are kept on this computer.`)).toBeVisible();

  await server.close();
  await panel.button('Check now').click();
  await expect(page.getByText('The server for guides could not be reached.')).toBeVisible();
  await goTo(app, { screen: 'privacy' });
  await expect(page.getByText(`It asks ${host} for files by their names.`)).toBeVisible();
});
