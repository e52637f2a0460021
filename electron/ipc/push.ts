import type { WebContents } from 'electron';
import type { PushChannel } from '../../shared/ipc/channels.ts';
import type { Push } from '../../shared/ipc/contract.ts';

export type PushToPanel = <C extends PushChannel>(channel: C, payload: Push<C>) => void;

/** Tells the panel something; silently nothing while there is no panel, since it asks for a snapshot when it starts. */
export const pushTo =
  (panel: () => WebContents | undefined): PushToPanel =>
  (channel, payload) => {
    const contents = panel();
    if (contents && !contents.isDestroyed()) contents.send(channel, payload);
  };
