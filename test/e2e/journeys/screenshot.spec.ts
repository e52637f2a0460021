import { randomBytes } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { PNG } from 'pngjs';
import { expect, test } from '../fixture.ts';
import { panelOf } from '../pages/panel.ts';
import { pictureOf } from '../pages/picture.ts';
import {
  coloursIn,
  hasWindowPainter,
  showColouredWindow,
  squareColours,
  windowTitle,
} from '../support/coloured-window.ts';
import { tabThrough } from '../support/keyboard.ts';
import { overflowing } from '../support/overflow.ts';
import { goTo, visits } from '../support/screens.ts';

const openRequest = visits.find(({ name }) => name === 'request')!;
const squares = (colours: Map<string, number>): number =>
  squareColours.reduce((sum, colour) => sum + (colours.get(colour) ?? 0), 0);

let painted: { close(): void };
test.beforeEach(async ({ machine }, info) => {
  info.skip(!hasWindowPainter, 'A window with colours on it needs display (ImageMagick).');
  painted = await showColouredWindow(machine);
});
test.afterEach(() => painted.close());

test('a picture of the screen is cut, blurred, marked, and goes along', async ({ machine, start }) => {
  test.slow();
  const app = await start();
  await app.show();
  const { page } = app;
  const panel = panelOf(page);
  const picture = pictureOf(page);
  await openRequest.open(app);
  await panel.whatWentWrong.fill('The figures are wrong');

  await test.step('the panel is not on it, and is there again', async () => {
    const bounds = await app.electron.evaluate(({ BrowserWindow }) => {
      const { x, y, width, height } = BrowserWindow.getAllWindows()[0]!.getBounds();
      return { x, y, width, height };
    });
    await panel.button('Take a screenshot').click();
    await expect(picture.heading).toBeFocused();
    expect(await app.visible()).toBe(true);
    await expect(picture.size).toHaveText(/1,?280 × 800 pixels, \d+ kB/);
    const png = PNG.sync.read(await picture.shown());
    const behindPanel = { x: bounds.x + 40, y: bounds.y + 100, width: 100, height: 100 };
    expect(squares(coloursIn(png, behindPanel))).toBe(10_000);
  });

  await test.step('blurred by pointer, and taken back by key', async () => {
    await picture.tool('Blur').click();
    await picture.drag([0.3, 0.3], [0.5, 0.4]);
    await expect(page.getByText('Blurred.')).toBeAttached();
    const inside = { x: 400, y: 250, width: 200, height: 60 };
    expect(squares(coloursIn(PNG.sync.read(await picture.shown()), inside))).toBe(0);
    await page.keyboard.press('Control+z');
    expect(squares(coloursIn(PNG.sync.read(await picture.shown()), inside))).toBe(12_000);
    await page.keyboard.press('Control+Shift+z');
    expect(squares(coloursIn(PNG.sync.read(await picture.shown()), inside))).toBe(0);
  });

  await test.step('cut by keyboard alone', async () => {
    await picture.tool('Crop').focus();
    await page.keyboard.press('Enter');
    await expect(picture.stage).toBeFocused();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Shift+ArrowRight');
    await expect(page.getByText('From the left 23 to 75 %, from the top 25 to 75 %')).toBeAttached();
    await page.keyboard.press('Enter');
    await expect(picture.size).toHaveText(/672 × 400 pixels/);
  });

  await test.step('cut by pointer: a frame is moved and sized before it counts', async () => {
    await picture.tool('Crop').click();
    await picture.drag([0.2, 0.2], [0.6, 0.6]);
    await picture.drag([0.4, 0.4], [0.5, 0.5]);
    await picture.drag([0.7, 0.7], [0.9, 0.8]);
    await expect(page.getByText(/From the left 30 to 90 %, from the top 30 to 80 %/)).toBeAttached();
    await picture.button('Keep only this').click();
    await expect(picture.size).toHaveText(/40\d × 20\d pixels/);
    await picture.button('Undo').click();
    await expect(picture.size).toHaveText(/672 × 400 pixels/);
  });

  await test.step('an arrow, once too many', async () => {
    await picture.tool('Arrow').click();
    await picture.drag([0.9, 0.9], [0.7, 0.7]);
    await picture.drag([0.1, 0.9], [0.3, 0.7]);
    await picture.button('Undo').click();
    const png = PNG.sync.read(await picture.shown());
    const red = (from: number): number =>
      coloursIn(png, { x: from, y: 200, width: 336, height: 200 }).get('217,45,32') ?? 0;
    expect(red(336)).toBeGreaterThan(100);
    expect(red(0)).toBe(0);
  });

  await test.step('hidden and shown, and left by mistake, it is still there', async () => {
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
    await app.show();
    await expect(picture.size).toHaveText(/672 × 400 pixels/);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(panel.whatWentWrong).toHaveValue('The figures are wrong');
    await panel.button('Undo').click();
    await expect(picture.size).toHaveText(/672 × 400 pixels/);
  });

  await test.step('what is saved is what was seen', async () => {
    const seen = PNG.sync.read(await picture.shown());
    await picture.button('Add').click();
    await expect(page.getByText('Screenshot.png', { exact: true })).toBeVisible();
    await expect(panel.button('Take a screenshot')).toBeFocused();
    const folder = join(machine.userData, 'attachments');
    const saved = PNG.sync.read(readFileSync(join(folder, readdirSync(folder)[0]!)));
    expect([saved.width, saved.height]).toEqual([672, 400]);
    expect(saved.data.equals(seen.data)).toBe(true);
    // 288 and 200 pixels were cut off at the left and at the top.
    expect(squares(coloursIn(saved, { x: 120, y: 60, width: 180, height: 40 }))).toBe(0);
    expect(squares(coloursIn(saved, { x: 0, y: 150, width: 300, height: 200 }))).toBe(60_000);
  });

  await test.step('after a power cut it is still there', async () => {
    await page.waitForTimeout(800);
    app.kill();
    const again = await start();
    await again.show();
    await panelOf(again.page).myRequests.first().click();
    await again.page
      .getByRole('button', { name: /The figures are wrong/ })
      .first()
      .click();
    await expect(again.page.getByText('Screenshot.png', { exact: true })).toBeVisible();
  });
});

test('a window can be chosen, and pasted pictures are looked at as well', async ({ app }) => {
  const { page } = app;
  const panel = panelOf(page);
  const picture = pictureOf(page);
  await openRequest.open(app);
  await panel.button('Take a screenshot').click();
  await picture.button('Choose another screen or window').click();
  await expect(page.getByRole('button', { name: 'Zeroline', exact: true })).toHaveCount(0);
  await picture.button('Screen 1').click();
  await expect(picture.size).toHaveText(/1,?280 × 800 pixels/);
  await picture.button('Choose another screen or window').click();
  await page.getByRole('button', { name: windowTitle }).click();
  await expect(picture.heading).toBeVisible();
  const png = PNG.sync.read(await picture.shown());
  expect(png.width / png.height).toBeCloseTo(1200 / 700, 1);
  await picture.button('Discard').click();

  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(60, 40);
    canvas.getContext('2d')?.fillRect(0, 0, 60, 40);
    const data = new DataTransfer();
    for (const name of ['one.png', 'two.png'])
      data.items.add(new File([await canvas.convertToBlob()], name, { type: 'image/png' }));
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  });
  await expect(picture.heading).toBeVisible();
  await picture.button('Discard').click();
  await expect(picture.heading).toBeVisible();
  await picture.button('Add').click();
  await expect(page.getByText('two.png', { exact: true })).toBeVisible();
  await expect(page.getByText('one.png', { exact: true })).toBeHidden();

  await test.step('what would be too large as a PNG becomes a JPEG', async () => {
    const noise = new PNG({ width: 1000, height: 800 });
    noise.data.set(randomBytes(noise.data.length));
    const buffer = PNG.sync.write(noise, { colorType: 2 });
    expect(buffer.length).toBeGreaterThan(2 * 1024 * 1024);
    const file = { name: 'noise.png', mimeType: 'image/png', buffer };
    await page.locator('input[type=file]').setInputFiles(file);
    await expect(picture.heading).toBeVisible();
    await picture.button('Add').click();
    await expect(page.getByText('noise.jpg', { exact: true })).toBeVisible();
  });
});

test('files can be fetched from another window while a request is written, and no longer', async ({
  app,
}) => {
  const panel = panelOf(app.page);
  const lookElsewhere = (): void =>
    void spawnSync('xdotool', ['search', '--name', windowTitle, 'windowactivate', '--sync'], {
      env: app.machine.env,
    });
  await openRequest.open(app);
  await expect(panel.button('Stays open while you write the request')).toBeVisible();
  lookElsewhere();
  await app.page.waitForTimeout(500);
  expect(await app.visible()).toBe(true);
  await goTo(app, { screen: 'home' });
  await expect(panel.searchField).toBeVisible();
  await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.focus());
  await app.page.waitForTimeout(300);
  lookElsewhere();
  await expect.poll(app.visible).toBe(false);
});

test('a desktop that shows programs nothing is told, with another way', async ({ machine, start }) => {
  // Under Wayland without a portal.
  machine.env['WAYLAND_DISPLAY'] = 'wayland-of-the-test';
  const app = await start();
  await app.show();
  await openRequest.open(app);
  await panelOf(app.page).button('Take a screenshot').click();
  await expect(app.page.getByText(/doesn’t let programs see the screen. Press Shift \+ Print/)).toBeVisible();
  expect(await app.visible()).toBe(true);
});

for (const { language, size, scheme } of [
  { language: 'en', size: 100, scheme: 'light' },
  { language: 'en', size: 100, scheme: 'dark' },
  { language: 'de', size: 100, scheme: 'light' },
  { language: 'hu', size: 200, scheme: 'light' },
] as const) {
  test(`the editor is for everybody: ${language}, ${size} %, ${scheme}`, async ({ app }) => {
    const { page } = app;
    const shots = process.env['SCREENSHOTS_TO'];
    await page.emulateMedia({ colorScheme: scheme });
    await page.evaluate((change) => window.zeroline.call('settings.change', { change }), {
      language,
      textSizePercent: size,
    });
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    await openRequest.open(app);
    const look = async (name: string): Promise<void> => {
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
      expect(await overflowing(page)).toEqual([]);
      if (shots) await page.screenshot({ path: join(shots, `${name}-${language}-${size}-${scheme}.png`) });
    };
    await look('files');
    await page.locator('main .field__row .btn').first().click();
    await page.locator('.stage').waitFor();
    await expect(page.locator('.picture-end .btn--primary')).toBeEnabled();
    await look('editor');
    const [crop, blur, arrow] = await page.locator('.picture-tools .btn').all();
    await blur!.click();
    await pictureOf(page).drag([0.1, 0.2], [0.4, 0.3]);
    await arrow!.click();
    await pictureOf(page).drag([0.8, 0.8], [0.6, 0.5]);
    await crop!.focus();
    await page.keyboard.press('Enter');
    await look('crop');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    if (shots) await page.screenshot({ path: join(shots, `closer-${language}-${size}-${scheme}.png`) });
    const part = await page.locator('.stage').evaluate((view) => view.clientWidth / view.scrollWidth);
    expect(part).toBeLessThan(0.35);
    await page.keyboard.press('0');
    const { reached, missing } = await tabThrough(page);
    const unseen = reached.filter(({ isSeen }) => !isSeen).map(({ html }) => html);
    expect({ unseen, missing }).toEqual({ unseen: [], missing: 0 });
    await page.locator('main .link').click();
    await page.locator('.source').first().waitFor();
    await look('chooser');
  });
}
