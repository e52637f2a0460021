import { z } from 'zod';
import type { Database } from './database.ts';

export interface InstallTable {
  add(install: string, tokenHash: string, nowMs: number): Promise<void>;
  /** Nothing for one that is unknown or was revoked. */
  tokenHash(install: string): Promise<string | undefined>;
  /** How many it hit; `all` hits every one. */
  revoke(install: string, nowMs: number): Promise<number>;
}

const hashRow = z.object({ token_hash: z.string() });
const idRow = z.object({ id: z.string() });

export function installTable(database: Database): InstallTable {
  return {
    add: (install, tokenHash, nowMs) =>
      database.write((sql) =>
        sql.run('INSERT INTO installs (id, token_hash, created_ms) VALUES (?, ?, ?)', [
          install,
          tokenHash,
          nowMs,
        ]),
      ),
    tokenHash: (install) =>
      database.read(async (sql) => {
        const text = 'SELECT token_hash FROM installs WHERE id = ? AND revoked_ms IS NULL';
        return (await sql.row(hashRow, text, [install]))?.token_hash;
      }),
    revoke: (install, nowMs) =>
      database.write(async (sql) => {
        const all = 'UPDATE installs SET revoked_ms = ? WHERE revoked_ms IS NULL';
        const rows =
          install === 'all'
            ? await sql.rows(idRow, `${all} RETURNING id`, [nowMs])
            : await sql.rows(idRow, `${all} AND id = ? RETURNING id`, [nowMs, install]);
        return rows.length;
      }),
  };
}
