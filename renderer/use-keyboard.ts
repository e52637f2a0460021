import { useEffect } from 'react';
import { escapeMove, type Trail } from './navigation.ts';
import type { Panel } from './panel.ts';

const searchField = (): HTMLInputElement | null => document.querySelector('input[type="search"]');

/** Ready to type over what stands in the field; false on screens that have none. */
function focusSearch(): boolean {
  const field = searchField();
  field?.focus();
  field?.select();
  return field !== null;
}

const isEditable = (target: EventTarget | null): boolean =>
  target instanceof Element && target.matches('input, textarea, select');

/** Keys that work everywhere in the panel. A part that handles a key itself prevents its default. */
export function useKeyboard({ client, move, go }: Panel, trail: Trail): void {
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
        if (!focusSearch()) go({ screen: 'search', text: '' });
      } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        if (moveAlongRows(event.key === 'ArrowDown' ? 1 : -1)) event.preventDefault();
      } else if (
        event.key.length === 1 &&
        event.key !== ' ' &&
        !command &&
        !event.altKey &&
        !isEditable(event.target)
      ) {
        // The letter itself lands in the field, which has the focus by the time it is typed.
        searchField()?.focus();
      }
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [client, trail, move, go]);

  useEffect(
    () =>
      client.on('panel.shown', ({ focusSearch: wanted }) => {
        if (wanted) focusSearch();
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
