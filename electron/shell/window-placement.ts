export interface Rectangle {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Point {
  x: number;
  y: number;
}

/** A display as Electron's `screen` gives it, in device-independent pixels. */
export interface DisplayArea {
  bounds: Rectangle;
  /** Without task bars, docks and menu bars. */
  workArea: Rectangle;
}

export interface PlacementRequest {
  size: { width: number; height: number };
  pointer: Point;
  displays: readonly DisplayArea[];
  /** Where the tray icon is, when it was clicked; some desktops don't say. */
  tray?: Rectangle;
}

/** Room between the panel and what it stands beside, in px. */
const gapPx = 8;

/** The panel's size at a text size: it grows half as fast as the text, so that lines keep their length. */
export function panelSize(textSizePercent: number): { width: number; height: number } {
  const growth = 1 + (textSizePercent / 100 - 1) / 2;
  return { width: Math.round(400 * growth), height: Math.min(800, Math.round(640 * growth)) };
}

const contains = (area: Rectangle, point: Point): boolean =>
  point.x >= area.x && point.x < area.x + area.width && point.y >= area.y && point.y < area.y + area.height;

const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));

const centre = (area: Rectangle): Point => ({ x: area.x + area.width / 2, y: area.y + area.height / 2 });

const empty: DisplayArea = {
  bounds: { x: 0, y: 0, width: 400, height: 640 },
  workArea: { x: 0, y: 0, width: 400, height: 640 },
};

/**
 * Where a tray icon was clicked. Linux desktops don't tell where theirs is; the pointer does, when it is on a bar
 * (a click by keyboard leaves it anywhere).
 */
export function whereClicked(told: Rectangle, pointer: Point, displays: readonly DisplayArea[]): Rectangle {
  const onBar = displays.some(
    ({ bounds, workArea }) => contains(bounds, pointer) && !contains(workArea, pointer),
  );
  return told.width > 0 || !onBar ? told : { ...pointer, width: 1, height: 1 };
}

/** Whether the task bar or menu bar is at the top: the panel then hangs from it, as trays are there. */
const barIsOnTop = ({ bounds, workArea }: DisplayArea): boolean => workArea.y > bounds.y;

/**
 * Where the panel opens: at the tray icon, below one in the upper half and above one in the lower, beside a bar at a
 * side; else on the display with the pointer, in the corner where trays are. Always whole inside the work area; a work
 * area smaller than the panel shrinks it.
 */
export function placePanel({ size, pointer, displays, tray }: PlacementRequest): Rectangle {
  const anchor = tray && tray.width > 0 ? centre(tray) : undefined;
  const wanted = anchor ?? pointer;
  const display = displays.find(({ bounds }) => contains(bounds, wanted)) ?? displays[0] ?? empty;
  const { workArea } = display;
  const width = Math.min(size.width, workArea.width);
  const height = Math.min(size.height, workArea.height);
  const right = workArea.x + workArea.width - width;
  const bottom = workArea.y + workArea.height - height;
  // The gap shrinks before the panel does.
  const gapX = Math.min(gapPx, Math.floor((workArea.width - width) / 2));
  const gapY = Math.min(gapPx, Math.floor((workArea.height - height) / 2));
  const hangs = anchor ? anchor.y < centre(workArea).y : barIsOnTop(display);
  return {
    x: Math.round(clamp(anchor ? anchor.x - width / 2 : right, workArea.x + gapX, right - gapX)),
    y: hangs ? workArea.y + gapY : bottom - gapY,
    width,
    height,
  };
}
