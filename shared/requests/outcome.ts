import { attachmentBytesMax, attachmentsMax } from './attachment.ts';
import { ok, refuse, type Result } from '../result.ts';
import { afterHub, isWithHub, type HubEvent } from './hub-outcome.ts';
import type { KeptAttachment, OpenedWay, Request, RequestEdit, RequestState } from './request.ts';

/** A file comes to a request or leaves it. */
export type FileEvent = { kind: 'attach'; file: KeptAttachment } | { kind: 'detach'; file: string };

/** What can happen to a request. */
export type RequestEvent =
  | { kind: 'edit'; edit: RequestEdit }
  | FileEvent
  /** "Still not solved", as far as it is written. */
  | { kind: 'note'; comment: string }
  | { kind: 'hand-over'; way: OpenedWay }
  | { kind: 'could-not-open' }
  | { kind: 'sent'; ticket?: string }
  | { kind: 'not-sent' }
  | HubEvent;

/** Whether the person may still write in it: nobody else has it, or can have it. */
export const canChange = (state: RequestState): boolean =>
  state.kind === 'draft' ||
  state.kind === 'handed-over' ||
  (state.kind === 'needs-attention' && !state.reopened);

/** Whether it may go another way. What waits for a hub that is no more can, even if it may have arrived there. */
const canHandOver = (state: RequestState): boolean =>
  canChange(state) || (state.kind === 'queued' && !state.reopened);

/** How it went out, if it can have: what needs attention was left on the clipboard, and people do paste it. */
function lastWay(state: RequestState): OpenedWay | undefined {
  if (state.kind === 'handed-over' || state.kind === 'sent') return state.way;
  return state.kind === 'needs-attention' ? 'clipboard' : undefined;
}

/** The state after an event, or nothing when the event makes no sense now. */
function nextState(state: RequestState, event: RequestEvent, nowMs: number): RequestState | undefined {
  switch (event.kind) {
    case 'edit':
    case 'attach':
    case 'detach':
      // Someone who goes on writing has not sent it in this form; what was refused says why until it goes again.
      if (!canChange(state)) return undefined;
      return state.kind === 'needs-attention' ? state : { kind: 'draft' };
    case 'note':
      return isWithHub(state) || (state.kind === 'needs-attention' && state.reopened) ? state : undefined;
    case 'hand-over':
      return canHandOver(state) ? { kind: 'handed-over', way: event.way, atMs: nowMs } : undefined;
    case 'could-not-open':
      return state.kind === 'handed-over'
        ? { kind: 'needs-attention', reason: 'could-not-open', atMs: nowMs }
        : undefined;
    case 'sent': {
      // The number may be added or mended afterwards.
      const way = lastWay(state);
      if (way === undefined) return undefined;
      const atMs = state.kind === 'sent' ? state.atMs : nowMs;
      return { kind: 'sent', way, atMs, ...(event.ticket ? { ticket: event.ticket } : {}) };
    }
    case 'not-sent':
      return state.kind === 'handed-over'
        ? { kind: 'needs-attention', reason: 'not-sent', atMs: nowMs }
        : undefined;
    default:
      return afterHub(state, event, nowMs);
  }
}

export interface NoTransition {
  kind: 'not-now' | 'too-many-files' | 'files-too-large';
}

/** The request with one file more or less, within what goes along with one request. */
function withFiles(request: Request, event: FileEvent): Result<Request, NoTransition> {
  const gone = event.kind === 'attach' ? event.file.id : event.file;
  const others = (request.attachments ?? []).filter((file) => file.id !== gone);
  if (event.kind === 'detach') return ok({ ...request, attachments: others });
  const attachments = [...others, event.file];
  if (attachments.length > attachmentsMax) return refuse({ kind: 'too-many-files' });
  const bytes = attachments.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return bytes > attachmentBytesMax ? refuse({ kind: 'files-too-large' }) : ok({ ...request, attachments });
}

/** The request after an event; refused, it stays as it is. */
export function transition(
  request: Request,
  event: RequestEvent,
  nowMs: number,
): Result<Request, NoTransition> {
  const state = nextState(request.state, event, nowMs);
  if (!state) return refuse({ kind: 'not-now' });
  const moved: Request = { ...request, state, updatedAtMs: nowMs, revision: (request.revision ?? 0) + 1 };
  if (event.kind === 'queue' && event.key !== undefined) return ok({ ...moved, key: event.key });
  // A ticket that is there is known under the key that it came with.
  const hasTicket = 'reopened' in state && state.reopened !== undefined;
  if ((event.kind === 'refused' || event.kind === 'put-back') && event.newKey !== undefined && !hasTicket)
    return ok({ ...moved, key: event.newKey });
  if (event.kind === 'status') return ok({ ...moved, notCarried: [...event.lost] });
  if (event.kind === 'attach' || event.kind === 'detach') return withFiles(moved, event);
  if (event.kind === 'note') return ok({ ...moved, comment: event.comment });
  if (event.kind === 'reopen') return ok({ ...moved, comment: '' });
  // Taken back, the words are where they were written.
  if (event.kind === 'cancel' && 'reopened' in request.state && request.state.reopened)
    return ok({ ...moved, comment: request.state.reopened.comment });
  if (event.kind !== 'edit') return ok(moved);
  const { title, description, impact, area } = event.edit;
  const ticked = new Set(event.edit.ticked);
  const { impact: _impact, area: _area, ...rest } = moved;
  return ok({
    ...rest,
    ...{ title, description },
    // An edit is the whole of what the person sees: no impact in it means that they say none.
    ...(impact === undefined ? {} : { impact }),
    ...(area === undefined ? {} : { area }),
    lines: request.lines.map((line) => ({ ...line, ticked: ticked.has(line.id) })),
  });
}

/** Whether the next move is the person's: an unanswered "Did you send it?" or something that went wrong. */
export const waitsForPerson = (request: Request): boolean =>
  request.state.kind === 'handed-over' || request.state.kind === 'needs-attention';
