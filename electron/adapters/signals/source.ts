import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { toError } from '../../../shared/result.ts';
import type { Signal, SignalId, SignalValue, UnknownReason } from '../../../shared/context/signal.ts';

/** A value, or why there is none. */
export type Reading = Signal['reading'];

/** One place that facts come from, with all the signals it gives. */
export interface SignalSource {
  /** For a technician: a path, a command. */
  source: string;
  ids: readonly SignalId[];
  read(nowMs: number): Promise<Partial<Record<SignalId, Reading>>>;
  /** How long an answer is used again instead of asking: for what starts a program and changes slowly. */
  keepMs?: number;
  /** When the reader stops waiting; a default of two seconds. */
  timeoutMs?: number;
}

export const known = (value: SignalValue): Reading => ({ kind: 'known', value });
export const unknown = (reason: UnknownReason): Reading => ({ kind: 'unknown', reason });

/** Runs a program and answers what it prints; rejects when it fails, is missing or is slow. */
export type RunCommand = (file: string, args: readonly string[], timeoutMs?: number) => Promise<string>;

/** Without a shell, so that nothing in an argument is a command. */
export const outputOf: RunCommand = (file, args, timeoutMs = 2_000) =>
  new Promise((resolve, reject) => {
    execFile(
      file,
      [...args],
      { timeout: timeoutMs, windowsHide: true, maxBuffer: 1024 * 1024 },
      (error, out) => (error ? reject(toError(error)) : resolve(out)),
    );
  });

/** A small text file's content, trimmed, or nothing when it is not there. */
export async function textOf(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch {
    return undefined;
  }
}

/** Whether something is there that this user can see. */
export const isThere = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
