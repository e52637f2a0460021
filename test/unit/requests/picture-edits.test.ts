import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  areaOf,
  arrowOutline,
  editOf,
  firstSelection,
  fittedInto,
  gripAt,
  movedBy,
  noEdits,
  pictureTools,
  redo,
  shownArea,
  sizedBy,
  undo,
  withEdit,
  type Area,
  type PictureEdit,
} from '../../../shared/requests/picture-edits.ts';

const whole = { width: 1280, height: 800 };
const crop: PictureEdit = { kind: 'crop', area: { x: 100, y: 50, width: 400, height: 300 } };
const blur: PictureEdit = { kind: 'blur', area: { x: 120, y: 60, width: 80, height: 20 } };

const isInside = (inner: Area, outer: Area): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

describe('the history', () => {
  it('goes back and forth, and forgets what was taken back at the next edit', () => {
    const both = withEdit(withEdit(noEdits, crop), blur);
    expect(undo(both)).toEqual({ done: [crop], undone: [blur] });
    expect(redo(undo(both))).toEqual(both);
    expect(undo(undo(undo(both)))).toEqual({ done: [], undone: [crop, blur] });
    expect(redo(undo(undo(both))).done).toEqual([crop]);
    expect(withEdit(undo(both), crop)).toEqual({ done: [crop, crop], undone: [] });
    expect(redo(both)).toBe(both);
  });

  it('shows what the last cut left', () => {
    const smaller: PictureEdit = { kind: 'crop', area: { x: 150, y: 60, width: 50, height: 50 } };
    const cutTwice = withEdit(withEdit(withEdit(noEdits, crop), blur), smaller);
    expect(shownArea(noEdits, whole)).toEqual({ x: 0, y: 0, ...whole });
    expect(shownArea(cutTwice, whole)).toEqual(smaller.area);
    expect(shownArea(undo(cutTwice), whole)).toEqual(crop.area);
  });
});

describe('a selection', () => {
  it('stays in what is shown however it is moved and sized', () => {
    const side = fc.integer({ min: 20, max: 5000 });
    const by = fc.record({
      x: fc.integer({ min: -6000, max: 6000 }),
      y: fc.integer({ min: -6000, max: 6000 }),
    });
    const shownAreas = fc.record({ x: fc.nat(3000), y: fc.nat(3000), width: side, height: side });
    fc.assert(
      fc.property(
        shownAreas,
        fc.constantFrom(...pictureTools),
        fc.array(fc.tuple(fc.boolean(), by)),
        (shown, tool, moves) => {
          const end = moves.reduce(
            (selection, [moves_, far]) =>
              moves_ ? movedBy(selection, far, shown) : sizedBy(selection, far, shown),
            firstSelection(tool, shown),
          );
          expect(isInside(areaOf(end), shown)).toBe(true);
        },
      ),
    );
  });

  it('keeps its size when it is moved, and its beginning when it is sized', () => {
    const shown = { x: 0, y: 0, ...whole };
    const start = firstSelection('crop', shown);
    const moved = movedBy(start, { x: 9999, y: -9999 }, shown);
    expect(areaOf(moved)).toEqual({ x: 640, y: 0, width: 640, height: 400 });
    expect(sizedBy(start, { x: -900, y: 10 }, shown)).toEqual({ from: start.from, to: { x: 60, y: 610 } });
  });

  it('is taken hold of at a corner, as a whole, or not at all', () => {
    const frame = { from: { x: 300, y: 200 }, to: { x: 100, y: 100 } };
    expect(gripAt(frame, { x: 296, y: 103 }, 10)).toEqual({ kind: 'size', from: { x: 100, y: 200 } });
    expect(gripAt(frame, { x: 104, y: 104 }, 10)).toEqual({ kind: 'size', from: { x: 300, y: 200 } });
    expect(gripAt(frame, { x: 200, y: 150 }, 10)).toEqual({ kind: 'move' });
    expect(gripAt(frame, { x: 320, y: 150 }, 10)).toBeUndefined();
  });

  it('becomes an edit, unless it is a slip of the pointer', () => {
    const shown = { x: 0, y: 0, ...whole };
    const drag = { from: { x: 300, y: 200 }, to: { x: 200, y: 150 } };
    expect(editOf('crop', drag, shown)).toEqual({
      kind: 'crop',
      area: { x: 200, y: 150, width: 100, height: 50 },
    });
    expect(editOf('arrow', drag, shown)).toEqual({ kind: 'arrow', ...drag, thicknessPx: 10 });
    const slip = { from: { x: 300, y: 200 }, to: { x: 302, y: 203 } };
    for (const tool of pictureTools) expect(editOf(tool, slip, shown)).toBeUndefined();
    const line = { from: { x: 0, y: 10 }, to: { x: 600, y: 10 } };
    expect(editOf('blur', line, shown)).toBeUndefined();
    expect(editOf('arrow', line, shown)).toBeDefined();
  });
});

describe('an arrow', () => {
  it('has its tip where it points to, and is as thick as asked', () => {
    const outline = arrowOutline({ from: { x: 0, y: 100 }, to: { x: 200, y: 100 } }, 10);
    expect(outline[3]).toEqual({ x: 200, y: 100 });
    expect([outline[0]?.y, outline[6]?.y]).toEqual([105, 95]);
    expect(Math.max(...outline.map(({ x }) => x))).toBe(200);
  });

  it('is nothing without a direction', () => {
    expect(arrowOutline({ from: { x: 5, y: 5 }, to: { x: 5, y: 5 } }, 10)).toEqual([]);
  });
});

it('makes a picture that is too large smaller, in proportion, and leaves others alone', () => {
  expect(fittedInto({ width: 16384, height: 4096 })).toEqual({ width: 8192, height: 2048 });
  expect(fittedInto({ width: 40_000, height: 1 })).toEqual({ width: 8192, height: 1 });
  expect(fittedInto(whole)).toEqual(whole);
});
