import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Console } from './command.ts';

/** Progress on standard error: one line that changes on a terminal, a line each elsewhere. */
export function progressOn(stream: NodeJS.WriteStream): { show(text: string): void; clear(): void } {
  let shown = '';
  return {
    show(text) {
      if (text === shown) return;
      shown = text;
      stream.write(stream.isTTY ? `\r\u001B[2K${text}` : `${text}\n`);
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

/** Asks for a secret: nothing of what is typed appears. */
export async function askSecret(prompt: string): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined;
  process.stderr.write(prompt);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const line = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await line.question('');
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
