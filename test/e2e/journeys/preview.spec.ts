import AxeBuilder from '@axe-core/playwright';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { openBrowser, type Browser } from '../support/browser.ts';
import { copyCommandLine, type OneFile } from '../support/one-file.ts';

let cli: OneFile;
let browser: Browser;
let kb: string;
let preview: Awaited<ReturnType<OneFile['preview']>>;

test.beforeEach(async () => {
  cli = copyCommandLine();
  kb = join(cli.folder, 'kb');
  cli.zeroline('init', kb, '--name', 'Contoso');
  preview = await cli.preview(kb);
  browser = await openBrowser();
  await browser.page.goto(preview.url);
});
test.afterEach(async () => {
  await browser.close();
  await preview.end();
  cli.remove();
});

function edit(guide: string, from: string, to: string): void {
  const path = join(kb, 'guides', guide);
  writeFileSync(path, readFileSync(path, 'utf8').replace(from, to));
}

test('an editor sees the panel, follows a guide, and each save shows at once', async () => {
  const { page, complaints } = browser;
  const panel = page.frameLocator('iframe');
  await expect(panel.getByRole('main')).toContainText('My disk is full');

  const choice = page.getByRole('button', { name: 'My disk is full' });
  await choice.click();
  await expect(panel.getByRole('heading', { level: 1 })).toHaveText('My disk is full');
  await expect(choice).toBeFocused();
  await panel.getByRole('button', { name: 'Done, next' }).click();
  await expect(panel.locator('img')).toHaveJSProperty('complete', true);
  expect(
    await panel.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth),
  ).toBeGreaterThan(0);

  edit('disk-full.en.md', 'title: My disk is full', 'title: No room on my disk');
  await expect(panel.getByRole('heading', { level: 1 })).toHaveText('No room on my disk');
  // The step that was done is still done.
  await expect(panel.locator('img')).toBeVisible();

  await page.getByLabel('Language').focus();
  await page.getByLabel('Language').selectOption('nb');
  await expect(panel.getByRole('heading', { level: 1 })).toHaveText('Disken er full');
  await expect(page.getByLabel('Language')).toBeFocused();
  await page.getByLabel('System').selectOption('windows');
  await expect(panel.locator('html')).toHaveAttribute('data-os', 'windows');
  expect(complaints).toEqual([]);
});

test('who works beside the panel keeps their place in every moment of its drawing', async () => {
  const { page } = browser;
  const panel = page.frameLocator('iframe');
  await page.getByRole('button', { name: 'My disk is full' }).click();
  await expect(panel.getByRole('heading', { level: 1 })).toHaveText('My disk is full');
  const language = page.getByLabel('Language');
  await language.focus();
  await page.evaluate(() =>
    window.addEventListener('blur', () => (document.title = 'the panel has taken the focus')),
  );
  await language.selectOption('nb');
  await page.getByLabel('System').selectOption('windows');
  await expect(panel.getByRole('heading', { level: 1 })).toHaveText('Disken er full');
  await expect(panel.locator('html')).toHaveAttribute('data-os', 'windows');
  await expect(language).toBeFocused();
  expect(await page.title()).not.toContain('taken');
  // And whoever goes into the panel is let in.
  await panel.getByRole('heading', { level: 1 }).click();
  await expect(page.locator('iframe')).toBeFocused();
});

test('a mistake stands beside the guide with file and line, and goes when it is put right', async () => {
  const { page } = browser;
  const panel = page.frameLocator('iframe');
  await page.getByRole('button', { name: "I can't hear anything" }).click();
  await expect(panel.getByRole('heading', { level: 1 })).toHaveText("I can't hear anything");
  edit('no-sound.en.md', '(#meeting)', '(#meating)');
  const mistakes = page.getByRole('complementary', { name: 'Mistakes' });
  await expect(mistakes).toContainText('guides/no-sound.en.md:20');
  await expect(mistakes).toContainText('there is no step "#meating"');
  await expect(page.getByRole('status')).toHaveText('1 to put right');
  await expect(panel.getByRole('heading', { level: 1 })).toHaveText("I can't hear anything");
  edit('no-sound.en.md', '(#meating)', '(#meeting)');
  await expect(page.getByRole('status')).toHaveText('No mistakes');
});

test('the page works by keyboard, and axe finds nothing, light and dark', async () => {
  const { page } = browser;
  const panel = page.frameLocator('iframe');
  edit('no-sound.en.md', '(#meeting)', '(#meating)');
  await expect(page.getByRole('status')).toHaveText('1 to put right');
  await page.getByLabel('Language').focus();
  for (const name of ['System', 'Filter 3 guides']) {
    await page.keyboard.press('Tab');
    await expect(page.getByLabel(name)).toBeFocused();
  }
  await page.keyboard.type('reply');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('heading', { level: 1 })).toHaveText('Set an automatic reply before I leave');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
  }
});

test('a preview that ended says so, and one that is back goes on', async () => {
  const { page } = browser;
  await expect(page.getByRole('status')).toHaveText('No mistakes');
  await preview.end();
  await expect(page.getByRole('status')).toContainText('The preview has ended');
});
