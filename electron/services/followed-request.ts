import { transition } from '../../shared/requests/outcome.ts';
import type { Request } from '../../shared/requests/request.ts';
import type { RequestStatus } from '../../shared/requests/wire.ts';
import type { RequestOutbox } from './request-outbox.ts';

/** Notes what the hub told of a request; answers it when something in it is different now. */
export async function followUp(
  outbox: RequestOutbox,
  id: string,
  { state, lost }: RequestStatus,
  newId: () => string,
): Promise<Request | undefined> {
  const before = outbox.get(id);
  if (!before) return undefined;
  if (state.kind === 'needs-attention') {
    const refused = await outbox.move(id, { kind: 'refused', detail: state.reason, newKey: newId() });
    return refused.ok ? refused.value : undefined;
  }
  const told = { kind: 'status', state, lost: lost.map(({ field }) => field) } as const;
  const next = transition(before, told, before.updatedAtMs);
  // Most answers say what is on the disk already, and are not written once more.
  if (!next.ok || JSON.stringify(whatIsTold(next.value)) === JSON.stringify(whatIsTold(before)))
    return undefined;
  const moved = await outbox.move(id, told);
  return moved.ok ? moved.value : undefined;
}

const whatIsTold = ({ state, notCarried = [] }: Request) => {
  const { kind, ...rest } = state;
  return [kind, 'ticket' in rest && rest.ticket, 'url' in rest && rest.url, notCarried];
};
