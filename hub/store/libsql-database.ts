import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type LibsqlDatabase from 'libsql';
import { toError } from '../../shared/result.ts';
import { StoreError, type Database, type Sql } from './database.ts';
import { openCheckpoints } from './checkpoints.ts';
import { groupCommit } from './group-commit.ts';
import { migrate } from './schema.ts';

const busyMs = 5000;
/** 128 MB, for the case that those beside it do not come to their end: inside COMMIT, everybody waits for it. */
const checkpointPages = 32_000;

/**
 * The embedded database: one file. `exclusive` for the hub itself, which is the only one that delivers from it; commands
 * that look into it or revoke a token come beside.
 */
export async function openLibsql(path: string, { exclusive }: { exclusive: boolean }): Promise<Database> {
  // Loaded here: it is a native module, and the other commands of the one-file program run without any.
  const { default: Libsql } = await import('libsql');
  await keptFromOthers(path);
  const lock = exclusive ? lockBeside(Libsql, path) : undefined;
  const connect = (): LibsqlDatabase.Database => {
    const database = new Libsql(path);
    database.pragma(`busy_timeout=${busyMs}`);
    database.pragma('journal_mode=WAL');
    // Never corrupt, and checkpoints sync by themselves; that each commit is on the disk, `sync` sees to.
    database.pragma('synchronous=NORMAL');
    database.pragma(`wal_autocheckpoint=${checkpointPages}`);
    return database;
  };
  const writing = connect();
  // Its own connection: one that reads beside a group sees nothing of it before it is on the disk.
  const reading = connect();
  // What synchronous=FULL does inside COMMIT, and the whole process would wait for, is done beside it: the write-ahead log
  // is brought to the disk by a thread, while the next requests are read.
  const log = await openLog(path);
  const checkpoints = await openCheckpoints(path);
  const group = groupCommit({
    sql: sqlOn(writing),
    begin: () => void writing.exec('BEGIN IMMEDIATE'),
    commit: () => void writing.exec('COMMIT'),
    rollBack: () => {
      if (writing.inTransaction) writing.exec('ROLLBACK');
    },
    sync: () => log.datasync(),
    tidy: (writes) => checkpoints.after(writes),
  });
  const readSql = sqlOn(reading);
  await group.write((sql) => migrate(sql, 'INTEGER PRIMARY KEY AUTOINCREMENT'));
  return {
    write: (work) => group.write(work),
    read: (work) => work(readSql),
    isLeader: () => Promise.resolve(exclusive),
    canWrite: () => group.isWhole(),
    async close() {
      await group.settled();
      await checkpoints.close();
      reading.close();
      writing.close();
      await log.close();
      lock?.close();
    },
  };
}

/** People's words are in it. SQLite gives what it writes beside it the rights of the file itself. */
async function keptFromOthers(path: string): Promise<void> {
  const file = await open(path, 'a', 0o600);
  await file.close();
}

/** The write-ahead log, which stays the same file as long as a connection is open. Its name is made durable as well. */
async function openLog(path: string): Promise<FileHandle> {
  const log = await open(`${path}-wal`, 'r+');
  const folder = await open(dirname(path), 'r');
  await folder.sync();
  await folder.close();
  return log;
}

type Constructor = typeof LibsqlDatabase;

/** The lock of the operating system that a transaction takes: it goes with the process, however that ends. */
function lockBeside(Libsql: Constructor, path: string): LibsqlDatabase.Database {
  const lock = new Libsql(`${path}.lock`);
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (thrown) {
    lock.close();
    throw new StoreError(
      `Another hub works with ${path}. Stop it, or let both use one PostgreSQL database. (${toError(thrown).message})`,
      { cause: thrown },
    );
  }
}

function sqlOn(database: LibsqlDatabase.Database): Sql {
  const prepared = new Map<string, LibsqlDatabase.Statement>();
  const statement = (text: string): LibsqlDatabase.Statement => {
    const known = prepared.get(text) ?? database.prepare(text);
    prepared.set(text, known);
    return known;
  };
  return {
    rows: (schema, text, values = []) =>
      Promise.resolve(
        statement(text)
          .all([...values])
          .map((row) => schema.parse(row)),
      ),
    row(schema, text, values = []) {
      const first: unknown = statement(text).get([...values]);
      return Promise.resolve(first === undefined ? undefined : schema.parse(first));
    },
    run(text, values = []) {
      statement(text).run([...values]);
      return Promise.resolve();
    },
    written: (text, values = []) => Promise.resolve(statement(text).run([...values]).changes),
  };
}
