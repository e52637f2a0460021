import { withoutLines, type LineId } from '../../shared/requests/line-ids.ts';
import type { RefusalCause, Request } from '../../shared/requests/request.ts';
import { toWire, keyOf } from '../../shared/requests/to-wire.ts';
import type { Attachment, Requester, RequestStatus, SentRequest } from '../../shared/requests/wire.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import type { HubAccess } from './hub-access.ts';
import type { HubRefused } from './hub-ports.ts';
import type { SignIn } from './sign-in.ts';

export interface RequestPostDeps {
  hub: HubAccess;
  signIn: Pick<SignIn, 'token' | 'refused'>;
  requester: () => Requester;
  /** What IT lets no request carry, also one that was written before. */
  linesOff: () => readonly LineId[];
  /** The files of a request, read when it goes. */
  attachments(request: Request): Promise<Result<Attachment[], { kind: 'missing'; detail: string }>>;
}

/** What became of one request at the hub; nothing where the hub has it, and does not say under whose name. */
export type Posted = Result<RequestStatus | undefined, HubRefused>;

/** Takes one request, as it is now, to the hub. */
export function createRequestPost(deps: RequestPostDeps): (request: Request) => Promise<Posted> {
  const { hub, signIn } = deps;

  async function written(request: Request): Promise<Result<SentRequest, HubRefused>> {
    const no = (cause: RefusalCause, detail: string) =>
      refuse({ kind: 'refused' as const, cause, detail, mayHaveArrived: false });
    const files = await deps.attachments(request);
    if (!files.ok) return no('file-missing', files.error.detail);
    const sent = toWire(withoutLines(request, deps.linesOff()), {
      ...{ requester: deps.requester(), attachments: files.value },
    });
    return sent.ok ? sent : no('not-sendable', sent.error.detail);
  }

  async function send(request: Request): Promise<Result<RequestStatus, HubRefused>> {
    const signedIn = await signIn.token();
    if (!signedIn.ok) {
      const { kind, detail } = signedIn.error;
      return refuse({ kind: kind === 'unreachable' ? 'server-error' : kind, detail, mayHaveArrived: false });
    }
    const sent = await written(request);
    if (!sent.ok) return sent;
    const person = signedIn.value;
    const answer = await hub.with((api, token) => api.send(sent.value, token, person));
    if (!answer.ok && answer.error.kind === 'sign-in-needed' && person !== undefined)
      await signIn.refused(person);
    return answer;
  }

  /** What a try before this one may have brought there is not refused before the hub said that it has nothing. */
  async function unlessThere(request: Request, refused: HubRefused): Promise<Posted> {
    const key = keyOf(request);
    const found = await hub.with((api, token) => api.statuses([key], token));
    if (!found.ok) return found;
    const status = found.value.find(({ id }) => id === key);
    return status ? ok(status) : refuse(refused);
  }

  return async (request) => {
    const { state } = request;
    if (state.kind !== 'queued')
      return refuse({ kind: 'refused', detail: state.kind, mayHaveArrived: false });
    if (state.reopened) {
      const { id, comment } = state.reopened;
      return hub.with((api, token) => api.reopen(keyOf(request), { id, comment }, token));
    }
    const answer = await send(request);
    if (answer.ok || !state.mayHaveArrived) return answer;
    const { kind } = answer.error;
    // Other words under its key: its own, as they were with the first try.
    if (kind === 'other-body') return ok(undefined);
    return kind === 'refused' || kind === 'not-found' ? unlessThere(request, answer.error) : answer;
  };
}
