import { z } from 'zod';
import type { Join } from '../../shared/requests/join.ts';
import type { IncidentCounts } from '../../shared/requests/wire.ts';
import type { Database } from './database.ts';

export interface JoinTable {
  /** A machine counts once for each incident. `machine`: its pseudonym for this incident. */
  add(join: Join, machine: string): Promise<void>;
  counts(joinedAfterMs: number): Promise<IncidentCounts['incidents']>;
  forget(joinedBeforeMs: number): Promise<void>;
}

const countRow = z
  .object({ notice: z.string(), people: z.number(), last_ms: z.number() })
  .transform(({ last_ms: lastJoinAtMs, ...count }) => ({ ...count, lastJoinAtMs }));

const incidentsMax = 1000;

export function joinTable(database: Database): JoinTable {
  return {
    add: ({ notice, atMs }, machine) =>
      database.write((sql) =>
        sql.run('INSERT INTO joins (notice, machine, at_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING', [
          ...[notice, machine, atMs],
        ]),
      ),
    counts: (joinedAfterMs) =>
      database.read((sql) =>
        sql.rows(
          countRow,
          `SELECT notice, COUNT(*) AS people, MAX(at_ms) AS last_ms FROM joins
           WHERE at_ms > ? GROUP BY notice ORDER BY 2 DESC, notice LIMIT ${incidentsMax}`,
          [joinedAfterMs],
        ),
      ),
    forget: (joinedBeforeMs) =>
      database.write((sql) => sql.run('DELETE FROM joins WHERE at_ms < ?', [joinedBeforeMs])),
  };
}
