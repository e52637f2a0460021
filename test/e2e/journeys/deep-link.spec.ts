import { expect, test } from '../fixture.ts';
import { panelOf } from '../pages/panel.ts';
import { spawnApp } from '../support/second-start.ts';

test('a zeroline: link opens its guide, in the running app as in a new one, and runs nothing', async ({
  machine,
  start,
}) => {
  const app = await start(['--hidden', 'zeroline://guide/cant-print']);
  const panel = panelOf(app.page);
  await expect.poll(app.visible).toBe(true);
  await expect(panel.title).toContainText(/print/i);
  expect(await spawnApp(machine, ['zeroline://guide/mail-not-arriving'])).toBe(0);
  await expect(panel.title).toContainText(/mail/i);
  // A link shows; what a guide offers to open waits for the person.
  expect(machine.opened()).toEqual([]);
});

test('a link to a guide that is not there says so, and offers the search', async ({ machine, start }) => {
  const app = await start(['--hidden']);
  expect(await spawnApp(machine, ['zeroline://guide/mail-not-arriving-today'])).toBe(0);
  await expect.poll(app.visible).toBe(true);
  await expect(app.page.getByText(/This guide is gone/)).toBeVisible();
  await app.page.getByRole('main').getByRole('button', { name: 'Search', exact: true }).click();
  await expect(panelOf(app.page).searchField).toHaveValue('mail not arriving today');
  await expect(panelOf(app.page).results.first()).toContainText(/mail/i);
});

test('whatever else calls itself a link of ours leads nowhere', async ({ machine, start }) => {
  test.setTimeout(120_000);
  const app = await start(['--hidden']);
  for (const link of [
    'zeroline://guide/../settings',
    'zeroline://guide/cant-print?run=1',
    'zeroline://settings/cant-print',
    `zeroline://guide/${'a'.repeat(300)}`,
  ]) {
    expect(await spawnApp(machine, [link])).toBe(0);
    await expect.poll(app.visible).toBe(true);
    await expect(panelOf(app.page).searchField).toBeVisible();
    expect(machine.opened()).toEqual([]);
  }
});
