import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { languageSchema } from '../../shared/base-schemas.ts';
import { search } from '../../shared/search/search.ts';
import { opened } from './engines/zeroline.ts';
import { cpuMs, type Keystroke } from './keystrokes.ts';

/** The word that has this program open an index and nothing else. */
export const readyWord = 'ready-of';
const rounds = 3;

const questionsSchema = z.array(z.object({ typed: z.string(), language: languageSchema })).min(1);
const readySchema = z.object({ readyMs: z.number(), readyCpuMs: z.number(), heapBytes: z.number() });
export type Ready = z.infer<typeof readySchema>;

/**
 * From the index as a file to the first answer, and what the index then holds in memory after some more. Each round in
 * a process of its own: code is as cold, and memory as empty, as after the start of the app.
 */
export function readyInNewProcess(index: Uint8Array, questions: readonly Keystroke[]): Ready {
  const folder = mkdtempSync(join(tmpdir(), 'bench-search-'));
  try {
    writeFileSync(join(folder, 'index'), index);
    writeFileSync(join(folder, 'questions.json'), JSON.stringify(questions));
    const program = process.argv[1] ?? '';
    const each = Array.from({ length: rounds }, () => {
      const said = execFileSync(process.execPath, ['--expose-gc', program, readyWord, folder], {
        encoding: 'utf8',
      });
      return readySchema.parse(JSON.parse(said));
    });
    each.sort((a, b) => a.readyMs - b.readyMs);
    return each[rounds >> 1] ?? { readyMs: Number.NaN, readyCpuMs: Number.NaN, heapBytes: Number.NaN };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `external` has `arrayBuffers` in it. */
function heldBytes(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const tenths = (ms: number): number => Math.round(ms * 10) / 10;

/** The other process's part. */
export function measureReady(folder: string): Ready & { found: number; languages: number } {
  const questions = questionsSchema.parse(JSON.parse(readFileSync(join(folder, 'questions.json'), 'utf8')));
  const limit = 10;
  const before = heldBytes();
  const cpuFrom = process.cpuUsage();
  const fromMs = performance.now();
  const index = opened(readFileSync(join(folder, 'index')));
  const ask = ({ typed, language }: Keystroke) => search(index, { text: typed, language, limit }).hits.length;
  let found = questions.slice(0, 1).reduce((sum, question) => sum + ask(question), 0);
  const readyMs = tenths(performance.now() - fromMs);
  const readyCpuMs = tenths(cpuMs(cpuFrom));
  for (const question of questions) found += ask(question);
  const heapBytes = heldBytes() - before;
  // Told as well, so that neither the index nor its answers are gone before they were measured.
  return { readyMs, readyCpuMs, heapBytes, found, languages: index.sections.size };
}
