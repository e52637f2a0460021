import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Console } from './command.ts';

/** Work of one kind: `file 1 of 900` and `file 2 of 900` differ in numbers, and in what follows them. */
const phaseOf = (text: string): string => text.replace(/\d.*$/s, '');

/** Progress on standard error: one line that changes on a terminal, a line for each phase elsewhere. */
export function progressOn(stream: NodeJS.WriteStream): { show(text: string): void; clear(): void } {
  let shown = '';
  const told = new Set<string>();
  return {
    show(text) {
      if (text === shown) return;
      shown = text;
      if (stream.isTTY) stream.write(`\r\u001B[2K${text}`);
      else if (!told.has(phaseOf(text))) stream.write(`${text}\n`);
      told.add(phaseOf(text));
    },
    clear() {
      if (shown !== '' && stream.isTTY) stream.write('\r\u001B[2K');
      shown = '';
    },
  };
}

/** The program's own output; a line of it never ends up behind a line of progress. */
export const terminalConsole = (clear: () => void): Console => ({
  log(line) {
    clear();
    process.stdout.write(`${line}\n`);
  },
  error(line) {
    clear();
    process.stderr.write(`${line}\n`);
  },
});

/** Whoever reads the output may go away (`zeroline ... | head`): the work goes on all the same. */
export function goOnUnread(stream: Writable): void {
  stream.on('error', (thrown: NodeJS.ErrnoException) => {
    if (thrown.code !== 'EPIPE') throw thrown;
  });
}

/** Asks for a secret: nothing of what is typed appears. */
export async function askSecret(prompt: string): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined;
  process.stderr.write(prompt);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const line = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await new Promise<string | undefined>((settle) => {
      // Ctrl-C and Ctrl-D end the reading: no answer, as without a terminal.
      const unanswered = (): void => settle(undefined);
      line.once('close', unanswered);
      line.question('').then(settle, unanswered);
    });
  } finally {
    line.close();
    process.stderr.write('\n');
  }
}

/** Settled when the person presses Ctrl-C, or the system asks the program to end. */
export const untilInterrupted = (): Promise<void> =>
  new Promise((settle) => {
    process.once('SIGINT', () => settle());
    process.once('SIGTERM', () => settle());
  });
