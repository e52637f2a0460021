import { useCallback, useEffect, useRef, useState } from 'react';
import type { Message } from './panel.ts';

export interface ShownMessage extends Message {
  id: number;
}

/** Long enough to read, to reach by keyboard, and to take back. */
const shownMs = { done: 10_000, problem: 30_000 };

/** The sentence shown at the bottom. It goes by itself, unless the pointer or the focus is on it. */
export function useMessages() {
  const [shown, setShown] = useState<ShownMessage>();
  const [held, hold] = useState(false);
  const lastId = useRef(0);

  const close = useCallback(() => {
    setShown(undefined);
    hold(false);
  }, []);
  const say = useCallback((message: Message) => {
    lastId.current += 1;
    setShown({ ...message, id: lastId.current });
  }, []);

  useEffect(() => {
    if (!shown || held) return;
    const timer = setTimeout(close, shownMs[shown.tone]);
    return () => clearTimeout(timer);
  }, [shown, held, close]);

  return { shown, say, close, hold };
}
