import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { build } from 'vite';
import { expect, it } from 'vitest';
import { journalFile } from '../../../electron/adapters/journal.ts';
import { temporaryFolder } from './temp-folder.ts';

const rounds = 20;

async function bundledWriter(folder: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: join(import.meta.dirname, 'journal-writer.ts'),
      target: 'node20',
      outDir: folder,
      rolldownOptions: { output: { entryFileNames: 'writer.mjs' } },
    },
  });
  return join(folder, 'writer.mjs');
}

/** Runs the writer until it acknowledged a few records, kills it, and answers what it acknowledged. */
async function ackedBeforeKill(
  writer: string,
  path: string,
  firstId: number,
  lifeMs: number,
): Promise<number[]> {
  const child = spawn(process.execPath, [writer, path, String(firstId)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  await once(child.stdout, 'data');
  setTimeout(() => child.kill('SIGKILL'), lifeMs);
  await once(child, 'close');
  return said.split('\n').slice(0, -1).map(Number);
}

it(
  `loses no acknowledged record when its process is killed, ${rounds} times`,
  { timeout: 60_000 },
  async () => {
    const folder = await temporaryFolder();
    const writer = await bundledWriter(folder);
    const path = join(folder, 'outbox.jsonl');
    const acked: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      acked.push(...(await ackedBeforeKill(writer, path, round * 100_000, 5 + round * 3)));
      const { records } = await journalFile(path).read();
      const there = new Set(records.map((record) => (record as { id: number }).id));
      expect(acked.filter((id) => !there.has(id))).toEqual([]);
    }
    expect(acked.length).toBeGreaterThanOrEqual(rounds);
  },
);
