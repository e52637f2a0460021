import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** npm ends the shell it started us with, not us; a shell that is gone shows as another parent. */
function endWithNpm() {
  if (!process.env['npm_lifecycle_event']) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  }, 500).unref();
}

/**
 * Runs `main` when the module was started as a program rather than imported. What goes wrong is one sentence for a
 * person; ZEROLINE_STACK=1 shows where.
 * @param {string} moduleUrl
 * @param {() => Promise<number | void>} main resolves to the exit code
 */
export async function runProgram(moduleUrl, main) {
  const started = process.argv[1];
  if (!started || realpathSync(started) !== fileURLToPath(moduleUrl)) return;
  endWithNpm();
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    const { message, stack } = /** @type {Error} */ (error);
    console.error(process.env['ZEROLINE_STACK'] ? stack : message);
    process.exitCode = 1;
  }
}
