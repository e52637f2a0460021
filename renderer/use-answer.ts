import { useEffect, useState } from 'react';
import type { Input, Output, Refusal } from '../shared/ipc/contract.ts';
import type { CallChannel } from '../shared/ipc/channels.ts';
import type { Result } from '../shared/result.ts';
import { usePanel } from './panel.ts';

/**
 * What main answers to a question that a screen opens with; undefined until it is here. `payload` is asked once for each
 * `key`, and an answer that comes after the next question is dropped.
 */
export function useAnswer<C extends CallChannel>(
  channel: C,
  payload: Input<C>,
  key: string,
): Result<Output<C>, Refusal> | undefined {
  const { client } = usePanel();
  const [answer, setAnswer] = useState<{ key: string; result: Result<Output<C>, Refusal> }>();
  const question = JSON.stringify(payload);
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
