import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixture.ts';
import type { RunningApp } from '../support/app.ts';
import { knowledgeBase } from '../support/knowledge-base.ts';

const card = (app: RunningApp, reason: RegExp) => app.page.getByRole('main').getByText(reason);

/** Away and back, longer than a reading stays good for a panel that is opened. */
async function lookAgain(app: RunningApp): Promise<void> {
  await app.page.keyboard.press('Escape');
  await expect.poll(app.visible).toBe(false);
  await app.page.waitForTimeout(5_500);
  await app.show();
}

/**
 * Opened again until the panel says what is the case. A source that answered late is asked again after ten seconds only:
 * on a machine that is busy the second look tells.
 */
const looksAgainUntil = (app: RunningApp, isSo: () => Promise<void>): Promise<void> =>
  expect(async () => {
    await lookAgain(app);
    await isSo();
  }).toPass({ timeout: 45_000 });
const appears = (app: RunningApp, reason: RegExp): Promise<void> =>
  looksAgainUntil(app, () => expect(card(app, reason)).toBeVisible({ timeout: 2_000 }));
const goes = (app: RunningApp, reason: RegExp): Promise<void> =>
  looksAgainUntil(app, () => expect(card(app, reason)).toHaveCount(0, { timeout: 2_000 }));

test('a disk that fills up brings its card, and room made takes it away', async ({ machine, start }) => {
  test.slow();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', machine.home]).status === 0;
  test.skip(!mounted, 'A small disk of its own needs the right to mount one (root).');
  const kb = knowledgeBase({
    rules: `
- id: e2e-disk
  guide: disk-full
  when: { signal: disk.freePercent, below: 5 }
  reason: { en: 'Almost full: {{disk.freePercent}} %' }
  weight: 100
`,
  });
  try {
    const app = await start([`--kb-dir=${kb.dir}`]);
    await app.show();
    await expect(app.page.getByRole('searchbox')).toBeVisible();
    await expect(card(app, /Almost full/)).toHaveCount(0);
    const ballast = join(machine.home, 'holiday.mov');
    // As much as there is room for, but a few kilobytes.
    const free = Number(execFileSync('stat', ['-f', '-c', '%a', machine.home], { encoding: 'utf8' })) * 4096;
    writeFileSync(ballast, Buffer.alloc(free - 64 * 1024));
    await appears(app, /Almost full: 0 %/);
    rmSync(ballast);
    await goes(app, /Almost full/);
    await app.quit();
  } finally {
    execFileSync('umount', ['-l', machine.home]);
    kb.remove();
  }
});

test('an interface taken down brings the offline card, and up again takes it away', async ({ app }) => {
  test.slow();
  test.skip(
    process.env['ZEROLINE_TEST_NETNS'] !== '1',
    'Taking an interface down needs a network namespace of its own (root on Linux).',
  );
  await expect(card(app, /is offline/)).toHaveCount(0);
  execFileSync('ip', ['link', 'set', 'zl0', 'down']);
  try {
    await appears(app, /This computer is offline/);
  } finally {
    execFileSync('ip', ['link', 'set', 'zl0', 'up']);
  }
  await goes(app, /This computer is offline/);
});

test('after days away the panel says welcome back, with the true number of days', async ({
  machine,
  start,
}) => {
  const awayMs = (15 * 24 + 1) * 60 * 60_000;
  const lastActiveMs = Date.now() - awayMs;
  writeFileSync(join(machine.userData, 'state.json'), JSON.stringify({ activity: { lastActiveMs } }));
  const app = await start();
  await app.show();
  await expect(app.page.getByRole('heading', { name: 'Welcome back' })).toBeVisible();
  await expect(card(app, /You were away for 15 days/).first()).toBeVisible();

  // Said once: put away by keyboard, taken back, and put away for good. The keyboard never loses its place.
  const putAway = app.page.getByRole('button', { name: 'Put “Welcome back” away' });
  const focused = app.page.locator(':focus');
  await putAway.focus();
  await app.page.keyboard.press('Enter');
  await expect(app.page.getByRole('heading', { name: 'Welcome back' })).toHaveCount(0);
  await expect(
    app.page.getByRole('status').filter({ hasText: 'Put away until your next absence.' }),
  ).toBeVisible();
  await expect(app.page.locator('main .section button').first()).toBeFocused();
  await app.page.getByRole('button', { name: 'Undo' }).focus();
  await app.page.keyboard.press('Enter');
  await expect(card(app, /You were away for 15 days/).first()).toBeVisible();
  await expect(focused).toHaveText(/You were away for 15 days/);
  await putAway.focus();
  await app.page.keyboard.press('Enter');
  await expect(app.page.getByRole('heading', { name: 'Welcome back' })).toHaveCount(0);
  await app.page.getByRole('status').getByRole('button', { name: 'Close' }).focus();
  await app.page.keyboard.press('Enter');
  await expect(app.page.getByRole('searchbox')).toBeFocused();
  await lookAgain(app);
  await expect(app.page.getByRole('searchbox')).toBeVisible();
  await expect(card(app, /You were away for 15 days/)).toHaveCount(0);
  await app.quit();
  const again = await start();
  await again.show();
  await expect(again.page.getByRole('searchbox')).toBeVisible();
  await expect(card(again, /You were away for 15 days/)).toHaveCount(0);
});

test('started without any network, the panel searches and guides as ever', async ({ start }) => {
  test.skip(
    process.env['ZEROLINE_TEST_NETNS'] !== '1',
    'Taking an interface down needs a network namespace of its own (root on Linux).',
  );
  execFileSync('ip', ['link', 'set', 'zl0', 'down']);
  try {
    const app = await start();
    await app.show();
    await expect(card(app, /This computer is offline/)).toBeVisible();
    await app.page.getByRole('searchbox').fill('wifi');
    await app.page.getByRole('option').first().click();
    await expect(app.page.getByRole('heading', { level: 1 })).toContainText(/Wi-Fi/);
    await expect(app.page.getByRole('group', { name: 'Where are you?' })).toBeVisible();
    await app.quit();
  } finally {
    execFileSync('ip', ['link', 'set', 'zl0', 'up']);
  }
});
