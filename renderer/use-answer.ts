import { useEffect, useState } from 'react';
import type { Input, Output, Refusal } from '../shared/ipc/contract.ts';
import type { CallChannel } from '../shared/ipc/channels.ts';
import type { Result } from '../shared/result.ts';
import { usePanel } from './panel.ts';

/**
 * What main answers to the question that a screen opens with; undefined until it is here. It is asked again when the
 * question, the round or the language changes, and an answer to an older question is dropped.
 */
export function useAnswer<C extends CallChannel>(
  channel: C,
  payload: Input<C>,
  round = 0,
): Result<Output<C>, Refusal> | undefined {
  const { client, snapshot } = usePanel();
  const [answer, setAnswer] = useState<{ key: string; result: Result<Output<C>, Refusal> }>();
  const question = JSON.stringify(payload);
  const key = `${channel} ${question} ${round} ${snapshot.language}`;
  useEffect(() => {
    let wanted = true;
    void client.call(channel, JSON.parse(question) as Input<C>).then((result) => {
      if (wanted) setAnswer({ key, result });
    });
    return () => {
      wanted = false;
    };
  }, [client, channel, question, key]);
  return answer?.key === key ? answer.result : undefined;
}
