import { ok, refuse, type Result } from '../../../../shared/result.ts';
import type {
  CallControl,
  Ticket,
  TicketAdapter,
  TicketDraft,
  TicketRefusal,
  TicketStatus,
} from '../../../../hub/tickets/ticket-adapter.ts';
import type { TicketLoss } from '../../../../shared/requests/wire.ts';

/** A ticket system in memory that does what a test tells it to. */
export class FakeTickets implements TicketAdapter {
  readonly system = 'fake';
  readonly made: TicketDraft[] = [];
  readonly comments: { number: string; key: string; comment: string }[] = [];
  readonly statusOf = new Map<string, TicketStatus>();
  /** How many numbers each call for statuses asked for. */
  readonly batches: number[] = [];
  /** What the next creates do: nothing happens, or it is made and the answer gets lost. */
  readonly faults: (TicketRefusal | 'made-unanswered')[] = [];
  /** Everything answers this as long as it is set. */
  down: TicketRefusal | undefined;
  lost: readonly TicketLoss[] = [];
  /** Called with each create that begins. */
  onCreate: (draft: TicketDraft) => Promise<void> = () => Promise.resolve();
  calls = 0;

  private answer<T>(value: T): Promise<Result<T, TicketRefusal>> {
    this.calls += 1;
    return Promise.resolve(this.down ? refuse(this.down) : ok(value));
  }

  private ticketOf(key: string): Ticket | undefined {
    const at = this.made.findIndex((draft) => draft.key === key);
    return at < 0 ? undefined : { number: String(at + 1), url: `https://tickets.example.org/${at + 1}` };
  }

  find(key: string) {
    return this.answer(this.ticketOf(key));
  }

  async create(
    draft: TicketDraft,
    _control?: CallControl,
  ): Promise<Result<{ ticket: Ticket; lost: readonly TicketLoss[] }, TicketRefusal>> {
    await this.onCreate(draft);
    const fault = this.faults.shift();
    if (this.down ?? (fault !== undefined && fault !== 'made-unanswered'))
      return refuse(this.down ?? (fault as TicketRefusal));
    this.made.push(draft);
    if (fault === 'made-unanswered') return refuse({ kind: 'later' as const, detail: 'no answer in time' });
    return this.answer({ ticket: this.ticketOf(draft.key)!, lost: [] });
  }

  verify() {
    return this.answer(this.lost);
  }

  statuses(numbers: readonly string[]) {
    this.batches.push(numbers.length);
    const known = numbers.flatMap((number) => {
      const status = this.statusOf.get(number);
      return status ? [[number, status] as const] : [];
    });
    return this.answer(new Map(known));
  }

  reopen({ number }: Ticket, { key, comment }: { key: string; comment: string }) {
    const isThere = this.comments.some((one) => one.key === key);
    if (!this.down && !isThere) this.comments.push({ number, key, comment });
    return this.answer(undefined);
  }
}
