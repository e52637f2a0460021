import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { libraryHost, type LibraryThreadStart } from '../../../electron/adapters/library-host.ts';
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
  if (name === 'open' && (args[0] === 'da' || (args[0] === 'sv' && workerData.central))) process.exit(1);
  if (name === 'guides' && args[0][0] === 'crash') process.exit(1);
  const value = name === 'open' ? { ok: true, value: { source: workerData.appVersion, problems: [] } } : asked;
  parentPort.postMessage({ kind: 'answered', id, value });
});
`;

async function host(central?: LibraryThreadStart['central']) {
  const scriptPath = join(await temporaryFolder(), 'thread.cjs');
  await writeFile(scriptPath, thread);
  const time = { nowMs: 0 };
  const errors: string[] = [];
  const fetched: string[] = [];
  const engine = libraryHost({
    scriptPath,
    start: {
      os: 'linux',
      appVersion: '1.2.3',
      seed: { dir: 'kb', kind: 'embedded' },
      ...(central && { central }),
    },
    http: { get: (path) => Promise.resolve(void fetched.push(path)).then(() => ok(new Uint8Array(3))) },
    steadyMs: () => time.nowMs,
    log: { error: (event) => void errors.push(event) },
  });
  onTestFinished(() => engine.stop());
  return { engine, errors, fetched, time };
}

it('starts the thread with what it needs, and asks it', async () => {
  const { engine } = await host();
  expect(await engine.open('de')).toEqual(ok({ source: '1.2.3', problems: [] }));
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

it('opens the guides that came with the app when the copies end the thread twice, and says so', async () => {
  const { engine, errors } = await host({ folder: 'kb', root: new Uint8Array() } as never);
  const opened = await engine.open('sv');
  expect(errors).toHaveLength(2);
  expect(opened).toMatchObject({ ok: true, value: { problems: [{ kind: 'kb-unusable' }] } });
});

it('rests for a minute after three crashes, and keeps the language that could be opened', async () => {
  const { engine, errors, time } = await host();
  await engine.open('hu');
  await expect(engine.open('da')).rejects.toThrow('rests');
  await expect(engine.search('vpn', 5)).rejects.toThrow('rests');
  expect(errors).toHaveLength(3);
  time.nowMs = 60_000;
  expect(await engine.search('vpn', 5)).toEqual(['open "hu"', 'search "vpn"']);
});

it('opens a language once when that starts the thread again', async () => {
  const { engine } = await host();
  await engine.open('hu');
  await expect(engine.guides(['crash'])).rejects.toThrow('ended');
  await engine.open('en');
  expect(await engine.search('vpn', 5)).toEqual(['open "en"', 'search "vpn"']);
});
