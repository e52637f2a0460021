import { spawn, type ChildProcess } from 'node:child_process';
import type { RunCommand } from './signals/source.ts';

/** English words and plain numbers out of Linux's programs, with names in any script. */
const plainWords = process.platform === 'linux' ? { LC_ALL: 'C.UTF-8', LANGUAGE: '' } : {};
const isWindows = process.platform === 'win32';

/** More than any of the programs has to say. */
const outputMaxBytes = 8 * 1024 * 1024;

/** Ends a program with all that it started; a wrapper of the shell would leave the hanging one behind. */
function endWhole(child: ChildProcess): void {
  try {
    if (isWindows || child.pid === undefined) child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended by itself in between.
  }
}

/**
 * Runs programs and answers what they print. Without a shell, so that nothing in an argument is a command; one that is
 * slow or says too much is ended, and so is one that still runs when the app ends.
 */
export function programRunner(
  onExit: (end: () => void) => void = (end) => void process.once('exit', end),
): RunCommand {
  const running = new Set<ChildProcess>();
  onExit(() => running.forEach(endWhole));

  return (file, args, timeoutMs = 2_000) =>
    new Promise((resolve, reject) => {
      const child = spawn(file, [...args], {
        // A group of its own, so that it can be ended as one.
        detached: !isWindows,
        windowsHide: true,
        stdio: ['ignore', 'pipe', 'ignore'],
        env: { ...process.env, ...plainWords },
      });
      running.add(child);
      const chunks: Buffer[] = [];
      let size = 0;
      function fail(error: Error): void {
        clearTimeout(timer);
        running.delete(child);
        reject(error);
      }
      function giveUp(message: string, killed: boolean): void {
        endWhole(child);
        child.stdout.destroy();
        fail(Object.assign(new Error(`${file}: ${message}`), { killed }));
      }
      const timer = setTimeout(() => giveUp('too slow', true), timeoutMs);
      child.stdout.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size > outputMaxBytes) giveUp('says too much', false);
      });
      child.once('error', fail);
      child.once('close', (code, signal) => {
        if (code !== 0)
          return fail(Object.assign(new Error(`${file}: exit ${code ?? signal ?? ''}`), { code }));
        clearTimeout(timer);
        running.delete(child);
        resolve(Buffer.concat(chunks).toString('utf8'));
      });
    });
}
