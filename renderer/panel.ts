import { createContext, use } from 'react';
import type { Input, Output, Refusal } from '../shared/ipc/contract.ts';
import type { CallChannel } from '../shared/ipc/channels.ts';
import type { Snapshot } from '../shared/ipc/views.ts';
import { startTrail, type Move, type Screen, type Trail } from './navigation.ts';
import type { Client } from './zeroline-client.ts';

/** A sentence that stays for a while, with a way to take back what it tells of. */
export interface Message {
  text: string;
  tone: 'done' | 'problem';
  undo?: () => void;
}

/** What every screen can use. */
export interface Panel {
  client: Client;
  snapshot: Snapshot;
  accept(snapshot: Snapshot): void;
  move(move: Move): void;
  go(to: Screen): void;
  say(message: Message): void;
  /** Tells a refusal in a sentence. */
  tell(refusal: Refusal): void;
  /** Calls main; a refusal is told to the person, and answers undefined. */
  attempt<C extends CallChannel>(channel: C, payload: Input<C>): Promise<Output<C> | undefined>;
}

export const PanelContext = createContext<Panel | undefined>(undefined);

/** Apart from the panel's other parts: it changes at every keystroke of a search, they don't. */
export const TrailContext = createContext<Trail>(startTrail);

/** Where the person is, and the way back. */
export const useTrail = (): Trail => use(TrailContext);

/** The panel around a component. */
export function usePanel(): Panel {
  const panel = use(PanelContext);
  if (!panel) throw new Error('Outside of the panel');
  return panel;
}
