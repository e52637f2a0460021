import {
  firstSelection,
  movedBy,
  sizedBy,
  type Area,
  type PictureTool,
  type Selection,
  type Spot,
} from '../../shared/requests/picture-edits.ts';

const directions: Readonly<Record<string, Spot>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Steps across what is shown; with Ctrl it is one pixel. */
const stepsAcross = 40;

interface Pressed {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
}

/** What the arrow keys make of a selection; nothing when the key is not for it. */
export function selectionAfterKey(
  { key, shiftKey, ctrlKey, altKey }: Pressed,
  tool: PictureTool,
  selection: Selection | undefined,
  shown: Area,
): Selection | undefined {
  const direction = directions[key];
  if (!direction || altKey) return undefined;
  if (!selection) return firstSelection(tool, shown);
  const step = ctrlKey ? 1 : Math.max(1, Math.round(Math.max(shown.width, shown.height) / stepsAcross));
  const by = { x: direction.x * step, y: direction.y * step };
  return shiftKey ? sizedBy(selection, by, shown) : movedBy(selection, by, shown);
}
