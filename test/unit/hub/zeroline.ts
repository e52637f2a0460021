import type { CommandContext } from '../../../hub/cli/command.ts';
import { run } from '../../../hub/cli/run.ts';
import { today } from './kb.ts';

/** Runs the command line in this process, on the day of the fixtures and without a terminal. */
export async function zeroline(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const context: CommandContext = {
    console: { log: (line) => void out.push(line), error: (line) => void err.push(line) },
    nowMs: Date.parse(today),
    env: {},
    progress: () => {},
    askSecret: () => Promise.resolve(undefined),
  };
  return { exit: await run(args, context), out, err: err.join('\n') };
}
