import { z } from 'zod';
import { requestStatusSchema, ticketLossSchema, type RequestStatus } from '../../shared/requests/wire.ts';
import type { TicketStatus } from '../tickets/ticket-adapter.ts';
import { fieldJson, optionalText, sha256 } from './columns.ts';
import type { Database } from './database.ts';
import type { RequestTable } from './hub-store.ts';

const hashRow = z.object({ install: z.string(), body_hash: z.string() });
const ticketRow = z.object({ ticket: optionalText });
const followRow = z
  .object({
    ...{ id: z.string(), number: z.string(), updated_ms: z.number() },
    status: z.enum(['open', 'answered', 'solved']).nullable(),
  })
  .transform(({ updated_ms, status, ...row }) => ({
    ...{ ...row, changedAtMs: updated_ms },
    ...(status && { status }),
  }));

/** As the machine gets it. */
const statusRow = z
  .object({
    id: z.string(),
    state: z.string(),
    ticket: optionalText,
    url: optionalText,
    reason: optionalText,
    lost: fieldJson(z.array(ticketLossSchema)),
    updated_ms: z.number(),
    next_try_ms: z.number().nullable(),
  })
  .transform(
    ({
      id,
      state,
      ticket,
      url,
      reason,
      lost,
      updated_ms,
      next_try_ms,
    }): Record<keyof RequestStatus, unknown> => ({
      id,
      state: {
        kind: state,
        ...(ticket === undefined ? {} : { number: ticket }),
        ...(url === undefined ? {} : { url }),
        ...(state === 'needs-attention' ? { reason } : {}),
        ...(state === 'queued' && next_try_ms !== null ? { nextTryAtMs: next_try_ms } : {}),
      },
      lost,
      updatedAtMs: updated_ms,
    }),
  )
  .pipe(requestStatusSchema);

/** What the ticket system says, as the employee sees it. */
const stateOf: Record<TicketStatus, RequestStatus['state']['kind']> = {
  open: 'delivered',
  answered: 'answered',
  solved: 'solved',
};
const followedStates = `state IN ('delivered', 'answered', 'solved', 'needs-attention')`;

const addJob = `INSERT INTO jobs (id, install, request, comment, tries, next_try_ms, queued_ms)
  VALUES (?, ?, ?, ?, 0, ?, ?)`;

export function requestTable(database: Database): RequestTable {
  return {
    add: ({ request, install, requester, nowMs }) => {
      // The same whatever the order of keys and the blanks were: parsing put them in the schema's order.
      const body = JSON.stringify(request);
      const bodyHash = sha256(body);
      return database.write(async (sql) => {
        const inserted = await sql.written(
          `INSERT INTO requests
             (id, install, body_hash, body, requester, state, lost, received_ms, updated_ms, look_ms)
           VALUES (?, ?, ?, ?, ?, 'queued', '[]', ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
          [...[request.id, install, bodyHash, body, JSON.stringify(requester)], ...[nowMs, nowMs, nowMs]],
        );
        if (inserted > 0) {
          await sql.run(addJob, [request.id, install, request.id, null, nowMs, nowMs]);
          return 'added';
        }
        const text = 'SELECT install, body_hash FROM requests WHERE id = ?';
        const known = await sql.row(hashRow, text, [request.id]);
        return known?.install === install && known.body_hash === bodyHash ? 'same' : 'other';
      });
    },

    status: (id, install) =>
      database.read((sql) =>
        sql.row(
          statusRow,
          `SELECT r.id, r.state, r.ticket, r.url, r.reason, r.lost, r.updated_ms, j.next_try_ms
           FROM requests r LEFT JOIN jobs j ON j.request = r.id AND j.tries > 0
           WHERE r.id = ? AND r.install = ? ORDER BY j.seq LIMIT 1`,
          [id, install],
        ),
      ),

    reopen: ({ id, request, install, comment, nowMs }) =>
      database.write(async (sql) => {
        const owned = 'SELECT ticket FROM requests WHERE id = ? AND install = ?';
        const row = await sql.row(ticketRow, owned, [request, install]);
        if (!row) return 'not-found';
        const hash = sha256(`${request}\n${comment}`);
        const known = await sql.row(
          z.object({ comment_hash: z.string() }),
          'SELECT comment_hash FROM reopenings WHERE id = ?',
          [id],
        );
        if (known) return known.comment_hash === hash ? 'same' : 'other';
        if (row.ticket === undefined) return 'not-now';
        await sql.run('INSERT INTO reopenings (id, request, comment_hash, at_ms) VALUES (?, ?, ?, ?)', [
          ...[id, request, hash, nowMs],
        ]);
        await sql.run(addJob, [id, install, request, comment, nowMs, nowMs]);
        await sql.run(`UPDATE requests SET state = 'queued', updated_ms = ? WHERE id = ?`, [nowMs, request]);
        return 'added';
      }),

    toFollow: (nowMs, count) =>
      database.read((sql) =>
        sql.rows(
          followRow,
          `SELECT id, ticket AS number, updated_ms,
             CASE state WHEN 'delivered' THEN 'open' WHEN 'needs-attention' THEN NULL ELSE state END AS status
           FROM requests WHERE ticket IS NOT NULL AND ${followedStates} AND look_ms <= ?
           ORDER BY look_ms LIMIT ?`,
          [nowMs, count],
        ),
      ),

    followed: (looked, statuses, nowMs) =>
      database.write(async (sql) => {
        for (const { id, number, nextLookMs } of looked) {
          await sql.run('UPDATE requests SET look_ms = ? WHERE id = ?', [nextLookMs, id]);
          const status = statuses.get(number);
          if (status === undefined) continue;
          // A "Still not solved" that was refused is not answered by the ticket being solved as before.
          // What is queued again in the meantime ("Still not solved") is not overwritten by an older word.
          await sql.run(
            `UPDATE requests SET state = ?, updated_ms = ? WHERE id = ? AND ${followedStates} AND state <> ?
               AND NOT (state = 'needs-attention' AND ? = 'solved')`,
            [stateOf[status], nowMs, id, stateOf[status], stateOf[status]],
          );
        }
      }),

    forget: (changedBeforeMs) =>
      database.write((sql) =>
        sql.run(
          `UPDATE requests SET body = NULL, requester = '{"isVerified":false}', lost = '[]',
             reason = CASE WHEN reason IS NULL THEN NULL ELSE '' END
           WHERE body IS NOT NULL AND updated_ms < ?
             AND NOT EXISTS (SELECT 1 FROM jobs WHERE jobs.request = requests.id)`,
          [changedBeforeMs],
        ),
      ),
  };
}
