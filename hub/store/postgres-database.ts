import type { Client, Pool, PoolClient } from 'pg';
import { toError } from '../../shared/result.ts';
import { StoreError, type Database, type Sql, type SqlValue } from './database.ts';
import { migrate } from './schema.ts';

const connectionsMax = 10;
const connectMs = 10_000;
/** A server that is silent for so long is gone, whatever the network says. */
const answerMs = 30_000;
const leadAnswerMs = 5_000;
/** Of a hub that lost its power or its network the server hears nothing: it asks, and lets the lock go in half a minute. */
const noticeSilence = `SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 4;
  SET tcp_user_timeout = 30000`;
/** Any numbers do that nobody else locks in this database. */
const lockKeys = { migrate: 7_034_001, lead: 7_034_002 };
/** Two transactions stood in each other's way: nothing happened, and the same again will do. */
const tryAgain = ['40001', '40P01'];

/** PostgreSQL by connection string. It gathers the commits of its connections by itself. */
export async function openPostgres(connectionString: string): Promise<Database> {
  // Loaded here: the other commands of the one-file program run without it.
  const { default: pg } = await import('pg');
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  const options = { connectionString, connectionTimeoutMillis: connectMs, keepAlive: true };
  const pool = new pg.Pool({ ...options, max: connectionsMax, query_timeout: answerMs });
  // Without a listener, a connection that breaks while nobody uses it would end the process.
  pool.on('error', () => undefined);
  try {
    await transaction(pool, async (sql) => {
      await sql.run(`SELECT pg_advisory_xact_lock(${lockKeys.migrate})`);
      await migrate(sql, 'BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY');
    });
  } catch (thrown) {
    await pool.end();
    throw new StoreError(`PostgreSQL can't be used: ${toError(thrown).message}`, { cause: thrown });
  }
  const lead = leadership(() => new pg.Client({ ...options, query_timeout: leadAnswerMs }));
  return {
    write: (work) => transaction(pool, work),
    async read(work) {
      const client = await pool.connect();
      try {
        return await work(sqlOn(client));
      } finally {
        client.release();
      }
    },
    isLeader: () => lead.isHeld(),
    // Each transaction has PostgreSQL's own answer.
    canWrite: () => true,
    async close() {
      await lead.letGo();
      await pool.end();
    },
  };
}

async function transaction<T>(pool: Pool, work: (sql: Sql) => Promise<T>, triesLeft = 3): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('BEGIN');
    // The organisation's default may be weaker: "202" means that it is on the disk.
    await client.query('SET LOCAL synchronous_commit = on');
    const value = await work(sqlOn(client));
    await client.query('COMMIT');
    return value;
  } catch (thrown) {
    await client.query('ROLLBACK').catch((error: unknown) => (broken = toError(error)));
    const { code = '' } = toError(thrown) as Error & { code?: string };
    if (!tryAgain.includes(code) || triesLeft <= 1) throw thrown;
  } finally {
    client.release(broken);
  }
  return transaction(pool, work, triesLeft - 1);
}

const numbered = (text: string): string => {
  let n = 0;
  return text.replaceAll('?', () => `$${++n}`);
};

function sqlOn(client: PoolClient): Sql {
  const query = (text: string, values: readonly SqlValue[]) =>
    client.query<Record<string, unknown>>(numbered(text), [...values]);
  return {
    rows: async (schema, text, values = []) =>
      (await query(text, values)).rows.map((row) => schema.parse(row)),
    async row(schema, text, values = []) {
      const [first] = (await query(text, values)).rows;
      return first && schema.parse(first);
    },
    async run(text, values = []) {
      await query(text, values);
    },
    written: async (text, values = []) => (await query(text, values)).rowCount ?? 0,
  };
}

/** A lock on a connection of its own: the server lets it go when the process or the way to it is gone. */
function leadership(connection: () => Client) {
  let held: Client | undefined;
  const drop = async (client: Client): Promise<void> => {
    if (held === client) held = undefined;
    await client.end().catch(() => undefined);
  };
  return {
    async isHeld(): Promise<boolean> {
      if (held) {
        const client = held;
        // A connection that broke unnoticed may have lost the lock to another hub.
        try {
          await client.query('SELECT 1');
          return true;
        } catch {
          await drop(client);
          return false;
        }
      }
      const client = connection();
      client.on('error', () => void drop(client));
      try {
        await client.connect();
        await client.query(noticeSilence);
        const { rows } = await client.query<{ got: boolean }>(
          `SELECT pg_try_advisory_lock(${lockKeys.lead}) AS got`,
        );
        if (rows[0]?.got !== true) throw new StoreError('Another hub delivers.');
        held = client;
        return true;
      } catch {
        await drop(client);
        return false;
      }
    },
    async letGo(): Promise<void> {
      if (held) await drop(held);
    },
  };
}
