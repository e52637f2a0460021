import { createContext, use } from 'react';
import type { Input, Output, Refusal } from '../shared/ipc/contract.ts';
import type { CallChannel } from '../shared/ipc/channels.ts';
import type { Snapshot } from '../shared/ipc/views.ts';
import type { Move, Screen, Trail } from './navigation.ts';
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
  trail: Trail;
  move(move: Move): void;
  go(to: Screen): void;
  say(message: Message): void;
  /** Tells a refusal in a sentence. */
  tell(refusal: Refusal): void;
  /** Calls main; a refusal is told to the person, and answers undefined. */
  attempt<C extends CallChannel>(channel: C, payload: Input<C>): Promise<Output<C> | undefined>;
}

export const PanelContext = createContext<Panel | undefined>(undefined);

/** The panel around a component. */
export function usePanel(): Panel {
  const panel = use(PanelContext);
  if (!panel) throw new Error('Outside of the panel');
  return panel;
}
