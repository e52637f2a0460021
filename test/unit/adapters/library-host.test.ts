import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { libraryHost } from '../../../electron/adapters/library-host.ts';
import { ok } from '../../../shared/result.ts';
import { temporaryFolder } from './temp-folder.ts';

/** A thread that says what it was asked, and ends itself when it is asked for the guide "crash". */
const thread = `
const { parentPort, workerData } = require('node:worker_threads');
const asked = [];
let answered = 0;
parentPort.on('message', ({ kind, id, name, args }) => {
  if (kind === 'answered') {
    parentPort.postMessage({ kind: 'answered', id: answered, value: { lent: true } });
    return;
  }
  asked.push(name + ' ' + JSON.stringify(args[0]));
  if (name === 'sync') {
    answered = id;
    parentPort.postMessage({ kind: 'call', id: 1, name: 'get', args: ['timestamp.json', {}], listens: false });
    return;
  }
  if (name === 'guides' && args[0][0] === 'crash') process.exit(1);
  const value = name === 'open' ? { ok: true, value: { source: workerData.appVersion } } : asked;
  parentPort.postMessage({ kind: 'answered', id, value });
});
`;

async function host() {
  const scriptPath = join(await temporaryFolder(), 'thread.cjs');
  await writeFile(scriptPath, thread);
  const errors: string[] = [];
  const fetched: string[] = [];
  const engine = libraryHost({
    scriptPath,
    start: { os: 'linux', appVersion: '1.2.3', seed: { dir: 'kb', kind: 'embedded' } },
    http: { get: (path) => Promise.resolve(void fetched.push(path)).then(() => ok(new Uint8Array(3))) },
    log: { error: (event) => void errors.push(event) },
  });
  onTestFinished(() => engine.stop());
  return { engine, errors, fetched };
}

it('starts the thread with what it needs, and asks it', async () => {
  const { engine } = await host();
  expect(await engine.open('de')).toEqual(ok({ source: '1.2.3' }));
  expect(await engine.search('vpn', 5)).toEqual(['open "de"', 'search "vpn"']);
});

it('lends it the network', async () => {
  const { engine, fetched } = await host();
  await engine.sync({ language: 'en', depth: 'everything' }, () => undefined);
  expect(fetched).toEqual(['timestamp.json']);
});

it('outlives a crash: who waits is told, and the next call finds the same language open', async () => {
  const { engine, errors } = await host();
  await engine.open('hu');
  await expect(engine.guides(['crash'])).rejects.toThrow('ended');
  expect(errors).toEqual(['library-thread-ended']);
  expect(await engine.search('vpn', 5)).toEqual(['open "hu"', 'search "vpn"']);
});

it('ends quietly', async () => {
  const { engine, errors } = await host();
  await engine.open('en');
  await engine.stop();
  expect(errors).toEqual([]);
});
