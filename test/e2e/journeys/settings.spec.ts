import { expect, test } from '../fixture.ts';
import { panelOf } from '../pages/panel.ts';
import { pressKeys } from '../support/desktop.ts';
import { goTo } from '../support/screens.ts';

test('another hotkey is chosen by pressing it, and works at once', async ({ app }) => {
  const panel = panelOf(app.page);
  await goTo(app, { screen: 'settings' });
  await panel.button('Change').click();
  pressKeys('ctrl+shift+F9');
  await expect(app.page.getByText('Ctrl Shift F9')).toBeVisible();
  pressKeys('ctrl+shift+F9');
  await expect.poll(app.visible).toBe(false);
  pressKeys('ctrl+shift+F9');
  await expect.poll(app.visible).toBe(true);
});

test('keys that another program has are refused in words, and the old ones go on working', async ({
  app,
}) => {
  const panel = panelOf(app.page);
  // As another program would have it: the system refuses it from now on.
  const taken = 'Alt+Shift+F4';
  await app.electron.evaluate(
    ({ globalShortcut }, key) => globalShortcut.register(key, () => undefined),
    taken,
  );
  await goTo(app, { screen: 'settings' });
  await panel.button('Change').click();
  await app.page.keyboard.press(taken);
  await expect(app.page.getByText(/Another program has/)).toBeVisible();
  await expect(app.page.getByText('Ctrl Alt H').first()).toBeVisible();
});

test('the text size and the language change the panel at once, and stay after a restart', async ({
  start,
}) => {
  const first = await start();
  await first.show();
  await goTo(first, { screen: 'settings' });
  await first.page.getByLabel('Text size').selectOption('150');
  await first.page.getByLabel('Language').selectOption('hu');
  await expect(first.page.locator('html')).toHaveAttribute('lang', 'hu');
  await first.quit();
  const second = await start();
  await second.show();
  await expect(second.page.locator('html')).toHaveAttribute('lang', 'hu');
  await expect(second.page.locator('html')).toHaveAttribute('data-text-size', '150');
});

test('what leaves this computer is shown as it is kept: counts and no words', async ({ app }) => {
  const panel = panelOf(app.page);
  await panel.searchField.fill('printer');
  await panel.results.first().click();
  await goTo(app, { screen: 'privacy' });
  const kept = app.page.getByText(/"opened":1/);
  await expect(kept).toBeVisible();
  expect(await kept.innerText()).not.toMatch(/printer/i);
});
