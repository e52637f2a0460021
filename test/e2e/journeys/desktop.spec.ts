import { expect, test } from '../fixture.ts';
import { badgePixels, clickTrayIcon, hasTrayIcon, pressKeys } from '../support/desktop.ts';
import { knowledgeBase } from '../support/knowledge-base.ts';
import { spawnApp } from '../support/second-start.ts';

const nothingDue = '[]\n';
const oneDue = `
- id: office-move
  severity: quiet
  title: { en: The office moves on Monday }
  text: { en: Take your screen home. }
  from: 2020-01-01
`;

test('a click on the tray icon opens the panel, a second one closes it', async ({ start }) => {
  const app = await start(['--hidden']);
  await expect.poll(hasTrayIcon).toBe(true);
  expect(await app.visible()).toBe(false);
  clickTrayIcon();
  await expect.poll(app.visible).toBe(true);
  clickTrayIcon();
  await expect.poll(app.visible).toBe(false);
});

test('the hotkey opens the panel from anywhere, ready to type, and closes it', async ({ start }) => {
  const app = await start(['--hidden']);
  pressKeys('ctrl+alt+h');
  await expect.poll(app.visible).toBe(true);
  await expect(app.page.getByRole('searchbox')).toBeFocused();
  pressKeys('ctrl+alt+h');
  await expect.poll(app.visible).toBe(false);
});

test('Escape hides the panel from home', async ({ app }) => {
  await app.page.keyboard.press('Escape');
  await expect.poll(app.visible).toBe(false);
});

test('a second start acts on the running app', async ({ start, machine }) => {
  const app = await start(['--hidden']);
  expect(await spawnApp(machine, ['--toggle'])).toBe(0);
  await expect.poll(app.visible).toBe(true);
  expect(await spawnApp(machine, ['--toggle'])).toBe(0);
  await expect.poll(app.visible).toBe(false);
  expect(await spawnApp(machine, ['--open', 'guide/no-sound'])).toBe(0);
  await expect.poll(app.visible).toBe(true);
  await expect(app.page.getByRole('heading', { level: 1 })).toHaveText("I can't hear anything");
  await spawnApp(machine, ['zeroline://guide/cant-print']);
  await expect(app.page.getByRole('heading', { level: 1 })).toContainText(/print/i);
  await spawnApp(machine, ['zeroline://guide/../../etc/passwd']);
  await expect(app.page.getByRole('heading', { level: 1 })).toContainText(/print/i);
});

test('the tray shows a badge exactly as long as something waits for the person', async ({ start }) => {
  const kb = knowledgeBase({ notices: oneDue });
  try {
    const app = await start([`--kb-dir=${kb.dir}`]);
    await expect.poll(badgePixels).toBeGreaterThan(20);
    await app.show();
    await app.page.getByRole('button', { name: 'Dismiss “The office moves on Monday”' }).click();
    await expect.poll(badgePixels).toBe(0);
    await app.page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(badgePixels).toBeGreaterThan(20);
  } finally {
    kb.remove();
  }
});

test('the tray menu opens what it says', async ({ start }) => {
  const kb = knowledgeBase({ notices: nothingDue });
  try {
    const app = await start([`--kb-dir=${kb.dir}`, '--hidden']);
    await expect.poll(hasTrayIcon).toBe(true);
    expect(badgePixels()).toBe(0);
    clickTrayIcon(3);
    // Open, check now, then my requests; the line that tells the age of the guides can't be chosen.
    await app.page.waitForTimeout(500);
    pressKeys('Down', 'Down', 'Down', 'Return');
    await expect.poll(app.visible).toBe(true);
    await expect(app.page.getByRole('heading', { level: 1 })).toHaveText('My requests');
  } finally {
    kb.remove();
  }
});
