import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import AxeBuilder from '@axe-core/playwright';
import { PNG } from 'pngjs';
import { expect, test } from '../fixture.ts';
import { panelOf } from '../pages/panel.ts';
import { overflowing } from '../support/overflow.ts';
import { visits } from '../support/screens.ts';

const author = 'Author\0Anna Berg';

/** A picture that says who made it, as cameras and drawing programs write it. */
function signedPicture(): Buffer {
  const png = PNG.sync.write(new PNG({ width: 40, height: 30, fill: true }));
  const data = Buffer.from(`tEXt${author}`, 'latin1');
  const chunk = Buffer.alloc(data.length + 8);
  chunk.writeUInt32BE(data.length - 4, 0);
  data.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(data), data.length + 4);
  // After the header, which is always 33 bytes long.
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}

test('files go along, survive a power cut, and can be taken back', async ({ machine, start }) => {
  const app = await start();
  await app.show();
  const { page } = app;
  const panel = panelOf(page);
  const folder = join(machine.userData, 'attachments');
  await visits.find(({ name }) => name === 'request')?.open(app);
  await panel.whatWentWrong.fill('The printer jams');
  const chooser = page.locator('input[type=file]');

  await test.step('a picture is drawn anew, without the name of its maker', async () => {
    const buffer = signedPicture();
    expect(buffer.toString('latin1')).toContain('Anna Berg');
    await chooser.setInputFiles({ name: 'anna@example.org jam.png', mimeType: 'image/png', buffer });
    // Nothing goes along before it was looked at.
    expect(existsSync(folder)).toBe(false);
    await panel.button('Add').click();
    await expect(page.getByText('[mail address] jam.png', { exact: true })).toBeVisible();
    const [name = ''] = readdirSync(folder);
    const kept = readFileSync(join(folder, name));
    expect(kept.toString('latin1')).not.toContain('Anna');
    expect(PNG.sync.read(kept).width).toBe(40);
  });

  await test.step('a program under another name is refused in words', async () => {
    const buffer = Buffer.from('MZ\0\0\u0001');
    await chooser.setInputFiles({ name: 'invoice.pdf', mimeType: 'application/pdf', buffer });
    await expect(page.getByText(/invoice\.pdf.* can’t go along/)).toBeVisible();
  });

  await test.step('what looks secret in a text is told, and covered in the copy that goes', async () => {
    const buffer = Buffer.from('line one\nPassord: Vinter2026!\n');
    await chooser.setInputFiles({ name: 'vpn.log', mimeType: 'text/plain', buffer });
    await expect(page.getByText(/“vpn\.log” holds what looks secret: Vinter2026!/)).toBeVisible();
    await panel.button('Cover it').click();
    await expect(page.getByText(/holds what looks secret/)).toBeHidden();
    await expect(page.getByText('vpn.log', { exact: true })).toBeVisible();
    const texts = (): string[] => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
    await expect.poll(texts).toContain('line one\nPassord: [password]\n');
    await panel.button('Remove “vpn.log”').click();
  });

  await test.step('whom it keeps from working, and what looks secret', async () => {
    await page.getByText('My team', { exact: true }).click();
    await expect(page.getByRole('radio', { name: 'My team' })).toBeChecked();
    await panel.more.fill('My password is Winter2026!');
    await expect(page.getByText(/looks like something secret: Winter2026!/)).toBeVisible();
    await panel.button('Cover it').click();
    await expect(panel.more).toHaveValue('My password is [password]');
  });

  await test.step('axe finds nothing and nothing runs over, at 100 and 200 %', async () => {
    await panel.button(/^Show “This computer”/).click();
    await expect(panel.line(/Disk/)).toBeChecked();
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.map(({ id }) => id)).toEqual([]);
    expect(await overflowing(page)).toEqual([]);
    const shots = process.env['SCREENSHOTS_TO'];
    if (shots) await page.screenshot({ path: join(shots, 'request-files.png') });
    await page.evaluate(() => (document.documentElement.dataset['textSize'] = '200'));
    expect(await overflowing(page)).toEqual([]);
    if (shots) await page.screenshot({ path: join(shots, 'request-files-200.png') });
  });

  await test.step('after a power cut the file is still there; removed, it comes back by undo', async () => {
    await page.waitForTimeout(800);
    app.kill();
    const again = await start();
    await again.show();
    const after = panelOf(again.page);
    await after.myRequests.first().click();
    await again.page
      .getByRole('button', { name: /The printer jams/ })
      .first()
      .click();
    const file = again.page.getByText('[mail address] jam.png', { exact: true });
    await expect(file).toBeVisible();
    await expect(again.page.getByRole('radio', { name: 'My team' })).toBeChecked();
    await after.button('Remove “[mail address] jam.png”').click();
    await expect(file).toBeHidden();
    await after.button('Undo').click();
    await expect(file).toBeVisible();
  });
});
