import type { DeliveryState } from './wire.ts';
import type { RefusalCause, RequestState } from './request.ts';

/** What happens to a request that goes through the organisation's hub. */
export type HubEvent =
  /** `key` where the id can't be one: drafts of older versions. */
  | { kind: 'queue'; key?: string }
  | { kind: 'sending' }
  /** It did not get there, as far as anyone knows. A new key where the hub has other words under the old one. */
  | { kind: 'put-back'; mayHaveArrived: boolean; newKey?: string }
  | { kind: 'received' }
  /** Trying again changes nothing: the person has to. What is sent next goes under a new key. */
  | { kind: 'refused'; detail: string; cause?: RefusalCause | undefined; newKey: string }
  | { kind: 'cancel' }
  /** "Still not solved", in the person's words. */
  | { kind: 'reopen'; id: string; comment: string }
  /** What the hub tells of a request that it has; `lost` in words. */
  | { kind: 'status'; state: Exclude<DeliveryState, { kind: 'needs-attention' }>; lost: readonly string[] };

type WithTicket = Extract<RequestState, { kind: 'received' | 'answered' | 'solved' }>;

const hasTicket = (state: RequestState): state is WithTicket =>
  state.kind === 'received' || state.kind === 'answered' || state.kind === 'solved';

interface Ticket {
  atMs: number;
  ticket?: string | undefined;
  url?: string | undefined;
}

const ticketOf = ({ ticket, url }: Omit<Ticket, 'atMs'>) => ({
  ...(ticket === undefined ? {} : { ticket }),
  ...(url === undefined ? {} : { url }),
});

/** Whether it can be taken back: nothing of it has left, as far as anyone knows. */
export const canCancel = (state: RequestState): boolean =>
  state.kind === 'queued' && state.mayHaveArrived === undefined;

/** Whether the hub has it, and tells what becomes of it. */
export const isWithHub = hasTicket;

/** Whether it is in the outbox's queue, or on its way out of it. */
export const isInQueue = ({ kind }: RequestState): boolean => kind === 'queued' || kind === 'sending';

const numberAwaitedMs = 10 * 60_000;

/** Whether a number may still come: a ticket gets one within seconds, or IT's server is in trouble. */
export const awaitsNumber = (state: RequestState, nowMs: number): boolean =>
  state.kind === 'received' && state.ticket === undefined && nowMs - state.atMs < numberAwaitedMs;

function queued(state: RequestState, nowMs: number): RequestState | undefined {
  const isReady =
    state.kind === 'draft' ||
    state.kind === 'handed-over' ||
    (state.kind === 'needs-attention' && !state.reopened);
  return isReady ? { kind: 'queued', atMs: nowMs } : undefined;
}

function reopened(state: RequestState, { id, comment }: { id: string; comment: string }, nowMs: number) {
  const before = (was: 'answered' | 'solved', from: Ticket) =>
    ({
      kind: 'queued',
      atMs: nowMs,
      reopened: { id, comment, was, atMs: from.atMs, ...ticketOf(from) },
    }) as const;
  if (state.kind === 'answered' || state.kind === 'solved') return before(state.kind, state);
  return state.kind === 'needs-attention' && state.reopened
    ? before(state.reopened.was, state.reopened)
    : undefined;
}

function cancelled(state: RequestState): RequestState | undefined {
  const isHeld = state.kind === 'needs-attention' && state.reopened !== undefined;
  if (!isHeld && !(state.kind === 'queued' && canCancel(state))) return undefined;
  if (!state.reopened) return { kind: 'draft' };
  const { was, atMs } = state.reopened;
  return { kind: was, atMs, ...ticketOf(state.reopened) };
}

function told(state: RequestState, now: Extract<HubEvent, { kind: 'status' }>['state'], nowMs: number) {
  if (!hasTicket(state)) return undefined;
  const kind = now.kind === 'queued' || now.kind === 'delivered' ? 'received' : now.kind;
  const atMs = kind === state.kind ? state.atMs : nowMs;
  if (now.kind !== 'queued')
    return { kind, atMs, ...ticketOf({ ticket: now.number, url: now.url }) } as const;
  const pending = state.kind === 'received' && state.reopened ? { reopened: state.reopened } : {};
  return { kind: 'received', atMs, ...ticketOf(state), ...pending } as const;
}

/** What is refused while a ticket is there concerns "Still not solved", which stays with that ticket. */
function refused(state: RequestState, event: Extract<HubEvent, { kind: 'refused' }>, nowMs: number) {
  if (state.kind !== 'sending' && state.kind !== 'received') return undefined;
  if (state.kind === 'received' && state.ticket !== undefined && !state.reopened) return undefined;
  return {
    kind: 'needs-attention',
    reason: 'refused',
    atMs: nowMs,
    detail: event.detail.slice(0, 500),
    ...(event.cause === undefined ? {} : { cause: event.cause }),
    ...(state.reopened ? { reopened: state.reopened } : {}),
  } as const;
}

/** What stopped in the middle of sending may have arrived: it goes once more, under the same key. */
export const interrupted = (state: RequestState): RequestState =>
  state.kind === 'sending' ? { ...state, kind: 'queued', mayHaveArrived: true } : state;

/** The state after an event on the hub's way, or nothing when the event makes no sense now. */
export function afterHub(state: RequestState, event: HubEvent, nowMs: number): RequestState | undefined {
  switch (event.kind) {
    case 'queue':
      return queued(state, nowMs);
    case 'sending':
      return state.kind === 'queued' ? { ...state, kind: 'sending' } : undefined;
    case 'put-back': {
      if (state.kind !== 'sending') return undefined;
      const mayHaveArrived = event.mayHaveArrived || state.mayHaveArrived === true;
      return { ...state, kind: 'queued', ...(mayHaveArrived ? { mayHaveArrived } : {}) };
    }
    case 'received':
      if (state.kind !== 'sending') return undefined;
      return {
        ...{ kind: 'received', atMs: nowMs },
        ...(state.reopened ? { ...ticketOf(state.reopened), reopened: state.reopened } : {}),
      };
    case 'refused':
      return refused(state, event, nowMs);
    case 'cancel':
      return cancelled(state);
    case 'reopen':
      return reopened(state, event, nowMs);
    case 'status':
      return told(state, event.state, nowMs);
  }
}
