import { ok, refuse, type Result } from '../../shared/result.ts';
import type { SentRequest, TicketLoss } from '../../shared/requests/wire.ts';
import type { Job, JobTable, VerifiedRequester } from '../store/hub-store.ts';
import type {
  CallControl,
  Ticket,
  TicketAdapter,
  TicketDraft,
  TicketRefusal,
} from '../tickets/ticket-adapter.ts';
import type { Metrics } from './metrics.ts';

export interface DeliverDeps {
  tickets: TicketAdapter;
  jobs: Pick<JobTable, 'begin' | 'created'>;
  metrics: Pick<Metrics, 'count'>;
  nowMs(): number;
  /** How long a ticket system may be at work on what a hub told it that ended meanwhile. */
  settleMs: number;
}

/** A hub that ended was at work on it: what came of that is known in `waitMs`. Without it, another one is right now. */
export interface Held {
  kind: 'held';
  waitMs?: number;
}

/** What is lost of the request in the end; the job is over. */
type Delivered = Result<readonly TicketLoss[], TicketRefusal | Held>;

/** A ticket that is there must not hold up the next for ever because it cannot be read back. */
const readBackTriesMax = 8;
/** Of `settleMs` for the calls of one making; the rest is for what broke off to be seen by a search. */
const makingShare = 2 / 3;
const usualSettleMs = 90_000;

/** How long what a hub began may be on its way and unseen, where a call may take `timeoutMs`. */
export const settleMsFor = (timeoutMs: number | undefined): number =>
  Math.max(usualSettleMs, Math.round((timeoutMs ?? 0) / makingShare));

/** What the ticket system gets. */
export function toTicketDraft(sent: SentRequest, requester: VerifiedRequester): TicketDraft {
  const { id: key, attachments, requester: _claimed, ...rest } = sent;
  return {
    ...rest,
    key,
    requester,
    attachments: attachments.map(({ name, type, base64 }) => ({
      name,
      type,
      bytes: Buffer.from(base64, 'base64'),
    })),
  };
}

/** Each field once. Why it was left out knowingly says more than that it is not there. */
const together = (...lists: (readonly TicketLoss[])[]): TicketLoss[] => {
  const byField = new Map<string, TicketLoss>();
  for (const loss of lists.flat()) if (!byField.has(loss.field)) byField.set(loss.field, loss);
  return [...byField.values()];
};

/**
 * Takes one job to the ticket system. Nothing is made before the search for its key found nothing, that it will be made is
 * on the disk before, and that it was made before anything else happens: wherever this breaks off, doing it again, by this
 * hub or another, makes no second ticket.
 */
export async function deliver(job: Job, control: CallControl, deps: DeliverDeps): Promise<Delivered> {
  if (job.comment !== undefined) return reopen(job, job.comment, control, deps);
  const { sent } = job;
  if (!sent) {
    if (job.ticket) return ok(job.lost);
    return refuse({ kind: 'refused', detail: 'The words of this request cannot be read.' });
  }
  const draft = toTicketDraft(sent, job.requester);
  let { ticket, lost } = job;
  if (!ticket) {
    const made = await findOrCreate(job, draft, control, deps);
    if (!made.ok) return made;
    ({ ticket, lost } = made.value);
    await deps.jobs.created(job, made.value, deps.nowMs());
  }
  const missing = await deps.tickets.verify(ticket, draft, control);
  if (!missing.ok) {
    const isAskedAgain = missing.error.kind === 'later' && job.tries < readBackTriesMax;
    return isAskedAgain ? missing : ok(lost);
  }
  const all = together(lost, missing.value);
  if (all.length > 0) deps.metrics.count('tickets_lossy');
  return ok(all);
}

/** Writes down that the ticket system will now be told, where nobody else may have told it just before. */
async function begin(
  job: Job,
  { jobs, nowMs, settleMs }: DeliverDeps,
): Promise<Result<void, TicketRefusal | Held>> {
  const startMs = nowMs();
  const settledMs = (job.begunMs ?? 0) + settleMs;
  if (startMs < settledMs) return refuse({ kind: 'held', waitMs: settledMs - startMs });
  if (!(await jobs.begin(job, startMs))) return refuse({ kind: 'held' });
  // Whoever was held up for so long (a store that hung, a machine that slept) may have been taken for gone.
  if (nowMs() - startMs < settleMs / 2) return ok(undefined);
  return refuse({ kind: 'later', detail: 'the store was too slow' });
}

/** All calls of one making together: when another hub takes it over, none of them is under way. */
const inTime = ({ signal }: CallControl, { settleMs }: DeliverDeps): CallControl => ({
  signal: AbortSignal.any([signal, AbortSignal.timeout(Math.round(settleMs * makingShare))]),
});

async function findOrCreate(
  job: Job,
  draft: TicketDraft,
  control: CallControl,
  deps: DeliverDeps,
): Promise<Result<{ ticket: Ticket; lost: readonly TicketLoss[] }, TicketRefusal | Held>> {
  const { tickets, metrics } = deps;
  const found = await tickets.find(draft.key, control);
  // A search says nothing about the request: a wrong address, a renamed queue, an upgrade.
  if (!found.ok) return refuse({ ...found.error, kind: 'later' });
  if (found.value) {
    metrics.count('tickets_found');
    return ok({ ticket: found.value, lost: [] });
  }
  const begun = await begin(job, deps);
  if (!begun.ok) return begun;
  const created = await tickets.create(draft, inTime(control, deps));
  if (created.ok) metrics.count('tickets_made');
  return created;
}

async function reopen(
  job: Job,
  comment: string,
  control: CallControl,
  deps: DeliverDeps,
): Promise<Delivered> {
  if (!job.ticket) return refuse({ kind: 'refused', detail: 'There is no ticket to open again.' });
  const begun = await begin(job, deps);
  if (!begun.ok) return begun;
  const done = await deps.tickets.reopen(job.ticket, { key: job.id, comment }, inTime(control, deps));
  return done.ok ? ok(job.lost) : done;
}
