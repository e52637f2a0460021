import type { Input, Output, Push, Refusal } from '../shared/ipc/contract.ts';
import type { CallChannel, PushChannel } from '../shared/ipc/channels.ts';
import { refuse, toError, type Result } from '../shared/result.ts';

/** What the preload puts on `window`: names and data, no types. */
export interface Bridge {
  call(channel: string, payload: unknown): Promise<unknown>;
  on(channel: string, listener: (payload: unknown) => void): () => void;
}

/** Main, as the panel sees it. */
export interface Client {
  /** Never rejects: what can't be done is a refusal with its kind. */
  call<C extends CallChannel>(channel: C, payload: Input<C>): Promise<Result<Output<C>, Refusal>>;
  on<C extends PushChannel>(channel: C, listener: (payload: Push<C>) => void): () => void;
}

/**
 * Gives the bridge the contract's types. Main parses everything that comes from here; the panel takes main's answers as
 * they are, since main is the side to be trusted and a second parse would cost time at every keystroke.
 */
export function createClient(bridge: Bridge): Client {
  return {
    async call<C extends CallChannel>(channel: C, payload: Input<C>) {
      try {
        return (await bridge.call(channel, payload)) as Result<Output<C>, Refusal>;
      } catch (thrown) {
        return refuse<Refusal>({ kind: 'failed', detail: toError(thrown).message });
      }
    },
    on: <C extends PushChannel>(channel: C, listener: (payload: Push<C>) => void) =>
      bridge.on(channel, (payload) => listener(payload as Push<C>)),
  };
}
