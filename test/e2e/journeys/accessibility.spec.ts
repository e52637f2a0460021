import AxeBuilder from '@axe-core/playwright';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixture.ts';
import { settled } from '../support/crawler.ts';
import { overflowing } from '../support/overflow.ts';
import { visits } from '../support/screens.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any screen, ${colorScheme}`, async ({ app }) => {
    await app.page.emulateMedia({ colorScheme });
    for (const visit of visits) {
      await visit.open(app);
      await settled(app.page);
      // Electron offers no second page for axe to run in.
      const { violations } = await new AxeBuilder({ page: app.page }).setLegacyMode(true).analyze();
      const found = violations.map(
        ({ id, nodes }) => `${visit.name}: ${id} ${nodes.map((node) => node.html).join(' ')}`,
      );
      expect(found).toEqual([]);
    }
  });
}

test('every control of every screen is reached and seen by keyboard alone', async ({ app }) => {
  const { page } = app;
  for (const visit of visits) {
    await visit.open(app);
    await settled(page);
    const expected = await page.evaluate(
      () =>
        [
          ...document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, summary'),
        ].filter(
          (element) =>
            element.checkVisibility() &&
            element.getBoundingClientRect().width > 0 &&
            !element.matches(':disabled, [tabindex="-1"]'),
        ).length,
    );
    await page.evaluate(() => {
      const active = document.activeElement;
      if (active instanceof HTMLElement) active.blur();
    });
    const seen = new Set<string>();
    for (let press = 0; press < expected + 5; press += 1) {
      await page.keyboard.press('Tab');
      const focus = await page.evaluate(() => {
        const element = document.activeElement;
        if (!(element instanceof HTMLElement) || element === document.body) return undefined;
        const all = [...document.querySelectorAll('*')];
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        const field = element.closest('.search, .field, label');
        const around = field ? getComputedStyle(field) : undefined;
        const isSeen =
          (outlineStyle !== 'none' && outlineWidth !== '0px') ||
          boxShadow !== 'none' ||
          (around !== undefined && (around.boxShadow !== 'none' || around.outlineStyle !== 'none'));
        return { key: String(all.indexOf(element)), isSeen, html: element.outerHTML.slice(0, 120) };
      });
      if (!focus) continue;
      expect(focus.isSeen, `${visit.name}: the focus can be seen on ${focus.html}`).toBe(true);
      seen.add(focus.key);
    }
    expect(seen.size, `${visit.name}: controls reached`).toBeGreaterThanOrEqual(expected);
  }
});

test('at 200 % text nothing is cut off or scrolls sideways', async ({ machine, start }) => {
  writeFileSync(join(machine.userData, 'state.json'), JSON.stringify({ settings: { textSizePercent: 200 } }));
  const app = await start();
  await app.show();
  for (const visit of visits) {
    await visit.open(app);
    await settled(app.page);
    expect(await overflowing(app.page), visit.name).toEqual([]);
  }
});
