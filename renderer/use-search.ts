import { useEffect, useRef, useState } from 'react';
import type { Output } from '../shared/ipc/contract.ts';
import { usePanel } from './panel.ts';

export interface SearchAnswer extends Omit<Output<'search.query'>, 'sequence'> {
  /** The text that these are the hits of; while typing it lags behind the field by a moment. */
  text: string;
}

const settledMs = 1000;

/**
 * The guides for a text, asked for at every keystroke. Answers that were overtaken are dropped. What the person paused
 * at, or left with, is reported once as what they searched for.
 */
export function useSearch(text: string): SearchAnswer | undefined {
  const { attempt, snapshot } = usePanel();
  const [answer, setAnswer] = useState<SearchAnswer>();
  const sequence = useRef(0);
  const wanted = text.trim();

  useEffect(() => {
    sequence.current += 1;
    if (wanted === '') return;
    void attempt('search.query', { text, sequence: sequence.current }).then((found) => {
      if (found?.sequence !== sequence.current) return;
      const { hits, meant, guideCount } = found;
      setAnswer({ text, hits, meant, guideCount });
    });
    // The guides of another language are other hits.
  }, [attempt, text, wanted, snapshot.language]);

  useSettled(answer && answer.text === text && wanted !== '' ? answer : undefined);
  return wanted === '' ? undefined : answer;
}

/** Tells main what was searched for: after a pause, or on leaving, and never the same twice in a row. */
function useSettled(answer: SearchAnswer | undefined): void {
  const { client } = usePanel();
  const pending = useRef<{ text: string; found: number }>(undefined);
  const told = useRef('');

  useEffect(() => {
    const report = (): void => {
      const search = pending.current;
      pending.current = undefined;
      if (!search || search.text === told.current) return;
      told.current = search.text;
      void client.call('search.settled', search);
    };
    pending.current = answer && { text: answer.text.trim(), found: answer.hits.length };
    const timer = setTimeout(report, settledMs);
    return () => clearTimeout(timer);
  }, [client, answer]);

  useEffect(
    () => () => {
      const search = pending.current;
      if (search && search.text !== told.current) void client.call('search.settled', search);
    },
    [client],
  );
}
