import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../fixture.ts';
import type { Machine } from '../support/machine.ts';
import { panelOf } from '../pages/panel.ts';
import { goTo } from '../support/screens.ts';

/** As device management does it: whole, and over the old one. */
function setPolicy(machine: Machine, policy: unknown): string {
  const path = join(machine.home, 'policy.json');
  writeFileSync(`${path}.new`, JSON.stringify(policy));
  renameSync(`${path}.new`, path);
  return path;
}

test('what IT sets is shown with where it stands, and follows the file while the app runs', async ({
  machine,
  start,
}) => {
  const path = setPolicy(machine, {
    forced: { textSizePercent: 125 },
    ...{ site: 'Oslo', country: 'NO', weeklyNoticeBudget: 2 },
    signalsOff: ['disk.freeGb', 'disk.freePercent', 'camera.inUse', 'battery.percent'],
    quietHours: { from: '18:00', until: '07:30', days: ['sat', 'sun'] },
  });
  const app = await start([`--policy=${path}`]);
  const { page } = app;
  await app.show();
  await goTo(app, { screen: 'settings' });
  await expect(page.locator('html')).toHaveAttribute('data-text-size', '125');
  const size = page.getByLabel('Text size');
  await expect(size).toBeDisabled();
  await expect(size).toHaveAccessibleDescription('Set by your organisation, in a file on this computer');
  await expect(page.getByLabel('Language')).toBeEnabled();
  const managed = page.getByRole('region', { name: 'Also set by your organisation' });
  const switchedOff = 'Disk · Calls, presentations and do not disturb · Battery';
  for (const words of ['Oslo', 'Norway', 'All day: Saturday and Sunday', switchedOff]) {
    await expect(managed).toContainText(words);
  }
  // A screen that no other test has axe look at.
  expect((await new AxeBuilder({ page }).setLegacyMode(true).analyze()).violations).toEqual([]);
  if (process.env['ZEROLINE_PICTURE']) await page.screenshot({ path: process.env['ZEROLINE_PICTURE'] });

  setPolicy(machine, { forced: { language: 'hu', hotkey: 'Control+Alt+J' }, colour: 'red' });
  await expect(page.locator('html')).toHaveAttribute('lang', 'hu');
  await expect(page.locator('html')).toHaveAttribute('data-text-size', '100');
  await expect(page.getByText('Oslo')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Módosítás' })).toBeDisabled();
  await expect
    .poll(() => app.electron.evaluate(({ globalShortcut }) => globalShortcut.isRegistered('Control+Alt+J')))
    .toBe(true);
  await goTo(app, { screen: 'home' });
  await expect(page.getByText(/"colour" is not known; use forced/)).toBeVisible();

  rmSync(path);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByText(/"colour" is not known/)).toHaveCount(0);
});

test('a fact that is switched off is neither read nor told to IT', async ({ machine, start }) => {
  const path = setPolicy(machine, { signalsOff: ['disk.freeGb', 'disk.freePercent', 'uptime.days'] });
  const app = await start([`--policy=${path}`]);
  await app.show();
  await goTo(app, { screen: 'settings' });
  await app.page.getByRole('button', { name: 'Show the file' }).click();
  const file = app.page.getByRole('region', { name: 'What the file holds' });
  await expect(file).toContainText('disk.freeGb: not known, switched-off');
  await expect(file).toContainText('uptime.days: not known, switched-off');
  await expect(file).toContainText(/signalsOff: .*\(set by your organisation: file\)/);
});

test('a line that IT leaves out of requests is named, and not offered', async ({ machine, start }) => {
  const path = setPolicy(machine, { requestLinesOff: ['searched', 'app'] });
  const app = await start([`--policy=${path}`]);
  const { page } = app;
  await app.show();
  await goTo(app, { screen: 'home' });
  const panel = panelOf(page);
  await panel.getHelp.click();
  await panel.sendRequest.click();
  await expect(page.getByText('Left out by your organisation: Searched for, Zeroline.')).toBeVisible();
  await expect(page.getByRole('checkbox', { name: 'Zeroline goes along' })).toHaveCount(0);
  setPolicy(machine, { requestLinesOff: ['searched'] });
  await expect(page.getByText('Left out by your organisation: Searched for.')).toBeVisible();
});

test('every setting that is forced says so, and a file that is broken leaves them as they were', async ({
  machine,
  start,
}) => {
  const forced = { language: 'en', textSizePercent: 100, hotkey: 'Control+Alt+H', startAtLogin: false };
  const path = setPolicy(machine, {});
  // As PowerShell writes it.
  writeFileSync(path, Buffer.from(`\uFEFF${JSON.stringify({ forced })}`, 'utf16le'));
  const app = await start([`--policy=${path}`]);
  const { page } = app;
  await app.show();
  await goTo(app, { screen: 'settings' });
  const controls = [
    page.getByLabel('Language'),
    page.getByLabel('Text size'),
    page.getByRole('button', { name: 'Change' }),
    page.getByRole('switch', { name: 'Start with the computer' }),
  ];
  expect(controls).toHaveLength(Object.keys(forced).length);
  for (const control of controls) {
    await expect(control).toBeDisabled();
    await expect(control).toHaveAccessibleDescription('Set by your organisation, in a file on this computer');
  }

  writeFileSync(path, '{ "forced": ');
  await goTo(app, { screen: 'home' });
  await expect(page.getByText(/policy\.json: is not JSON; check it with/)).toBeVisible();
  await goTo(app, { screen: 'settings' });
  for (const control of controls) await expect(control).toBeDisabled();
});
