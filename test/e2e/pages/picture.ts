import type { Page } from '@playwright/test';

/** The picture editor as a person meets it, in English. */
export function pictureOf(page: Page) {
  const stage = page.getByRole('application');
  return {
    stage,
    heading: page.getByRole('heading', { name: 'Check the picture' }),
    size: page.locator('.picture-end__size'),
    tool: (name: 'Crop' | 'Blur' | 'Arrow') => page.getByRole('button', { name, exact: true }),
    button: (name: string) => page.getByRole('button', { name, exact: true }),

    /** Drags over the picture, from and to in parts of what is shown. */
    async drag(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
      const box = await stage.locator('canvas').boundingBox();
      if (!box) throw new Error('There is no picture.');
      const at = ([x, y]: readonly [number, number]) =>
        [box.x + x * box.width, box.y + y * box.height] as const;
      await page.mouse.move(...at(from));
      await page.mouse.down();
      await page.mouse.move(...at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]));
      await page.mouse.move(...at(to));
      await page.mouse.up();
    },

    /** What the editor shows, as a picture: all that would be sent. */
    async shown(): Promise<Buffer> {
      const url = await stage.locator('canvas').evaluate((canvas) => {
        if (!(canvas instanceof HTMLCanvasElement)) throw new Error('no canvas');
        return canvas.toDataURL('image/png');
      });
      return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
    },
  };
}
