import { toError } from '../../shared/result.ts';
import type { Sql } from './database.ts';

/** One connection that writes. Its functions are answered before the next event of the process. */
export interface Writer {
  sql: Sql;
  begin(): void;
  commit(): void;
  rollBack(): void;
  /** Done when all that was committed is on the disk. The process goes on meanwhile. */
  sync(): Promise<void>;
  /** Between two groups, after so many writes: what must not happen while something is written. */
  tidy(writes: number): Promise<void>;
}

interface Waiting {
  attempt(): Promise<() => void>;
  fail(error: Error): void;
}

/**
 * Many writes, one commit: what arrives at once, or while the disk is busy, shares the disk's answer, and nobody is
 * answered before it. A disk that takes 5 ms to answer would otherwise allow 200 writes a second. Nothing waits for
 * company: the busier the hub, the larger the groups.
 */
export function groupCommit(writer: Writer) {
  let waiting: Waiting[] = [];
  let running: Promise<void> | undefined;
  /** What a disk has once failed to keep, it may say later that it has kept: only a new start reads what is there. */
  let broken: Error | undefined;

  /** The answers to be given once it is on the disk; of those that failed, none. */
  async function together(group: readonly Waiting[]): Promise<(() => void)[]> {
    try {
      writer.begin();
      const answers: (() => void)[] = [];
      for (const one of group) answers.push(await one.attempt());
      writer.commit();
      return answers;
    } catch (thrown) {
      writer.rollBack();
      const [first, ...others] = group;
      if (first && others.length === 0) first.fail(toError(thrown));
      if (others.length === 0) return [];
      // One of them spoiled it for all: each by itself, so that only that one fails.
      const apart: (() => void)[] = [];
      for (const one of group) apart.push(...(await together([one])));
      return apart;
    }
  }

  async function run(): Promise<void> {
    while (waiting.length > 0) {
      // What the process has received already is read first.
      await new Promise((resolve) => setImmediate(resolve));
      const group = waiting;
      waiting = [];
      const answers = await together(group);
      try {
        await writer.sync();
        for (const answer of answers) answer();
        await writer.tidy(group.length);
      } catch (thrown) {
        broken = toError(thrown);
        for (const one of [...group, ...waiting.splice(0)]) one.fail(broken);
      }
    }
    running = undefined;
  }

  return {
    write<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        if (broken) return reject(broken);
        waiting.push({
          attempt: async () => {
            const value = await work(writer.sql);
            return () => resolve(value);
          },
          fail: reject,
        });
        running ??= run();
      });
    },
    /** Whether anything is still taken: after a failed disk nothing is, until the next start. */
    isWhole: () => broken === undefined,
    /** When all that was asked for is written. */
    async settled(): Promise<void> {
      while (running) await running;
    },
  };
}
