import { useCallback, useEffect, useRef, useState } from 'react';
import { usePanel } from './panel.ts';
import type { RequestSession } from './use-request.ts';

const saveAfterMs = 400;

/** "Still not solved" while it is written: kept with the request, so that it is there whenever the person comes back. */
export function useComment({ request, changed, reopen }: RequestSession) {
  const { attempt } = usePanel();
  const { id, state } = request;
  const refused = state.kind === 'needs-attention' ? (state.reopened?.comment ?? '') : '';
  const [comment, setComment] = useState(request.comment ?? refused);
  const unsaved = useRef<string>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const save = useCallback(async (): Promise<void> => {
    clearTimeout(timer.current);
    const words = unsaved.current;
    if (words === undefined) return;
    unsaved.current = undefined;
    const saved = await attempt('request.note', { id, comment: words });
    if (saved) changed(saved);
    else unsaved.current ??= words;
  }, [attempt, changed, id]);

  useEffect(() => () => void save(), [save]);

  function write(words: string): void {
    setComment(words);
    unsaved.current = words;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), saveAfterMs);
  }

  async function send(): Promise<void> {
    clearTimeout(timer.current);
    unsaved.current = undefined;
    if (!(await reopen(comment))) write(comment);
  }

  return { comment, write, send };
}
