import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

const factors = [1, 2, 4, 8] as const;

export interface Zoom {
  /** 1 when the whole picture is in sight. */
  factor: number;
  /** Undefined when it is as large, or as small, as it gets. */
  closer: (() => void) | undefined;
  farther: (() => void) | undefined;
  whole(): void;
}

/** How near a picture is looked at; what is in the middle of the view stays there. */
export function useZoom(view: RefObject<HTMLElement | null>): Zoom {
  const [at, setAt] = useState(0);
  const middle = useRef({ x: 0.5, y: 0.5 });

  function change(next: number): void {
    const { current } = view;
    if (current) {
      const { scrollLeft, scrollTop, clientWidth, clientHeight, scrollWidth, scrollHeight } = current;
      middle.current = {
        x: (scrollLeft + clientWidth / 2) / scrollWidth,
        y: (scrollTop + clientHeight / 2) / scrollHeight,
      };
    }
    setAt(next);
  }

  useLayoutEffect(() => {
    const { current } = view;
    if (!current) return;
    const { clientWidth, clientHeight, scrollWidth, scrollHeight } = current;
    const { x, y } = middle.current;
    current.scrollTo(x * scrollWidth - clientWidth / 2, y * scrollHeight - clientHeight / 2);
  }, [view, at]);

  return {
    factor: factors[at] ?? 1,
    closer: at < factors.length - 1 ? () => change(at + 1) : undefined,
    farther: at > 0 ? () => change(at - 1) : undefined,
    whole: () => change(0),
  };
}
