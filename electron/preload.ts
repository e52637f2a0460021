import { contextBridge, ipcRenderer } from 'electron';
import { callChannels, pushChannels } from '../shared/ipc/channels.ts';

const callable = new Set<string>(callChannels);
const heard = new Set<string>(pushChannels);

/** The whole bridge: named calls and named pushes, data only. Main checks the sender and every payload. */
contextBridge.exposeInMainWorld('zeroline', {
  call: (channel: string, payload: unknown): Promise<unknown> =>
    callable.has(channel)
      ? ipcRenderer.invoke(channel, payload)
      : Promise.reject(new Error(`No such channel: ${channel}`)),
  on: (channel: string, listener: (payload: unknown) => void): (() => void) => {
    if (!heard.has(channel)) throw new Error(`No such channel: ${channel}`);
    const relay = (_event: unknown, payload: unknown): void => listener(payload);
    ipcRenderer.on(channel, relay);
    return () => ipcRenderer.off(channel, relay);
  },
});
