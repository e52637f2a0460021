import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Question } from '../../../../electron/adapters/signals/powershell.ts';
import { readAnswers } from '../../../../electron/adapters/signals/powershell.ts';
import type { Reading, RunCommand } from '../../../../electron/adapters/signals/source.ts';

/** What a program printed, as others published it, without the first line, which tells where it is from. */
export function recorded(os: 'windows' | 'macos', name: string): string {
  const text = readFileSync(join(import.meta.dirname, '../../../fixtures/signals', os, name), 'utf8');
  return text.slice(text.indexOf('\n') + 1);
}

/** A value, or why there is none. */
export const plainly = (reading: Reading | undefined): unknown =>
  reading?.kind === 'known' ? reading.value : reading?.reason;

/** Values of readings, or why there is none, by id. */
export const allPlainly = (readings: Partial<Record<string, Reading>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(readings).map(([id, reading]) => [id, plainly(reading)]));

/** What one question makes of an answer of PowerShell, through JSON. */
export const answered = (question: Question, answer: unknown, nowMs = 0): Record<string, unknown> =>
  allPlainly(readAnswers([question], JSON.stringify({ [question.name]: answer }), nowMs));

/** Programs that print what is given for a part of their command line; others are missing. */
export const programs =
  (outputs: Readonly<Record<string, string | Error>>): RunCommand =>
  (file, args) => {
    const line = [file, ...args].join(' ');
    const [, output] = Object.entries(outputs).find(([part]) => line.includes(part)) ?? [];
    if (typeof output === 'string') return Promise.resolve(output);
    return Promise.reject(
      output ?? Object.assign(new Error(`No ${line}`), { code: 'ENOENT', syscall: 'spawn' }),
    );
  };

/** How Node tells of a program that ended with an error. */
export const exit = (code: number): Error => Object.assign(new Error(`Exit ${code}`), { code });
