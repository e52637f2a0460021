import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  panelSize,
  placePanel,
  whereClicked,
  type DisplayArea,
  type Rectangle,
} from '../../../electron/shell/window-placement.ts';

const size = panelSize(100);
const screenWith = (workArea: Partial<Rectangle>): DisplayArea => {
  const bounds = { x: 0, y: 0, width: 1920, height: 1080 };
  return { bounds, workArea: { ...bounds, ...workArea } };
};
const bars = {
  bottom: screenWith({ height: 1040 }),
  top: screenWith({ y: 32, height: 1048 }),
  left: screenWith({ x: 60, width: 1860 }),
  right: screenWith({ width: 1860 }),
};
const icon = (x: number, y: number): Rectangle => ({ x, y, width: 24, height: 24 });

describe('the size of the panel', () => {
  it.each([
    [100, 400, 640],
    [125, 450, 720],
    [150, 500, 800],
    [200, 600, 800],
  ])('at %i %% text is %i x %i', (percent, width, height) => {
    expect(panelSize(percent)).toEqual({ width, height });
  });
});

describe('at the tray icon', () => {
  it.each([
    ['bottom', icon(1500, 1048), { x: 1312, y: 392 }],
    ['top', icon(1500, 4), { x: 1312, y: 40 }],
    ['left', icon(18, 1000), { x: 68, y: 432 }],
    ['right', icon(1878, 1000), { x: 1452, y: 432 }],
  ] as const)('stands off a bar at the %s', (side, tray, corner) => {
    const placed = placePanel({ size, pointer: { x: 5, y: 5 }, displays: [bars[side]], tray });
    expect(placed).toEqual({ ...corner, ...size });
  });
});

describe('by the hotkey', () => {
  it('takes the corner where trays are, on the display with the pointer', () => {
    const second: DisplayArea = {
      bounds: { x: 1920, y: 0, width: 1280, height: 800 },
      workArea: { x: 1920, y: 0, width: 1280, height: 760 },
    };
    const displays = [bars.bottom, second];
    expect(placePanel({ size, pointer: { x: 10, y: 10 }, displays })).toMatchObject({ x: 1512, y: 392 });
    expect(placePanel({ size, pointer: { x: 2000, y: 10 }, displays })).toMatchObject({ x: 2792, y: 112 });
    expect(placePanel({ size, pointer: { x: 10, y: 10 }, displays: [bars.top] })).toMatchObject({
      x: 1512,
      y: 40,
    });
  });

  it('does the same for a tray that does not say where it is', () => {
    const tray = { x: 0, y: 0, width: 0, height: 0 };
    const pointer = { x: 900, y: 500 };
    expect(placePanel({ size, pointer, displays: [bars.top], tray })).toEqual(
      placePanel({ size, pointer, displays: [bars.top] }),
    );
  });
});

describe('where the tray was clicked', () => {
  const nowhere = { x: 0, y: 0, width: 0, height: 0 };

  it('is what the desktop says', () => {
    expect(whereClicked(icon(1500, 4), { x: 1, y: 1 }, [bars.top])).toEqual(icon(1500, 4));
  });

  it('is the pointer on a bar, when the desktop does not say', () => {
    expect(whereClicked(nowhere, { x: 1263, y: 16 }, [bars.top])).toEqual({
      x: 1263,
      y: 16,
      width: 1,
      height: 1,
    });
  });

  it('stays unknown when the pointer is somewhere else', () => {
    expect(whereClicked(nowhere, { x: 900, y: 500 }, [bars.top])).toEqual(nowhere);
  });
});

describe('always', () => {
  const px = (min: number, max: number) => fc.integer({ min, max });
  const display = fc
    .record({ x: px(-4000, 4000), y: px(-3000, 3000), width: px(320, 4000), height: px(240, 2400) })
    .chain((bounds) =>
      fc
        .record({ left: px(0, 90), top: px(0, 90), right: px(0, 90), bottom: px(0, 90) })
        .map(({ left, top, right, bottom }): DisplayArea => ({
          bounds,
          workArea: {
            x: bounds.x + left,
            y: bounds.y + top,
            width: bounds.width - left - right,
            height: bounds.height - top - bottom,
          },
        })),
    );
  const request = fc.record(
    {
      size: fc.constantFrom(100, 125, 150, 175, 200).map(panelSize),
      pointer: fc.record({ x: px(-5000, 9000), y: px(-4000, 6000) }),
      displays: fc.array(display, { minLength: 1, maxLength: 4 }),
      tray: fc.record({ x: px(-5000, 9000), y: px(-4000, 6000), width: px(0, 60), height: px(0, 60) }),
    },
    { requiredKeys: ['size', 'pointer', 'displays'] },
  );

  it('lies whole inside one work area, in whole pixels, no smaller than it must be', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const { x, y, width, height } = placePanel(asked);
        const home = asked.displays.find(
          ({ workArea: area }) =>
            x >= area.x &&
            y >= area.y &&
            x + width <= area.x + area.width &&
            y + height <= area.y + area.height,
        );
        expect(home).toBeDefined();
        expect([x, y].every(Number.isInteger)).toBe(true);
        const fits = asked.displays.map(({ workArea }) => Math.min(asked.size.width, workArea.width));
        expect(fits).toContain(width);
      }),
      { numRuns: 3_000 },
    );
  });
});
