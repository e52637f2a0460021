import type { Result } from '../../shared/result.ts';
import type { Impact } from '../../shared/requests/impact.ts';
import type { Requester, SentLine, TicketLoss } from '../../shared/requests/wire.ts';
import type { Language } from '../../shared/language.ts';
import type { Secret } from '../secret.ts';

/** What is to become a ticket. */
export interface TicketDraft {
  /** The idempotency key. It must stand in the ticket so that `find` finds it. */
  key: string;
  reference: string;
  createdAtMs: number;
  language: Language;
  title: string;
  description: string;
  category?: string | undefined;
  impact?: Impact | undefined;
  /** `isVerified`: from a sign-in that the hub checked, not from what the machine says. */
  requester: Requester & { isVerified: boolean };
  /** In the order they are shown; `group` tells the journey from the machine. */
  lines: readonly SentLine[];
  attachments: readonly TicketFile[];
}

export interface TicketFile {
  name: string;
  type: string;
  bytes: Uint8Array;
}

/** Where it became a ticket. */
export interface Ticket {
  number: string;
  /** Where the person may look at it. */
  url?: string | undefined;
}

/** `open`: nobody has answered yet. */
export type TicketStatus = 'open' | 'answered' | 'solved';

export type TicketRefusal =
  /** Not now: no answer, 429, 5xx. Whether the ticket was made is unknown: `find` is asked before the next try. */
  | { kind: 'later'; detail: string; retryAfterMs?: number | undefined }
  /** 4xx: the same again leads to the same. `detail` is shown to the person and in the log: no payload in it. */
  | { kind: 'refused'; detail: string };

export interface CallControl {
  /** Aborted when the hub goes down or the call takes too long; the adapter then answers `later`. */
  signal: AbortSignal;
}

type Answer<T> = Promise<Result<T, TicketRefusal>>;

/**
 * One ticket system. The adapter knows its protocol alone: order, locks, retries and the store are the hub's
 * (`deliver.ts`). Its functions never throw for what the server does.
 *
 * Beside the adapter, its file exports its part of the hub's configuration, for `open-tickets.ts`:
 * `export const rtConfigSchema = z.strictObject({ system: z.literal('request-tracker'), url, token: secretSchema, ... })`
 * `export function rtTickets(config: RtConfig, deps: TicketDeps): TicketAdapter`
 */
export interface TicketAdapter {
  /** As the configuration names it: `request-tracker`. */
  system: string;
  /** False: `statuses` never knows any, and is not asked. */
  hasStatuses?: boolean;
  /**
   * The ticket with this key, nothing when there is none. A system that cannot be searched (mail) always answers
   * nothing; it gets the same key again when an outcome is unknown (Message-ID, Idempotency-Key).
   */
  find(key: string, control: CallControl): Answer<Ticket | undefined>;
  /** Called once `find` said that there is none. `lost`: what was left out knowingly (a field that was refused). */
  create(draft: TicketDraft, control: CallControl): Answer<{ ticket: Ticket; lost: readonly TicketLoss[] }>;
  /** Reads the ticket back and compares: what is not there as it was sent. Also called after `find` found it. */
  verify(ticket: Ticket, draft: TicketDraft, control: CallControl): Answer<readonly TicketLoss[]>;
  /** The statuses of these tickets by number, in as few calls as possible; unknown ones are left out. */
  statuses(numbers: readonly string[], control: CallControl): Answer<ReadonlyMap<string, TicketStatus>>;
  /** "Still not solved": a comment, and open again. `key` must stand in the comment: a second call adds nothing. */
  reopen(ticket: Ticket, reopening: { key: string; comment: string }, control: CallControl): Answer<void>;
}

/** What adapters get from the outside. */
export interface TicketDeps {
  /** The text of a secret that the configuration names. */
  secret(from: Secret): string;
  nowMs(): number;
}
