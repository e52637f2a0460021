import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';
import { findCommand } from '../bootstrap/commands.mjs';

/** @typedef {import('node:child_process').ChildProcess} ChildProcess */

/**
 * Starts a background process that a Ctrl-C in the terminal does not reach (we end it, in order) and that the
 * kernel ends should we be killed.
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {number} [answerFd] a descriptor the process writes its answer to
 */
export function startBackground(command, args, env, answerFd) {
  const setpriv = findCommand('setpriv');
  const line = setpriv ? [setpriv, '--pdeathsig', 'TERM', command, ...args] : [command, ...args];
  /** @type {('ignore' | 'pipe')[]} */
  const stdio = ['ignore', 'ignore', 'ignore'];
  if (answerFd !== undefined) stdio[answerFd] = 'pipe';
  return spawn(/** @type {string} */ (line[0]), line.slice(1), { env, stdio, detached: true });
}

/**
 * The first line a background process writes to its answer descriptor.
 * @param {ChildProcess} child
 * @param {number} answerFd
 * @param {string} name
 * @returns {Promise<string>}
 */
export function firstLine(child, answerFd, name) {
  const stream = /** @type {import('node:stream').Readable} */ (child.stdio[answerFd]);
  return new Promise((resolve, reject) => {
    let text = '';
    stream.setEncoding('utf8');
    stream.on('data', (/** @type {string} */ chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.slice(0, text.indexOf('\n')));
    });
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`${name} ended at once (${signal ?? code})`)));
  });
}

/** @param {ChildProcess} child */
const hasEnded = (child) => child.exitCode !== null || child.signalCode !== null;

/** Asks a process to end, and makes it when it does not. @param {ChildProcess} child @param {number} [graceMs] */
export async function end(child, graceMs = 5_000) {
  if (hasEnded(child) || child.pid === undefined) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const impatient = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await gone;
  clearTimeout(impatient);
}

/**
 * Runs a foreground command to its end, handing on the signals that ask for one. Resolves to its exit code, or to
 * the shell's number for the signal.
 * @param {ChildProcess} child
 * @returns {Promise<number>}
 */
export function untilEnd(child) {
  return new Promise((resolve, reject) => {
    let signalCode = 0;
    /** @param {NodeJS.Signals} signal */
    const handOn = (signal) => {
      signalCode = 128 + constants.signals[signal];
      void end(child);
    };
    process.on('SIGINT', handOn).on('SIGTERM', handOn);
    const settled = () => process.off('SIGINT', handOn).off('SIGTERM', handOn);
    child.once('error', (error) => {
      settled();
      reject(error);
    });
    child.once('exit', (code) => {
      settled();
      resolve(signalCode || (code ?? 1));
    });
  });
}
