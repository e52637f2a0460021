import { z } from 'zod';
import { requesterSchema, sentRequestSchema, ticketLossSchema } from '../../shared/requests/wire.ts';
import { fieldJson, optionalText } from './columns.ts';
import type { Database, Sql } from './database.ts';
import type { Job, JobTable } from './hub-store.ts';

// What another version wrote, or a damaged disk, is a request without words: a throw would be tried for ever.
const jobRow = z
  .object({
    seq: z.number(),
    id: z.string(),
    install: z.string(),
    tries: z.number(),
    begun_ms: z.number().nullable(),
    comment: optionalText,
    request: z.string(),
    sent: z.union([z.null().transform(() => undefined), fieldJson(sentRequestSchema)]).catch(undefined),
    requester: fieldJson(requesterSchema.extend({ isVerified: z.boolean() })).catch({ isVerified: false }),
    ticket: optionalText,
    url: optionalText,
    lost: fieldJson(z.array(ticketLossSchema)).catch([]),
  })
  .transform(({ ticket, url, begun_ms, ...row }): Job => ({
    ...row,
    begunMs: begun_ms ?? undefined,
    ticket: ticket === undefined ? undefined : { number: ticket, url },
  }));

const dueRow = z.object({ seq: z.number(), install: z.string() });
const queueRow = z.object({ length: z.number(), oldest_ms: z.number().nullable() });

export function jobTable(database: Database): JobTable {
  const end = (job: Job, set: (sql: Sql) => Promise<void>): Promise<void> =>
    database.write(async (sql) => {
      await sql.run('DELETE FROM jobs WHERE seq = ?', [job.seq]);
      await set(sql);
    });
  return {
    due: (nowMs, count) =>
      database.read((sql) =>
        sql.rows(
          dueRow,
          `SELECT seq, install FROM jobs j WHERE next_try_ms <= ?
             AND NOT EXISTS (SELECT 1 FROM jobs e WHERE e.install = j.install AND e.seq < j.seq)
           ORDER BY seq LIMIT ?`,
          [nowMs, count],
        ),
      ),
    load: (seq) =>
      database.read(async (sql) => {
        const [job] = await sql.rows(
          jobRow,
          `SELECT j.seq, j.id, j.install, j.tries, j.begun_ms, j.comment, j.request, r.body AS sent, r.requester,
             r.ticket, r.url, r.lost
           FROM jobs j JOIN requests r ON r.id = j.request WHERE j.seq = ?`,
          [seq],
        );
        return job;
      }),
    postpone: (seq, { tries, nextTryMs }) =>
      database.write((sql) =>
        sql.run('UPDATE jobs SET tries = ?, next_try_ms = ?, begun_ms = NULL WHERE seq = ?', [
          ...[tries, nextTryMs, seq],
        ]),
      ),
    begin: ({ seq, begunMs = 0 }, nowMs) =>
      database.write(async (sql) => {
        const text = 'UPDATE jobs SET begun_ms = ? WHERE seq = ? AND COALESCE(begun_ms, 0) = ? RETURNING seq';
        return (await sql.rows(z.object({}), text, [nowMs, seq, begunMs])).length > 0;
      }),
    created: (job, { ticket, lost }, nowMs) =>
      database.write((sql) =>
        sql.run(
          `UPDATE requests SET state = 'delivered', ticket = ?, url = ?, lost = ?, updated_ms = ?, look_ms = ?
           WHERE id = ?`,
          [ticket.number, ticket.url ?? null, JSON.stringify(lost), nowMs, nowMs, job.request],
        ),
      ),
    finished: (job, lost, nowMs) =>
      end(job, (sql) =>
        sql.run(
          // Its status may have been followed while reading it back had to wait.
          `UPDATE requests SET state = CASE state WHEN 'queued' THEN 'delivered' ELSE state END,
             lost = ?, updated_ms = ?, look_ms = ? WHERE id = ?`,
          [JSON.stringify(lost), nowMs, nowMs, job.request],
        ),
      ),
    refused: (job, reason, nowMs) =>
      end(job, (sql) =>
        sql.run(
          `UPDATE requests SET state = 'needs-attention', reason = ?, updated_ms = ?, look_ms = ? WHERE id = ?`,
          [reason.slice(0, 500), nowMs, nowMs, job.request],
        ),
      ),
    queue: () =>
      database.read(async (sql) => {
        const text = 'SELECT COUNT(*) AS length, MIN(queued_ms) AS oldest_ms FROM jobs';
        const [row] = await sql.rows(queueRow, text);
        return { length: row?.length ?? 0, oldestMs: row?.oldest_ms ?? undefined };
      }),
  };
}
