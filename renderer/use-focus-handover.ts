import { useLayoutEffect, type RefObject } from 'react';

const isBelow = (part: Element, other: Element): boolean =>
  !part.contains(other) && (part.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

/**
 * When a part of the panel goes away while it has the focus, the focus goes to the next control below it, else to the
 * search field, else to the screen's heading: a keyboard that is thrown back to the top of the page has lost its place.
 */
export function useFocusHandover(part: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = part.current;
    return () => {
      if (!element?.contains(document.activeElement)) return;
      const controls = [
        ...document.querySelectorAll<HTMLElement>('main :is(button, a[href], input, select)'),
      ];
      const next =
        controls.find((control) => isBelow(element, control)) ??
        document.querySelector<HTMLElement>('input[type="search"]') ??
        document.querySelector<HTMLElement>('h1');
      next?.focus();
    };
  }, [part]);
}
