import type { Page } from '@playwright/test';

/** Elements whose text runs out of them or out of the panel. */
export function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const out: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0 || element.closest('svg, .sr-only')) continue;
      const { overflowX, textOverflow } = getComputedStyle(element);
      const hidesText =
        overflowX !== 'visible' && textOverflow === 'clip' && element.scrollWidth > element.clientWidth + 1;
      const leavesPanel = box.right > document.documentElement.clientWidth + 1;
      if (hidesText || leavesPanel) out.push(element.outerHTML.slice(0, 140));
    }
    return out;
  });
}
