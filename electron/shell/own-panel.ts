import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { panelOrigin } from './panel-origin.ts';

/** Whether a call comes from the top frame of our own panel, on our own origin. */
export function isOwnPanel(
  event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>,
  panel: WebContents | undefined,
  devServerUrl: string | undefined,
): boolean {
  const frame = event.senderFrame;
  if (!panel || !frame || event.sender !== panel || frame.parent !== null) return false;
  const own = new URL(devServerUrl ?? panelOrigin);
  const asking = new URL(frame.url);
  return asking.protocol === own.protocol && asking.host === own.host;
}
