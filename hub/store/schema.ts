import { z } from 'zod';
import { StoreError, type Sql } from './database.ts';

const firstTables = (serial: string): readonly string[] => [
  `CREATE TABLE installs (
    id TEXT PRIMARY KEY, token_hash TEXT NOT NULL, created_ms BIGINT NOT NULL, revoked_ms BIGINT)`,

  `CREATE TABLE requests (
    id TEXT PRIMARY KEY, install TEXT NOT NULL, body_hash TEXT NOT NULL, body TEXT, requester TEXT NOT NULL,
    state TEXT NOT NULL, ticket TEXT, url TEXT, reason TEXT, lost TEXT NOT NULL,
    received_ms BIGINT NOT NULL, updated_ms BIGINT NOT NULL, checked_ms BIGINT NOT NULL)`,
  `CREATE INDEX requests_followed ON requests (checked_ms) WHERE ticket IS NOT NULL`,

  // What the ticket system is still to hear, in order. Gone when it has.
  `CREATE TABLE jobs (
    seq ${serial}, id TEXT NOT NULL UNIQUE, install TEXT NOT NULL, request TEXT NOT NULL, comment TEXT,
    tries BIGINT NOT NULL, next_try_ms BIGINT NOT NULL, queued_ms BIGINT NOT NULL, begun_ms BIGINT)`,
  `CREATE INDEX jobs_by_install ON jobs (install, seq)`,
  `CREATE TABLE reopenings (id TEXT PRIMARY KEY, request TEXT NOT NULL, comment_hash TEXT NOT NULL, at_ms BIGINT NOT NULL)`,

  `CREATE TABLE usage_reports (id TEXT PRIMARY KEY, received_ms BIGINT NOT NULL)`,
  `CREATE TABLE usage_counts (
    day TEXT, app TEXT, lang TEXT, event TEXT, count BIGINT NOT NULL, PRIMARY KEY (day, app, lang, event))`,
  `CREATE TABLE usage_guides (
    day TEXT, guide TEXT, solved BIGINT NOT NULL, not_solved BIGINT NOT NULL, PRIMARY KEY (day, guide))`,
  `CREATE TABLE usage_terms (
    term TEXT, machine TEXT, day TEXT, count BIGINT NOT NULL, PRIMARY KEY (term, machine, day))`,
  `CREATE TABLE usage_ratings (
    id TEXT PRIMARY KEY, day TEXT NOT NULL, guide TEXT NOT NULL, machine TEXT NOT NULL, good BIGINT NOT NULL,
    missing TEXT, words TEXT)`,
  `CREATE INDEX usage_ratings_by_guide ON usage_ratings (guide, day)`,

  `CREATE TABLE joins (
    notice TEXT, machine TEXT, at_ms BIGINT NOT NULL, PRIMARY KEY (notice, machine))`,
];

/** Due is what comes first in the index, however many old tickets there are. */
const nextLooks = (): readonly string[] => ['ALTER TABLE requests RENAME COLUMN checked_ms TO look_ms'];

/** What brings the tables from each version to the next. What is here is never changed: databases have gone through it. */
const steps: readonly ((serial: string) => readonly string[])[] = [firstTables, nextLooks];
const versionRow = z.object({ version: z.number() });

/** Brings the tables to what this program knows; refuses those of a newer one. `serial`: the type of a counting key. */
export async function migrate(sql: Sql, serial: string): Promise<void> {
  await sql.run('CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)');
  const [row] = await sql.rows(versionRow, 'SELECT version FROM schema_version');
  const version = row?.version ?? 0;
  if (version > steps.length)
    throw new StoreError(`The database belongs to a newer hub (its version ${version}). Start that one.`);
  if (version === steps.length) return;
  for (const step of steps.slice(version)) for (const text of step(serial)) await sql.run(text);
  await sql.run('DELETE FROM schema_version');
  await sql.run('INSERT INTO schema_version (version) VALUES (?)', [steps.length]);
}
