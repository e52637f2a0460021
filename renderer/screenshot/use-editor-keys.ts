import { useEffect, useRef } from 'react';

interface EditorKeys {
  undo(): void;
  redo(): void;
  /** Undefined where Escape leads out of the editor. */
  escape: (() => void) | undefined;
}

/** Keys that work wherever the focus is in the editor. */
export function useEditorKeys(keys: EditorKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    function handlerOf(event: KeyboardEvent): (() => void) | undefined {
      const { undo, redo, escape } = latest.current;
      if (event.key === 'Escape') return escape;
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return undefined;
      const key = event.key.toLowerCase();
      if (key === 'z') return event.shiftKey ? redo : undo;
      return key === 'y' ? redo : undefined;
    }
    const onKeyDown = (event: KeyboardEvent): void => {
      const handler = event.defaultPrevented ? undefined : handlerOf(event);
      if (!handler) return;
      event.preventDefault();
      handler();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
