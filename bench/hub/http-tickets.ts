import type { CallControl, TicketAdapter } from '../../hub/tickets/ticket-adapter.ts';
import { ok, refuse } from '../../shared/result.ts';

/** The adapter for the benchmark's ticket system. */
export function httpTickets(url: string): TicketAdapter {
  const later = { kind: 'later', detail: 'no answer' } as const;
  const call = async (method: string, key: string, { signal }: CallControl): Promise<number | undefined> => {
    try {
      const answer = await fetch(`${url}/${key}`, { method, signal });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return undefined;
    }
  };
  return {
    system: 'bench',
    async find(key, control) {
      const status = await call('GET', key, control);
      if (status === undefined) return refuse(later);
      return ok(status === 200 ? { number: key } : undefined);
    },
    async create({ key }, control) {
      const status = await call('POST', key, control);
      return status === 200 ? ok({ ticket: { number: key }, lost: [] }) : refuse(later);
    },
    verify: () => Promise.resolve(ok([])),
    statuses: () => Promise.resolve(ok(new Map())),
    reopen: () => Promise.resolve(ok(undefined)),
  };
}
