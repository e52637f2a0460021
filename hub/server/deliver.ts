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
  jobs: Pick<JobTable, 'created'>;
  metrics: Pick<Metrics, 'count'>;
  nowMs(): number;
}

/** What is lost of the request in the end; the job is over. */
type Delivered = Result<readonly TicketLoss[], TicketRefusal>;

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
 * Takes one job to the ticket system. Nothing is made before the search for its key found nothing, and what is made is
 * on the disk before anything else happens: wherever this breaks off, doing it again makes no second ticket.
 */
export async function deliver(job: Job, control: CallControl, deps: DeliverDeps): Promise<Delivered> {
  if (job.comment !== undefined) return reopen(job, job.comment, control, deps);
  const { sent } = job;
  if (!sent) return refuse({ kind: 'refused', detail: 'The words of this request are gone.' });
  const draft = toTicketDraft(sent, job.requester);
  let { ticket, lost } = job;
  if (!ticket) {
    const made = await findOrCreate(draft, control, deps);
    if (!made.ok) return made;
    ({ ticket, lost } = made.value);
    await deps.jobs.created(job, made.value, deps.nowMs());
  }
  const missing = await deps.tickets.verify(ticket, draft, control);
  if (!missing.ok) return missing.error.kind === 'later' ? missing : ok(lost);
  const all = together(lost, missing.value);
  if (all.length > 0) deps.metrics.count('tickets_lossy');
  return ok(all);
}

async function findOrCreate(
  draft: TicketDraft,
  control: CallControl,
  { tickets, metrics }: DeliverDeps,
): Promise<Result<{ ticket: Ticket; lost: readonly TicketLoss[] }, TicketRefusal>> {
  const found = await tickets.find(draft.key, control);
  if (!found.ok) return found;
  if (found.value) {
    metrics.count('tickets_found');
    return ok({ ticket: found.value, lost: [] });
  }
  const created = await tickets.create(draft, control);
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
  const done = await deps.tickets.reopen(job.ticket, { key: job.id, comment }, control);
  return done.ok ? ok(job.lost) : done;
}
