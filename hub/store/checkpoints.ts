/** So many writes fill about 40 MB of the write-ahead log; pages that change again and again go to the database once. */
const writesMax = 4000;

export interface Checkpoints {
  /** To be called while nothing is written. Sometimes it takes its time. */
  after(writes: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * Takes what is in the write-ahead log to the database, in a thread. Inside COMMIT, where SQLite does it, the process would
 * stand still for as long as the disk takes.
 */
export async function openCheckpoints(path: string): Promise<Checkpoints> {
  const { default: Libsql } = await import('libsql/promise');
  const aside = new Libsql(path, {});
  let written = 0;
  let copying: Promise<void> | undefined;
  let isCopied = false;

  /** What is not possible now, the next one does, or SQLite itself when the log is too long. */
  const checkpoint = (): Promise<boolean> =>
    (aside.exec('PRAGMA wal_checkpoint(PASSIVE)') as Promise<void>).then(
      () => true,
      () => false,
    );

  async function copy(): Promise<void> {
    isCopied = await checkpoint();
    copying = undefined;
  }

  return {
    async after(writes) {
      written += writes;
      if (isCopied) {
        // The little that was written meanwhile: only a log that is copied to its end begins anew.
        await checkpoint();
        isCopied = false;
        written = 0;
      } else if (written >= writesMax) copying ??= copy();
    },
    async close() {
      await copying;
      aside.close();
    },
  };
}
