import { useEffect } from 'react';
import { escapeMove } from './navigation.ts';
import type { Panel } from './panel.ts';

const searchField = (): HTMLInputElement | null => document.querySelector('input[type="search"]');

/** Keys that work everywhere in the panel. A part that handles a key itself prevents its default. */
export function useKeyboard({ client, trail, move, go }: Panel): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing) return;
      const command = event.ctrlKey || event.metaKey;
      if (event.key === 'Escape') {
        event.preventDefault();
        const out = escapeMove(trail);
        if (out === 'hide') void client.call('panel.hide', {});
        else move(out);
      } else if (event.altKey && event.key === 'ArrowLeft') {
        event.preventDefault();
        move({ kind: 'back' });
      } else if (command && !event.altKey && event.key.toLowerCase() === 'f') {
        event.preventDefault();
        const field = searchField();
        if (field) field.select();
        else go({ screen: 'search', text: '' });
      } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        if (moveAlongRows(event.key === 'ArrowDown' ? 1 : -1)) event.preventDefault();
      }
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [client, trail, move, go]);

  useEffect(
    () =>
      client.on('panel.shown', ({ focusSearch }) => {
        const field = searchField();
        if (focusSearch && field) field.select();
      }),
    [client],
  );
}

/** The arrow keys lead through all rows of a screen, in and out of the search field. */
function moveAlongRows(by: 1 | -1): boolean {
  const focused = document.activeElement;
  const field = searchField();
  const rows = [...document.querySelectorAll<HTMLElement>('main button.row')];
  const at = rows.findIndex((row) => row === focused);
  if (at < 0 && focused !== field) return false;
  const next = rows[at + by];
  if (next) next.focus();
  else if (by === -1) field?.focus();
  return next !== undefined;
}
