import { readFile, stat } from 'node:fs/promises';
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
  /** What is kept stays right when the machine slept or is on another network, such as a list of updates. */
  keepsOverWake?: boolean;
  /** Told when the machine woke up or is on another network: what was found before does not count. */
  forget?(): void;
  /** When the reader stops waiting; a default of two seconds. */
  timeoutMs?: number;
}

export const known = (value: SignalValue): Reading => ({ kind: 'known', value });
export const unknown = (reason: UnknownReason): Reading => ({ kind: 'unknown', reason });

/** Runs a program and answers what it prints; rejects when it fails, is missing or is slow. */
export type RunCommand = (file: string, args: readonly string[], timeoutMs?: number) => Promise<string>;

/** Why there is no value, from what a program or a file threw: one that is not installed is not a failure. */
export function whyNot(thrown: unknown): UnknownReason {
  const error: { code?: unknown; syscall?: unknown; killed?: unknown } =
    typeof thrown === 'object' && thrown !== null ? thrown : {};
  const isStart = typeof error.syscall === 'string' && error.syscall.startsWith('spawn');
  if (error.code === 'ENOENT' && isStart) return 'not-supported';
  return error.killed === true || error.code === 'ETIMEDOUT' ? 'timed-out' : 'failed';
}

/** What a program ended with, when it ran to its end and was not content. */
export function exitCodeOf(thrown: unknown): number | undefined {
  const code = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;
  return typeof code === 'number' ? code : undefined;
}

/** Nothing where the program ran and ended with an error: it has nothing to tell here. */
export const ifTold = <T>(answer: Promise<T>): Promise<T | undefined> =>
  answer.catch((thrown: unknown) => {
    if (exitCodeOf(thrown) === undefined) throw thrown;
    return undefined;
  });

/** The same reading for all signals of a source, for when nothing can be said of any. */
export const allOf = <Id extends SignalId>(
  ids: readonly Id[],
  reading: Reading,
): Partial<Record<Id, Reading>> =>
  Object.fromEntries(ids.map((id) => [id, reading])) as Partial<Record<Id, Reading>>;

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
