import { useEffect, useState } from 'react';
import {
  editOf,
  firstSelection,
  redo,
  shownArea,
  undo,
  withEdit,
  type Area,
  type PictureHistory,
  type PictureTool,
  type Selection,
} from '../../shared/requests/picture-edits.ts';
import { encodePicture, type OpenedPicture } from './encode.ts';

/** What happened last, for those who don't see it. */
export type Said = PictureTool | 'undone' | 'redone';

export interface PictureEditing {
  /** What is left of the picture. */
  shown: Area;
  tool: PictureTool | undefined;
  selection: Selection | undefined;
  said: Said | undefined;
  /** The picture as it would go along now; undefined while that is worked out. */
  encoded: Blob | undefined;
  /** Takes a tool in hand, or puts it away; `ready` with something selected, for the keyboard. */
  choose(tool: PictureTool | undefined, ready?: boolean): void;
  select(selection: Selection | undefined): void;
  /** Does what the tool does to what is selected. */
  apply(selection?: Selection): void;
  undo(): void;
  redo(): void;
}

const encodeAfterMs = 200;

/** One picture in the editor; what was done to it is kept outside. */
export function usePictureEditor(
  { bitmap, history }: OpenedPicture,
  onHistory: (history: PictureHistory) => void,
): PictureEditing {
  const [tool, setTool] = useState<PictureTool>();
  const [selection, select] = useState<Selection>();
  const [said, setSaid] = useState<Said>();
  const [encoded, setEncoded] = useState<{ blob: Blob; history: PictureHistory }>();
  const shown = shownArea(history, bitmap);

  useEffect(() => {
    let wanted = true;
    async function encode(): Promise<void> {
      const blob = await encodePicture(bitmap, history.done, shownArea(history, bitmap));
      if (wanted) setEncoded({ blob, history });
    }
    const timer = setTimeout(() => void encode(), encodeAfterMs);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [bitmap, history]);

  function change(next: PictureHistory, what: Said): void {
    onHistory(next);
    select(undefined);
    setSaid(what);
  }

  function choose(next: PictureTool | undefined, ready = false): void {
    setTool(next);
    select(next && ready ? firstSelection(next, shown) : undefined);
    setSaid(undefined);
  }

  function apply(chosen = selection): void {
    const edit = tool && chosen && editOf(tool, chosen, shown);
    if (!edit) {
      select(undefined);
      return;
    }
    change(withEdit(history, edit), edit.kind);
    // What is cut is cut; there is more than one thing to blur or to point to.
    if (edit.kind === 'crop') setTool(undefined);
  }

  return {
    ...{ shown, tool, selection, said, choose, select, apply },
    encoded: encoded?.history === history ? encoded.blob : undefined,
    undo: () => change(undo(history), 'undone'),
    redo: () => change(redo(history), 'redone'),
  };
}
