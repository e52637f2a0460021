import { z } from 'zod';
import { interrupted, isInQueue } from '../../shared/requests/hub-outcome.ts';
import { keptJoinSchema, type KeptJoin } from '../../shared/requests/join.ts';
import { requestSchema, type Request } from '../../shared/requests/request.ts';

/**
 * What the outbox's journal holds: a request as it was from then on, or that a person removed it; an outage that they
 * joined, or that they took that back.
 */
const recordSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('put'), request: requestSchema }),
  z.strictObject({ kind: z.literal('removed'), id: z.uuid() }),
  z.strictObject({ kind: z.literal('joined'), join: keptJoinSchema }),
  z.strictObject({ kind: z.literal('left'), id: z.uuid() }),
]);
export type RequestRecord = z.infer<typeof recordSchema>;

export interface ReplayedRecords {
  requests: Map<string, Request>;
  joins: Map<string, KeptJoin>;
  /** Whole records that this version does not understand. They are kept, since a newer one may. */
  foreign: unknown[];
}

/** Keeps a request in a map whose order is the outbox's queue: who joins the queue goes to its end. */
export function putInTurn(requests: Map<string, Request>, request: Request): void {
  const before = requests.get(request.id);
  if (before && isInQueue(request.state) && !isInQueue(before.state)) requests.delete(request.id);
  requests.set(request.id, request);
}

/** The requests and joins that a journal's records amount to. */
export function replayRecords(records: readonly unknown[]): ReplayedRecords {
  const replayed: ReplayedRecords = { requests: new Map(), joins: new Map(), foreign: [] };
  for (const raw of records) {
    const parsed = recordSchema.safeParse(raw);
    if (!parsed.success) {
      replayed.foreign.push(raw);
      continue;
    }
    const { data } = parsed;
    if (data.kind === 'put')
      putInTurn(replayed.requests, { ...data.request, state: interrupted(data.request.state) });
    else if (data.kind === 'removed') replayed.requests.delete(data.id);
    else if (data.kind === 'joined') replayed.joins.set(data.join.id, data.join);
    else replayed.joins.delete(data.id);
  }
  return replayed;
}

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The short reference of a request, out of the last 25 (random) bits of its id: `ZL-7K3QX`. */
export function referenceOf(uuid: string): string {
  let bits = Number.parseInt(uuid.replaceAll('-', '').slice(-7), 16);
  let reference = '';
  for (let n = 0; n < 5; n += 1) {
    reference += crockford[bits % 32] ?? '';
    bits = Math.floor(bits / 32);
  }
  return `ZL-${reference}`;
}
