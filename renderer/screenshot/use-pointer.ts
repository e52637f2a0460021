import { useRef, type PointerEvent, type RefObject } from 'react';
import {
  gripAt,
  movedBy,
  spotWithin,
  type Selection,
  type Spot,
} from '../../shared/requests/picture-edits.ts';
import type { PictureEditing } from './use-picture-editor.ts';

interface PointerParts {
  /** What scrolls. */
  view: RefObject<HTMLElement | null>;
  /** The picture, as large as it is drawn. */
  sheet: RefObject<HTMLElement | null>;
  editing: PictureEditing;
}

interface PointerHandlers {
  onPointerDown(event: PointerEvent): void;
  onPointerMove(event: PointerEvent): void;
  onPointerUp(event: PointerEvent): void;
  onPointerCancel(): void;
}

type Drag =
  | { kind: 'select'; from: Spot }
  | { kind: 'move'; start: Spot; selection: Selection }
  /** Without a tool: what is seen of a picture that is looked at closely. */
  | { kind: 'pan'; clientX: number; clientY: number };

/** How near a corner a pointer takes hold of it, on the screen. */
const reachPx = 12;

/** Dragging over a picture. */
export function usePointer({ view, sheet, editing }: PointerParts): PointerHandlers {
  const { shown, tool, selection, select, apply } = editing;
  const drag = useRef<Drag>(undefined);

  /** Pixels of the picture for each on the screen. */
  const scale = (): number => shown.width / Math.max(1, sheet.current?.clientWidth ?? 1);

  function spotOf({ clientX, clientY }: PointerEvent): Spot {
    const { left = 0, top = 0 } = sheet.current?.getBoundingClientRect() ?? {};
    const perPx = scale();
    return spotWithin({ x: shown.x + (clientX - left) * perPx, y: shown.y + (clientY - top) * perPx }, shown);
  }

  function begin(event: PointerEvent): Drag {
    if (!tool) return { kind: 'pan', clientX: event.clientX, clientY: event.clientY };
    const spot = spotOf(event);
    const grip = selection && gripAt(selection, spot, reachPx * scale());
    if (selection && grip?.kind === 'move') return { kind: 'move', start: spot, selection };
    if (grip?.kind === 'size') return { kind: 'select', from: grip.from };
    select(undefined);
    return { kind: 'select', from: spot };
  }

  return {
    onPointerDown(event) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = begin(event);
    },
    onPointerMove(event) {
      const { current } = drag;
      if (current?.kind === 'select') select({ from: current.from, to: spotOf(event) });
      else if (current?.kind === 'move') {
        const to = spotOf(event);
        const by = { x: to.x - current.start.x, y: to.y - current.start.y };
        select(movedBy(current.selection, by, shown));
      } else if (current) {
        view.current?.scrollBy(current.clientX - event.clientX, current.clientY - event.clientY);
        drag.current = { kind: 'pan', clientX: event.clientX, clientY: event.clientY };
      }
    },
    onPointerUp(event) {
      const { current } = drag;
      drag.current = undefined;
      // A cut can still be moved and sized; what is small is done when it is let go, and undone as fast.
      if (current?.kind === 'select' && tool !== 'crop') apply({ from: current.from, to: spotOf(event) });
    },
    onPointerCancel() {
      drag.current = undefined;
    },
  };
}
