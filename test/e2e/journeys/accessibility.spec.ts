import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../fixture.ts';
import type { RunningApp } from '../support/app.ts';
import { settled } from '../support/crawler.ts';
import { tabThrough } from '../support/keyboard.ts';
import { overflowing } from '../support/overflow.ts';
import { returningMachine } from '../support/returning.ts';
import { visits } from '../support/screens.ts';

/** Every screen in turn; home with "Welcome back" on it, the settings with what IT has set. */
async function eachScreen(app: RunningApp, look: (name: string) => Promise<void>): Promise<void> {
  for (const visit of visits) {
    await visit.open(app);
    await settled(app.page);
    if (visit.name === 'home') await expect(app.page.locator('section .row__reason').first()).toBeVisible();
    if (visit.name === 'settings') {
      await expect(app.page.locator('.setting__forced')).toHaveCount(2);
      await expect(app.page.locator('.section .setting')).toHaveCount(6);
    }
    await look(visit.name);
  }
}

const looks = [
  { name: 'light', media: { colorScheme: 'light' } },
  { name: 'dark', media: { colorScheme: 'dark' } },
  { name: 'more contrast, light', media: { colorScheme: 'light', contrast: 'more' } },
  { name: 'more contrast, dark', media: { colorScheme: 'dark', contrast: 'more' } },
  { name: 'forced colours', media: { colorScheme: 'dark', forcedColors: 'active' } },
] as const;

for (const { name, media } of looks) {
  test(`axe finds nothing on any screen, ${name}`, async ({ machine, start }) => {
    // A dozen screens, each looked at as a whole.
    test.slow();
    const app = await start(returningMachine(machine));
    await app.show();
    await app.page.emulateMedia(media);
    await eachScreen(app, async (screen) => {
      // Electron offers no second page for axe to run in.
      const { violations } = await new AxeBuilder({ page: app.page }).setLegacyMode(true).analyze();
      const found = violations.map(
        ({ id, nodes }) => `${screen}: ${id} ${nodes.map((node) => node.html).join(' ')}`,
      );
      expect(found).toEqual([]);
    });
  });
}

for (const forcedColors of ['none', 'active'] as const) {
  test(`every control is reached and seen by keyboard alone, forced colours ${forcedColors}`, async ({
    machine,
    start,
  }) => {
    const app = await start(returningMachine(machine));
    await app.show();
    await app.page.emulateMedia({ forcedColors });
    await eachScreen(app, async (screen) => {
      const { reached, missing } = await tabThrough(app.page);
      const unseen = reached.filter(({ isSeen }) => !isSeen).map(({ html }) => html);
      expect({ screen, unseen, missing }).toEqual({ screen, unseen: [], missing: 0 });
    });
  });
}

test('whoever wants less motion gets none', async ({ machine, start }) => {
  const app = await start(returningMachine(machine));
  await app.show();
  const moving = (): Promise<string[]> =>
    app.page.evaluate(() =>
      [...document.querySelectorAll('*')].flatMap((element) => {
        const { transitionDuration, animationName } = getComputedStyle(element);
        const moves = transitionDuration.split(', ').some((time) => parseFloat(time) > 0);
        return moves || animationName !== 'none' ? [element.outerHTML.slice(0, 120)] : [];
      }),
    );
  await app.page.emulateMedia({ reducedMotion: 'no-preference' });
  expect((await moving()).length).toBeGreaterThan(0);
  await app.page.emulateMedia({ reducedMotion: 'reduce' });
  await eachScreen(app, async (screen) =>
    expect({ screen, moving: await moving() }).toEqual({ screen, moving: [] }),
  );
  await visits[0]?.open(app);
  await app.page.getByRole('button', { name: 'Put “Welcome back” away' }).click();
  await expect(app.page.locator('.message')).toBeVisible();
  expect(await moving()).toEqual([]);
});

for (const language of ['en', 'de', 'hu'] as const) {
  test(`at 200 % text nothing is cut off or scrolls sideways, ${language}`, async ({ machine, start }) => {
    const app = await start(returningMachine(machine, { textSizePercent: 200, language }));
    await app.show();
    await expect(app.page.locator('html')).toHaveAttribute('lang', language);
    await eachScreen(app, async (screen) => expect(await overflowing(app.page), screen).toEqual([]));
  });
}
