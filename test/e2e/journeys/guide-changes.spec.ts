import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

test('a guide that IT changes or withdraws while it is open can be followed to its end', async ({
  start,
}) => {
  const app = await start([`--kb-trust=${kb.trust(`${server.url}/zeroline`)}`]);
  const { page } = app;
  await app.show();
  await check(page);
  await goTo(app, { screen: 'guide', id: 'password-forgotten' });
  const panel = panelOf(page);
  const title = await panel.title.innerText();
  await panel.nextStep.click();

  const file = 'password-forgotten.en.md';
  const text = readFileSync(join(kb.sources, 'guides', file), 'utf8');
  kb.writeGuide(file, text.replace(/^title: .*$/m, 'title: The password, in a new way'));
  kb.publish();
  await check(page);
  await expect(page.getByText('IT has changed this guide.')).toBeVisible();
  await expect(panel.title).toHaveText(title);
  await panel.button('Show the new one').click();
  await expect(panel.title).toHaveText('The password, in a new way');
  await expect(page.getByText('IT has changed this guide.')).toBeHidden();

  kb.removeGuide(file);
  const organisation = join(kb.sources, 'organisation.yaml');
  const words = readFileSync(organisation, 'utf8');
  writeFileSync(organisation, words.replace('[cant-print, password-forgotten]', '[cant-print]'));
  kb.publish('--allow-fewer');
  await check(page);
  await expect(page.getByText('IT has withdrawn this guide. You can still read it.')).toBeVisible();
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
