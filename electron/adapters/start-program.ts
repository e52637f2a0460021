import { spawn } from 'node:child_process';
import { toError } from '../../shared/result.ts';

/** How a start went, as far as it can be seen without waiting for the program's end. */
export type Start = { kind: 'started' } | { kind: 'missing' } | { kind: 'failed'; detail: string };

/** A launcher that can't do what it was asked says so soon; one that still runs then is showing something. */
const graceMs = 1_500;

/** Starts a program that goes on without us. No shell: what it opens is one argument. */
export function startProgram(file: string, argument: string): Promise<Start> {
  return new Promise((resolve) => {
    const child = spawn(file, [argument], {
      detached: true,
      stdio: 'ignore',
      // Keeps xdg-open from falling back on a program that wants a terminal, where nobody would see it.
      env: { ...process.env, MM_NOTTTY: '1' },
    });
    const grace = setTimeout(() => resolve({ kind: 'started' }), graceMs);
    const settle = (start: Start): void => {
      clearTimeout(grace);
      resolve(start);
    };
    child.once('error', (error: NodeJS.ErrnoException) =>
      settle(
        error.code === 'ENOENT' ? { kind: 'missing' } : { kind: 'failed', detail: toError(error).message },
      ),
    );
    child.once('exit', (code, signal) =>
      settle(
        code === 0
          ? { kind: 'started' }
          : { kind: 'failed', detail: `${file}: exit ${code ?? signal ?? ''}` },
      ),
    );
    child.unref();
  });
}
