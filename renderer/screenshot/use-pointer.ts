import { useRef, type PointerEvent, type RefObject } from 'react';
import { spotWithin, type Spot } from '../../shared/requests/picture-edits.ts';
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

/** Dragging over a picture: with a tool it selects, without one it moves what is seen of a picture looked at closely. */
export function usePointer({ view, sheet, editing }: PointerParts): PointerHandlers {
  const { shown, tool, select, apply } = editing;
  const from = useRef<Spot>(undefined);

  function spotOf({ clientX, clientY }: PointerEvent): Spot | undefined {
    const box = sheet.current?.getBoundingClientRect();
    if (!box || box.width === 0) return undefined;
    const perPx = shown.width / box.width;
    const spot = { x: shown.x + (clientX - box.left) * perPx, y: shown.y + (clientY - box.top) * perPx };
    return spotWithin(spot, shown);
  }

  return {
    onPointerDown(event) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      from.current = tool ? spotOf(event) : { x: event.clientX, y: event.clientY };
      if (tool) select(undefined);
    },
    onPointerMove(event) {
      if (!from.current) return;
      if (tool) {
        const to = spotOf(event);
        if (to) select({ from: from.current, to });
      } else if (view.current) {
        view.current.scrollBy(from.current.x - event.clientX, from.current.y - event.clientY);
        from.current = { x: event.clientX, y: event.clientY };
      }
    },
    onPointerUp(event) {
      const to = spotOf(event);
      // A cut can still be moved and sized; what is small is done when it is let go, and undone as fast.
      if (from.current && to && tool && tool !== 'crop') apply({ from: from.current, to });
      from.current = undefined;
    },
    onPointerCancel() {
      from.current = undefined;
      select(undefined);
    },
  };
}
