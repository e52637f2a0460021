import type { z } from 'zod';

export type SqlValue = string | number | null;

/** Statements inside one transaction. `?` stands for each value, in both databases. */
export interface Sql {
  /** The rows that a statement returns, parsed; none for one that returns nothing. */
  rows<T>(schema: z.ZodType<T>, text: string, values?: readonly SqlValue[]): Promise<T[]>;
  /** The first of them, if there is any. */
  row<T>(schema: z.ZodType<T>, text: string, values?: readonly SqlValue[]): Promise<T | undefined>;
  run(text: string, values?: readonly SqlValue[]): Promise<void>;
  /** How many rows it wrote. */
  written(text: string, values?: readonly SqlValue[]): Promise<number>;
}

/** What the store needs of a database: the same SQL runs on each. */
export interface Database {
  /** Done only when it is on the disk. `work` may run twice, and touches nothing but the database. */
  write<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  read<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Whether this process is the one that delivers: of several hubs on one database, one does. */
  isLeader(): Promise<boolean>;
  /** Whether writing can work at all; false after a disk that failed, until the next start. */
  canWrite(): boolean;
  close(): Promise<void>;
}

/** Thrown when the database cannot be used as it is: the sentence says what to do. */
export class StoreError extends Error {}
