import type { Page } from '@playwright/test';

/** A control as a person meets it: what it is, what it says, and the how-manieth of its kind. */
export interface Control {
  kind: string;
  name: string;
  index: number;
}

/** Everything that can be pressed, chosen or typed into. */
const controlSelector =
  'button:not([disabled]), a[href], summary, [role="option"], input:not([disabled]), select:not([disabled]), textarea:not([disabled])';

/** All controls in sight of the panel, in the order of the page. */
export function controlsOf(page: Page): Promise<Control[]> {
  return page.evaluate((selector) => {
    return [...document.querySelectorAll<HTMLElement>(selector)].flatMap((element, index) => {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0 || !element.checkVisibility()) return [];
      const type = element instanceof HTMLInputElement ? `:${element.type}` : '';
      const kind = `${element.getAttribute('role') ?? element.tagName.toLowerCase()}${type}.${element.className}`;
      const name = element.getAttribute('aria-label') ?? element.innerText;
      return [{ kind, name: name.replace(/\s+/g, ' ').trim(), index }];
    });
  }, controlSelector);
}

/** Operates a control as a person would: presses, types, chooses the last choice. */
export async function operate(page: Page, { index, kind }: Control): Promise<void> {
  const control = page.locator(controlSelector).nth(index);
  if (kind.startsWith('select')) {
    const last = await control.locator('option').last().getAttribute('value');
    await control.selectOption(last ?? '');
  } else if (/^(input:(text|search)|textarea)/.test(kind)) await control.fill('printer');
  else if (kind.startsWith('input:radio')) await control.locator('xpath=ancestor::label').click();
  else await control.click({ timeout: 5_000 });
}

/**
 * What tells two states apart: the screen with the kinds of its controls. Two guides with the same buttons are the same
 * state; a guide with a question is another.
 */
export async function stateOf(page: Page): Promise<string> {
  const heading = await page
    .locator('main')
    .first()
    .evaluate((main) => main.getAttribute('data-screen') ?? '');
  const kinds = [...new Set((await controlsOf(page)).map(({ kind }) => kind))].sort();
  return `${heading}|${kinds.join('|')}`;
}

/** Waits until the panel has answered: nothing changes for a moment. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const quietMs = 80;
        let timer = setTimeout(done, quietMs);
        const observer = new MutationObserver(() => {
          clearTimeout(timer);
          timer = setTimeout(done, quietMs);
        });
        function done(): void {
          observer.disconnect();
          resolve();
        }
        observer.observe(document.body, { subtree: true, childList: true, attributes: true });
        setTimeout(done, 1_500);
      }),
  );
}
