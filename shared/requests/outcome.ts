import { ok, refuse, type Result } from '../result.ts';
import type { Request, RequestEdit, RequestState, WayKind } from './request.ts';

/** What can happen to a request. */
export type RequestEvent =
  | { kind: 'edit'; edit: RequestEdit }
  | { kind: 'hand-over'; way: WayKind }
  | { kind: 'could-not-open' }
  | { kind: 'sent'; ticket?: string }
  | { kind: 'not-sent' };

/** How it went out, if it can have: what needs attention was left on the clipboard, and people do paste it. */
function lastWay(state: RequestState): WayKind | undefined {
  if (state.kind === 'draft') return undefined;
  return state.kind === 'needs-attention' ? 'clipboard' : state.way;
}

/** The state after an event, or nothing when the event makes no sense now. */
function nextState(state: RequestState, event: RequestEvent, nowMs: number): RequestState | undefined {
  const canChange = state.kind !== 'sent';
  switch (event.kind) {
    case 'edit':
      // Someone who goes on writing has not sent it in this form.
      return canChange ? { kind: 'draft' } : undefined;
    case 'hand-over':
      return canChange ? { kind: 'handed-over', way: event.way, atMs: nowMs } : undefined;
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
  }
}

/** The request after an event; `not-now` leaves it as it is. */
export function transition(
  request: Request,
  event: RequestEvent,
  nowMs: number,
): Result<Request, { kind: 'not-now' }> {
  const state = nextState(request.state, event, nowMs);
  if (!state) return refuse({ kind: 'not-now' });
  const moved: Request = { ...request, state, updatedAtMs: nowMs };
  if (event.kind !== 'edit') return ok(moved);
  const ticked = new Set(event.edit.ticked);
  return ok({
    ...moved,
    title: event.edit.title,
    description: event.edit.description,
    lines: request.lines.map((line) => ({ ...line, ticked: ticked.has(line.id) })),
  });
}

/** Whether the next move is the person's: an unanswered "Did you send it?" or something that went wrong. */
export const waitsForPerson = (request: Request): boolean =>
  request.state.kind === 'handed-over' || request.state.kind === 'needs-attention';
