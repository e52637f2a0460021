import { ok, refuse, type Result } from '../../../shared/result.ts';
import type { Refusal } from '../../../shared/ipc/contract.ts';
import type { Request } from '../../../shared/requests/request.ts';
import type { RequestDesk } from '../../services/request-desk.ts';
import type { RequestOutbox } from '../../services/request-outbox.ts';
import type { UsageLog } from '../../services/usage-log.ts';
import type { Routes } from '../handle.ts';

export interface RequestRouteDeps {
  outbox: RequestOutbox;
  desk: RequestDesk;
  usage: UsageLog;
}

type RequestRoutes = Pick<
  Routes,
  | 'request.start'
  | 'request.get'
  | 'request.edit'
  | 'request.handOver'
  | 'request.confirm'
  | 'request.remove'
  | 'request.restore'
>;

const done = <E extends Refusal>(outcome: Result<unknown, E>) => (outcome.ok ? ok({}) : outcome);

/** From a draft to "Did you send it?". */
export function requestRoutes({ outbox, desk, usage }: RequestRouteDeps): RequestRoutes {
  const find = (id: string): Result<Request, Refusal> => {
    const request = outbox.get(id);
    return request ? ok(request) : refuse({ kind: 'no-such-request', detail: id });
  };
  return {
    'request.start': async (from) => desk.start(from),
    'request.get': ({ id }) => find(id),
    'request.edit': ({ id, edit }) => outbox.edit(id, edit),
    'request.handOver': async ({ id, way }) => {
      const found = find(id);
      if (!found.ok) return found;
      const handed = await desk.handOver(found.value, way);
      if (handed.ok && found.value.state.kind !== 'handed-over') usage.count('requests');
      return handed;
    },
    'request.confirm': ({ id, sent, ticket }) => outbox.confirm(id, sent, ticket),
    'request.remove': async ({ id }) => done(await outbox.remove(id)),
    'request.restore': async ({ id }) => done(await outbox.restore(id)),
  };
}
