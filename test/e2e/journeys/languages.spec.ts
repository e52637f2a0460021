import { expect, test } from '../fixture.ts';
import { pseudoText } from '../../../shared/i18n/pseudo.ts';
import { languages } from '../../../shared/language.ts';
import { settled } from '../support/crawler.ts';
import { overflowing } from '../support/overflow.ts';
import { returningMachine } from '../support/returning.ts';
import { visits } from '../support/screens.ts';

const keyShown = /\b(panel|tray|request|time|settingsPath|dialog)\.[a-zA-Z]+/;

for (const language of languages) {
  test(`every screen in ${language}: no key shown, nothing cut off`, async ({ machine, start }) => {
    const app = await start(returningMachine(machine, { language }));
    await app.show();
    await expect(app.page.locator('html')).toHaveAttribute('lang', language);
    for (const visit of visits) {
      await visit.open(app);
      await settled(app.page);
      expect(await app.page.locator('body').innerText(), visit.name).not.toMatch(keyShown);
      expect(await overflowing(app.page), visit.name).toEqual([]);
    }
  });
}

test('texts 40 % longer with accents on every letter fit everywhere', async ({ machine, start }) => {
  const app = await start(returningMachine(machine));
  await app.show();
  for (const visit of visits) {
    await visit.open(app);
    await settled(app.page);
    const texts = await app.page.evaluate(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) found.push(node.nodeValue ?? '');
      return found;
    });
    await app.page.evaluate((longer) => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(), n = 0; node; node = walker.nextNode(), n += 1)
        node.nodeValue = longer[n] ?? '';
    }, texts.map(pseudoText));
    expect(await overflowing(app.page), visit.name).toEqual([]);
    await app.page.reload();
    await app.page.getByRole('searchbox').waitFor({ state: 'attached' });
  }
});
