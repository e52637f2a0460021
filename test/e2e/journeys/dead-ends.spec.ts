import type { Page } from '@playwright/test';
import { createI18n } from '../../../shared/i18n/create-i18n.ts';
import { languages } from '../../../shared/language.ts';
import { expect, test } from '../fixture.ts';
import type { RunningApp } from '../support/app.ts';
import { controlsOf, operate, settled, stateOf, type Control } from '../support/crawler.ts';

// One of the controls changes the language.
const translators = languages.map((language) => createI18n(language).t);
const searchNames = new Set(translators.flatMap((t) => [t('panel.bar.search'), t('panel.search.label')]));
const personNames = translators.flatMap((t) => [t('panel.bar.help'), t('panel.help.request')]);

/** Search and a person, each at most one press away, whatever the screen says about itself. */
async function expectWaysOut(page: Page, path: string): Promise<void> {
  const names = (await controlsOf(page)).map(({ name }) => name);
  expect(
    names.some((name) => searchNames.has(name)),
    `search from ${path}: ${names.join(' / ')}`,
  ).toBe(true);
  expect(
    names.some((name) => personNames.some((person) => name.startsWith(person))),
    `a person from ${path}: ${names.join(' / ')}`,
  ).toBe(true);
}

/** Home again, with the panel in sight: what the last control did must not hide the next. */
async function home(app: RunningApp): Promise<void> {
  await app.page.evaluate(() =>
    window.zeroline.call('settings.change', { change: { language: 'en', textSizePercent: 100 } }),
  );
  await app.page.reload();
  await app.page.getByRole('searchbox').waitFor({ state: 'attached' });
  await app.show();
  await settled(app.page);
}

const label = ({ kind, name }: Control): string => name || kind;

test('no state of the panel is a dead end', async ({ app }) => {
  test.setTimeout(15 * 60_000);
  const { page } = app;
  // A dialog of the operating system would stop the walk; the person closes it.
  await app.electron.evaluate(({ dialog }) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' });
  });
  const found = new Map<string, Control[]>();
  const waiting: Control[][] = [[]];
  let pressed = 0;
  let replayed = 0;

  /** Walks a path from home; false when the state it led through is no longer what it was. */
  async function walk(path: Control[]): Promise<boolean> {
    await home(app);
    for (const step of path) {
      const now = (await controlsOf(page)).find(({ kind, name }) => kind === step.kind && name === step.name);
      if (!now) return false;
      await operate(page, now);
      await settled(page);
    }
    return true;
  }

  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (!(await walk(path))) continue;
    replayed += 1;
    const words = ['home', ...path.map(label)].join(' > ');
    await expectWaysOut(page, words);
    const state = await stateOf(page);
    if (found.has(state)) continue;
    const controls = await controlsOf(page);
    found.set(state, path);
    const here = async (control: Control) =>
      (await controlsOf(page)).find(({ kind, name }) => kind === control.kind && name === control.name);
    // A control that leads nowhere else needs no new walk for the next one.
    let isThere = true;
    for (const control of controls) {
      let again = isThere ? await here(control) : undefined;
      if (!again) {
        if (!(await walk(path))) break;
        again = await here(control);
      }
      if (!again) continue;
      await operate(page, again);
      pressed += 1;
      await settled(page);
      // Some controls hide the panel or open something else: the panel behind must offer the ways out all the same.
      await expectWaysOut(page, `${words} > ${label(control)}`);
      const next = await stateOf(page);
      isThere = next === state && (await app.visible());
      const known =
        found.has(next) ||
        waiting.some((other) => other.at(-1)?.name === control.name && other.length === path.length + 1);
      if (!known && path.length < 6) waiting.push([...path, control]);
    }
  }
  console.log(
    `dead ends: ${found.size} states found, ${pressed} controls operated, ${replayed} paths walked`,
  );
  expect(found.size).toBeGreaterThan(15);
});
