import type { Requester, RequestStatus, SentRequest, TicketLoss } from '../../shared/requests/wire.ts';
import type { Ticket, TicketStatus } from '../tickets/ticket-adapter.ts';
import type { InstallTable } from './installs.ts';
import type { JoinTable } from './joins.ts';
import type { UsageTable } from './usage.ts';

/** All that the hub remembers. What a promise of it says is done is on the disk. */
export interface HubStore {
  installs: InstallTable;
  requests: RequestTable;
  jobs: JobTable;
  usage: UsageTable;
  joins: JoinTable;
  /** Whether this hub is the one that delivers. */
  isLeader(): Promise<boolean>;
  /** False: nothing can be written any more, the hub must be started again. */
  canWrite(): boolean;
  close(): Promise<void>;
}

/** What came of a call with an idempotency key: new, the same again, or another text under a key that was used. */
export type Added = 'added' | 'same' | 'other';

export type VerifiedRequester = Requester & { isVerified: boolean };

export interface NewRequest {
  request: SentRequest;
  install: string;
  /** From the sign-in where the hub checks it, else what the machine says. */
  requester: VerifiedRequester;
  nowMs: number;
}

export interface NewReopening {
  id: string;
  request: string;
  install: string;
  comment: string;
  nowMs: number;
}

/** A ticket whose status is to be asked for. */
export interface FollowedTicket {
  id: string;
  number: string;
  /** What the person was told last; nothing where they are asked to do something themselves. */
  status?: TicketStatus;
  changedAtMs: number;
}

export interface RequestTable {
  add(request: NewRequest): Promise<Added>;
  /** Only for the install that sent it. */
  status(id: string, install: string): Promise<RequestStatus | undefined>;
  /** `not-now`: it is no ticket yet, or needs attention. */
  reopen(reopening: NewReopening): Promise<Added | 'not-found' | 'not-now'>;
  /** Tickets whose next look is due, the ones that wait longest first. */
  toFollow(nowMs: number, count: number): Promise<FollowedTicket[]>;
  /** Nothing is said of a ticket that has no status here. */
  followed(
    looked: readonly (Pick<FollowedTicket, 'id' | 'number'> & { nextLookMs: number })[],
    statuses: ReadonlyMap<string, TicketStatus>,
    nowMs: number,
  ): Promise<void>;
  /** Drops the words and files of requests that nothing happened to since; their status stays. */
  forget(changedBeforeMs: number): Promise<void>;
}

/** Something the ticket system is to hear. */
export interface Job {
  seq: number;
  /** The idempotency key: the request's id, or that of the reopening. */
  id: string;
  install: string;
  tries: number;
  /** When the ticket system was last told of it, by a hub that did not write down what came of that. */
  begunMs: number | undefined;
  /** A reopening's words; a job without them makes the ticket. */
  comment: string | undefined;
  request: string;
  /** Gone from an old request; a job that makes the ticket always has it. */
  sent: SentRequest | undefined;
  requester: VerifiedRequester;
  /** When the ticket is known already. */
  ticket: Ticket | undefined;
  lost: readonly TicketLoss[];
}

export interface JobTable {
  /** The first job of each install, if its time has come: a later one waits for the earlier. */
  due(nowMs: number, count: number): Promise<{ seq: number; install: string }[]>;
  load(seq: number): Promise<Job | undefined>;
  postpone(seq: number, next: { tries: number; nextTryMs: number }): Promise<void>;
  /** Before the ticket system is told. False: another hub has begun since this one looked, or is done. */
  begin(job: Job, nowMs: number): Promise<boolean>;
  /** The ticket exists; the job goes on with reading it back. */
  created(job: Job, made: { ticket: Ticket; lost: readonly TicketLoss[] }, nowMs: number): Promise<void>;
  finished(job: Job, lost: readonly TicketLoss[], nowMs: number): Promise<void>;
  refused(job: Job, reason: string, nowMs: number): Promise<void>;
  queue(): Promise<{ length: number; oldestMs: number | undefined }>;
}
