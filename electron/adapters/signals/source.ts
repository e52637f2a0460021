import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { SignalId, SignalValue, UnknownReason } from '../../../shared/context/signal.ts';

/** A value, or why there is none. */
export type Reading = { kind: 'known'; value: SignalValue } | { kind: 'unknown'; reason: UnknownReason };

/** One place that facts come from, with all the signals it gives. */
export interface SignalSource {
  /** For a technician: a path, a command. */
  source: string;
  ids: readonly SignalId[];
  read(nowMs: number): Promise<Partial<Record<SignalId, Reading>>>;
}

export const known = (value: SignalValue): Reading => ({ kind: 'known', value });
export const unknown = (reason: UnknownReason): Reading => ({ kind: 'unknown', reason });

const commandTimeoutMs = 2_000;

/** What a program prints; rejects when it fails, is missing or is slow. No shell. */
export function outputOf(file: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(file, [...args], { timeout: commandTimeoutMs, windowsHide: true, maxBuffer: 1024 * 1024 }, (error, out) =>
      error ? reject(error) : resolve(out),
    );
  });
}

/** A small text file's content, trimmed, or nothing when it is not there. */
export async function textOf(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim();
  } catch {
    return undefined;
  }
}
