import { mkdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { inRoot } from './paths.mjs';
import { runProgram } from './program.mjs';
import { startPanel } from './tour/panel.mjs';

/** @typedef {import('./tour/panel.mjs').TouredPanel} TouredPanel */

/**
 * The five journeys, one picture after the other.
 * @param {TouredPanel} panel @param {(name: string) => Promise<void>} picture
 */
async function walk({ page, goTo }, picture) {
  const button = (/** @type {string | RegExp} */ name) => page.getByRole('button', { name }).first();

  await page.getByRole('heading', { name: 'Welcome back' }).waitFor();
  await picture('home');
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  await picture('home-dark');
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });

  await page.getByRole('searchbox').fill('forgot pasword');
  await page.getByRole('option').nth(1).waitFor();
  await picture('search');

  await page.getByRole('option').first().click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await goTo({ screen: 'guide', id: 'password-after-holiday' });
  await button('Done, next').click();
  await picture('guide');

  await goTo({ screen: 'guide', id: 'others-cant-hear-me' });
  await button('Done, next').click();
  await picture('guide-question');

  await button(/^No$/).click();
  await page.getByText('Or ask a person').waitFor();
  await picture('not-solved');

  await page
    .getByRole('main')
    .getByRole('button', { name: /^Send a request/ })
    .click();
  await page
    .getByLabel('More, if you like')
    .fill('The wireless headset is connected, but the meeting hears nothing.');
  await picture('request');

  await button('Open the request form').click();
  await page.getByText('Did you send it?').first().waitFor();
  await picture('did-you-send-it');
  await button('Yes, sent').click();
  await page.getByText('Sent. Help is on its way.').waitFor();

  await goTo({ screen: 'requests' });
  await page.getByRole('heading', { name: 'My requests' }).waitFor();
  await picture('my-requests');

  await goTo({ screen: 'privacy' });
  await page.getByRole('heading', { name: 'What leaves this computer' }).waitFor();
  await picture('what-leaves');

  await goTo({ screen: 'settings' });
  await page.getByRole('heading', { name: 'Settings' }).waitFor();
  await picture('settings');
}

// node scripts/tour.mjs [--docs], on a desktop: walks the panel and saves a picture of each screen in tour/, or, for
// the documentation, in docs/screenshots/.
await runProgram(import.meta.url, async () => {
  const folder = process.argv.includes('--docs') ? inRoot('docs', 'screenshots') : inRoot('tour');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const panel = await startPanel();
  let taken = 0;
  try {
    await walk(panel, async (name) => {
      taken += 1;
      const file = join(folder, `${String(taken).padStart(2, '0')}-${name}.png`);
      await panel.page.waitForTimeout(250);
      await panel.page.screenshot({ path: file });
      console.log(relative(inRoot(), file));
    });
  } finally {
    await panel.stop();
  }
  console.log(`${taken} pictures in ${folder}`);
});
