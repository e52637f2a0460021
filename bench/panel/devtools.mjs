import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { z } from 'zod';

// Electron lacks the browser contexts that test drivers ask for when they attach to a running program; the protocol's
// one call that a benchmark needs works without them.

const targetsSchema = z.array(
  z.object({ type: z.string(), url: z.string(), webSocketDebuggerUrl: z.string() }),
);
const answerSchema = z.object({
  id: z.number(),
  result: z
    .object({
      result: z.object({ value: z.unknown() }).partial().optional(),
      exceptionDetails: z
        .object({ text: z.string(), exception: z.object({ description: z.string() }).optional() })
        .optional(),
    })
    .optional(),
});

/**
 * @typedef {object} DevTools
 * @property {(expression: string) => Promise<unknown>} evaluate a promise's value is waited for
 * @property {() => void} close
 */

/** @template T @param {() => Promise<T | undefined> | T | undefined} look @param {string} what @returns {Promise<T>} */
async function eventually(look, what) {
  for (let waitedMs = 0; waitedMs < 30_000; waitedMs += 10) {
    try {
      const found = await look();
      if (found !== undefined) return found;
    } catch {
      // Not there yet.
    }
    await sleep(10);
  }
  throw new Error(`${what} did not come within 30 s.`);
}

/** Attaches to the first page of an app started with `--remote-debugging-port=0`. @param {string} userData @returns {Promise<DevTools>} */
export async function attach(userData) {
  const port = await eventually(
    () => readFileSync(join(userData, 'DevToolsActivePort'), 'utf8').split('\n')[0] || undefined,
    'The debugging port',
  );
  const address = await eventually(async () => {
    const targets = targetsSchema.parse(await (await fetch(`http://127.0.0.1:${port}/json/list`)).json());
    return targets.find(({ type, url }) => type === 'page' && url !== '' && url !== 'about:blank')
      ?.webSocketDebuggerUrl;
  }, 'The window');
  return connect(address);
}

/** Attaches to the main process of an app started with `--inspect=127.0.0.1:PORT`. @param {number} port @returns {Promise<DevTools>} */
export async function attachToMain(port) {
  const address = await eventually(async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
    return targetsSchema.parse(await answer.json())[0]?.webSocketDebuggerUrl;
  }, 'The main process');
  return connect(address);
}

/** @param {string} address @returns {Promise<DevTools>} */
async function connect(address) {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  /** @type {Map<number, { resolve: (value: unknown) => void, reject: (error: Error) => void }>} */
  const waiting = new Map();
  let lastId = 0;
  socket.on('message', (/** @type {Buffer} */ data) => {
    const { id, result } = answerSchema.catch({ id: 0 }).parse(JSON.parse(data.toString('utf8')));
    const answer = waiting.get(id);
    waiting.delete(id);
    const thrown = result?.exceptionDetails;
    if (thrown) answer?.reject(new Error(thrown.exception?.description ?? thrown.text));
    else answer?.resolve(result?.result?.value);
  });
  return {
    evaluate(expression) {
      lastId += 1;
      const params = { expression, awaitPromise: true, returnByValue: true, includeCommandLineAPI: true };
      return new Promise((resolve, reject) => {
        waiting.set(lastId, { resolve, reject });
        socket.send(JSON.stringify({ id: lastId, method: 'Runtime.evaluate', params }));
      });
    },
    close: () => socket.close(),
  };
}
