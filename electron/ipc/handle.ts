import type { IpcMainInvokeEvent } from 'electron';
import { callChannels, type CallChannel } from '../../shared/ipc/channels.ts';
import { contract, type Input, type Output, type Refusal } from '../../shared/ipc/contract.ts';
import { refuse, toError, type Result } from '../../shared/result.ts';

type Answer<C extends CallChannel> = Result<Output<C>, Refusal>;

/** One function per channel of the contract. */
export type Routes = { [C in CallChannel]: (input: Input<C>) => Answer<C> | Promise<Answer<C>> };

export interface HandleDeps {
  ipcMain: {
    handle(channel: string, listener: (event: IpcMainInvokeEvent, payload: unknown) => unknown): void;
  };
  /** Whether a call comes from the top frame of our own panel on our own origin. */
  isOwnPanel(event: IpcMainInvokeEvent): boolean;
  log: {
    warn(event: string, fields: Record<string, string>): void;
    error(event: string, error: Error): void;
  };
}

/**
 * Binds every channel: the sender is checked, the payload parsed, and whatever happens is answered with a `Result`,
 * so that the panel can always tell the person something.
 */
export function handleCalls(routes: Routes, deps: HandleDeps): void {
  const bind = <C extends CallChannel>(channel: C): void => {
    deps.ipcMain.handle(channel, async (event, payload): Promise<Answer<C>> => {
      if (!deps.isOwnPanel(event)) {
        deps.log.warn('ipc-foreign-sender', { channel });
        return refuse({ kind: 'foreign-sender', detail: channel });
      }
      const parsed = contract[channel].input.safeParse(payload);
      if (!parsed.success) {
        const issue = parsed.error.issues[0];
        return refuse({
          kind: 'bad-payload',
          detail: `${channel} ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
        });
      }
      try {
        // The schema of this very channel has just accepted it.
        return await routes[channel](parsed.data as Input<C>);
      } catch (thrown) {
        const error = toError(thrown);
        deps.log.error(`ipc-failed ${channel}`, error);
        return refuse({ kind: 'failed', detail: error.message });
      }
    });
  };
  callChannels.forEach(bind);
}
