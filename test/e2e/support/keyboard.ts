import type { Page } from '@playwright/test';

/** A control that the Tab key reached, and whether one sees that it has the focus. */
export interface Reached {
  isSeen: boolean;
  html: string;
}

/** How many controls of a screen a keyboard has to reach. */
const countControls = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      [...document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea, summary')].filter(
        (element) =>
          element.checkVisibility() &&
          element.getBoundingClientRect().width > 0 &&
          // Tab comes to a group of choices once; the arrow keys go on from there.
          !element.matches(':disabled, [tabindex="-1"], [type="radio"]:not(:checked)'),
      ).length,
  );

/** What has the focus, by its place in the page; nothing when it is the page itself. */
const focused = (page: Page): Promise<(Reached & { key: number }) | undefined> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return undefined;
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    const field = element.closest('.search, .field, label');
    const around = field ? getComputedStyle(field) : undefined;
    const isSeen =
      (outlineStyle !== 'none' && outlineWidth !== '0px') ||
      boxShadow !== 'none' ||
      (around !== undefined && (around.boxShadow !== 'none' || around.outlineStyle !== 'none'));
    const key = [...document.querySelectorAll('*')].indexOf(element);
    return { key, isSeen, html: element.outerHTML.slice(0, 120) };
  });

/** Presses Tab through a whole screen; `missing` is how many controls it never came to. */
export async function tabThrough(page: Page): Promise<{ reached: Reached[]; missing: number }> {
  const expected = await countControls(page);
  await page.evaluate(() => {
    const active = document.activeElement;
    if (active instanceof HTMLElement) active.blur();
  });
  const reached = new Map<number, Reached>();
  for (let press = 0; press < expected + 5; press += 1) {
    await page.keyboard.press('Tab');
    const focus = await focused(page);
    if (focus) reached.set(focus.key, focus);
  }
  return { reached: [...reached.values()], missing: Math.max(0, expected - reached.size) };
}
