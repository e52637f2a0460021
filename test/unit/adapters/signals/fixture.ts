import { readFileSync } from 'node:fs';
import type { Reading, RunCommand } from '../../../../electron/adapters/signals/source.ts';

/** What a program really printed on Linux; see the README beside the files. */
export const recorded = (name: string): string =>
  readFileSync(new URL(`../../../fixtures/signals/linux/${name}`, import.meta.url), 'utf8');

/** The value, or why there is none. */
export const said = (reading: Reading | undefined): unknown =>
  reading?.kind === 'known' ? reading.value : `? ${reading?.reason ?? 'nothing'}`;

/** As `execFile` fails when a program is not installed. */
export const notInstalled = (file: string): Error =>
  Object.assign(new Error(`spawn ${file} ENOENT`), { code: 'ENOENT', syscall: `spawn ${file}` });

/** As `execFile` fails when a program ends with a number. */
export const endedWith = (code: number): Error => Object.assign(new Error('failed'), { code, killed: false });

/** Programs by their command line; what is not listed is not installed. */
export function programs(answers: Record<string, string | Error>): RunCommand & { asked: string[] } {
  const asked: string[] = [];
  const run: RunCommand = (file, args) => {
    const line = [file, ...args].join(' ');
    asked.push(line);
    const name = Object.keys(answers).find((start) => line.startsWith(start));
    const answer = name === undefined ? notInstalled(file) : (answers[name] ?? '');
    return typeof answer === 'string' ? Promise.resolve(answer) : Promise.reject(answer);
  };
  return Object.assign(run, { asked });
}
