/** What a person does to a picture before it goes along: all pure, in pixels of the picture as it was taken. */
export interface Spot {
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

export interface Area extends Spot, Size {}

/** Two spots: the corners of what is to be cut out or blurred, or where an arrow begins and points to. */
export interface Selection {
  from: Spot;
  to: Spot;
}

export const pictureTools = ['crop', 'blur', 'arrow'] as const;
export type PictureTool = (typeof pictureTools)[number];

export type PictureEdit =
  | { kind: 'crop'; area: Area }
  | { kind: 'blur'; area: Area }
  | ({ kind: 'arrow'; thicknessPx: number } & Selection);

export interface PictureHistory {
  done: readonly PictureEdit[];
  /** What was taken back, the last one first. */
  undone: readonly PictureEdit[];
}

export const noEdits: PictureHistory = { done: [], undone: [] };

/** One edit more; what had been taken back is gone for good. */
export const withEdit = ({ done }: PictureHistory, edit: PictureEdit): PictureHistory => ({
  done: [...done, edit],
  undone: [],
});

export function undo(history: PictureHistory): PictureHistory {
  const last = history.done.at(-1);
  return last ? { done: history.done.slice(0, -1), undone: [last, ...history.undone] } : history;
}

export function redo(history: PictureHistory): PictureHistory {
  const [next, ...undone] = history.undone;
  return next ? { done: [...history.done, next], undone } : history;
}

/** What is left of the picture. */
export function shownArea({ done }: PictureHistory, whole: Size): Area {
  const crop = done.findLast(({ kind }) => kind === 'crop');
  return crop?.kind === 'crop' ? crop.area : { x: 0, y: 0, width: whole.width, height: whole.height };
}

const clamp = (value: number, low: number, high: number): number => Math.min(Math.max(value, low), high);

/** The nearest spot inside. */
export const spotWithin = ({ x, y }: Spot, area: Area): Spot => ({
  x: clamp(Math.round(x), area.x, area.x + area.width),
  y: clamp(Math.round(y), area.y, area.y + area.height),
});

/** The rectangle between the two spots. */
export const areaOf = ({ from, to }: Selection): Area => ({
  x: Math.min(from.x, to.x),
  y: Math.min(from.y, to.y),
  width: Math.abs(to.x - from.x),
  height: Math.abs(to.y - from.y),
});

/** Where the keyboard begins: the middle half, or an arrow that points to the middle. */
export function firstSelection(tool: PictureTool, shown: Area): Selection {
  const at = (part: number): Spot =>
    spotWithin({ x: shown.x + shown.width * part, y: shown.y + shown.height * part }, shown);
  return tool === 'arrow' ? { from: at(0.7), to: at(0.5) } : { from: at(0.25), to: at(0.75) };
}

/** The whole selection moved as far as there is room. */
export function movedBy({ from, to }: Selection, by: Spot, shown: Area): Selection {
  const { x, y, width, height } = areaOf({ from, to });
  const dx = clamp(by.x, shown.x - x, shown.x + shown.width - x - width);
  const dy = clamp(by.y, shown.y - y, shown.y + shown.height - y - height);
  const moved = (spot: Spot): Spot => ({ x: spot.x + dx, y: spot.y + dy });
  return { from: moved(from), to: moved(to) };
}

/** Its far corner, or the tip of the arrow, moved. */
export const sizedBy = ({ from, to }: Selection, by: Spot, shown: Area): Selection => ({
  from,
  to: spotWithin({ x: to.x + by.x, y: to.y + by.y }, shown),
});

const inside = (spot: Spot, area: Area): boolean =>
  spot.x >= area.x && spot.x <= area.x + area.width && spot.y >= area.y && spot.y <= area.y + area.height;

/**
 * What a pointer takes hold of: a corner, which is sized from the one across, or all of the frame. Nothing beside it,
 * where another one begins.
 */
export function gripAt(
  selection: Selection,
  spot: Spot,
  reachPx: number,
): { kind: 'size'; from: Spot } | { kind: 'move' } | undefined {
  const area = areaOf(selection);
  const [left, right, top, bottom] = [area.x, area.x + area.width, area.y, area.y + area.height];
  const corners = [
    { x: left, y: top, from: { x: right, y: bottom } },
    { x: right, y: top, from: { x: left, y: bottom } },
    { x: left, y: bottom, from: { x: right, y: top } },
    { x: right, y: bottom, from: { x: left, y: top } },
  ];
  const near = corners.find(({ x, y }) => Math.hypot(x - spot.x, y - spot.y) <= reachPx);
  if (near) return { kind: 'size', from: near.from };
  return inside(spot, area) ? { kind: 'move' } : undefined;
}

/** What a slip of the pointer makes is no edit. */
const smallestPx: Readonly<Record<PictureTool, number>> = { crop: 16, blur: 4, arrow: 12 };

/** The edit that a selection becomes; nothing when it is too small to be meant. */
export function editOf(tool: PictureTool, selection: Selection, shown: Area): PictureEdit | undefined {
  const area = areaOf(selection);
  if (tool === 'arrow') {
    if (Math.hypot(area.width, area.height) < smallestPx.arrow) return undefined;
    // Seen in a panel of 400 pixels as well as on an agent's screen.
    const thicknessPx = Math.max(3, Math.round(Math.max(shown.width, shown.height) / 128));
    return { kind: 'arrow', ...selection, thicknessPx };
  }
  if (Math.min(area.width, area.height) < smallestPx[tool]) return undefined;
  return { kind: tool, area };
}

/** The outline of an arrow: a shaft with a head whose tip is exactly where it points to. */
export function arrowOutline({ from, to }: Selection, thicknessPx: number): Spot[] {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  if (length === 0) return [];
  const along = { x: (to.x - from.x) / length, y: (to.y - from.y) / length };
  const headPx = Math.min(length * 0.6, thicknessPx * 4.5);
  const at = (fromTipPx: number, asidePx: number): Spot => ({
    x: to.x - along.x * fromTipPx - along.y * asidePx,
    y: to.y - along.y * fromTipPx + along.x * asidePx,
  });
  const half = thicknessPx / 2;
  const wing = Math.max(half, headPx * 0.55);
  return [
    ...[at(length, half), at(headPx, half), at(headPx, wing)],
    to,
    ...[at(headPx, -wing), at(headPx, -half), at(length, -half)],
  ];
}

/** More than any screen has; what is larger is made smaller. */
export const pictureSideMaxPx = 8192;

/** Its size when neither side may be longer than that. */
export function fittedInto({ width, height }: Size, sideMaxPx: number = pictureSideMaxPx): Size {
  const factor = Math.min(1, sideMaxPx / Math.max(width, height));
  const side = (px: number): number => Math.max(1, Math.round(px * factor));
  return { width: side(width), height: side(height) };
}
