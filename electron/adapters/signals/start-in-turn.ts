import { setTimeout as pause } from 'node:timers/promises';
import type { RunCommand } from './source.ts';

/** To start a program stops the thread for some milliseconds; clicks and keys get through between two of them. */
const apartMs = 4;

/** Starts programs one after another, though they run beside each other. */
export function startInTurn(run: RunCommand): RunCommand {
  let lastStart: Promise<unknown> = Promise.resolve();
  return async (...command) => {
    const turn = lastStart;
    let started: () => void = () => undefined;
    lastStart = new Promise<void>((resolve) => (started = resolve)).then(() => pause(apartMs));
    await turn;
    const output = run(...command);
    started();
    return output;
  };
}
