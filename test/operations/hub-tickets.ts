import { z } from 'zod';
import { startReceiver } from '../unit/hub/tickets/fake-receiver.ts';

const eventSchema = z.object({ event: z.string(), key: z.string().optional() });
const statusSchema = z.object({ state: z.object({ kind: z.string() }) });

/** A receiver of webhooks that counts the tickets it makes of each key. */
export async function startTicketsInMemory() {
  const receiver = await startReceiver();
  const made = new Map<string, number>();
  let isResting = false;
  receiver.answer(({ body }) => {
    const { event, key = '' } = eventSchema.parse(JSON.parse(body));
    if (isResting) return { status: 503 };
    if (event === 'request.find')
      return { status: 200, body: { ticket: made.has(key) ? { number: key } : null } };
    if (event === 'requests.statuses') return { status: 200, body: { statuses: {} } };
    made.set(key, (made.get(key) ?? 0) + 1);
    return { status: 200, body: { number: key } };
  });
  return {
    ...{ url: receiver.url, made, stop: () => receiver.stop() },
    /** Takes nothing until it goes on: requests stay in the hub. */
    rest: () => void (isResting = true),
    goOn: () => void (isResting = false),
  };
}
export type TicketsInMemory = Awaited<ReturnType<typeof startTicketsInMemory>>;

/** What the hub says of a machine's request, or with which status it refuses to. */
export async function statusOf(url: string, token: string, id: string): Promise<string | number> {
  const answer = await fetch(`${url}/v1/requests/${id}`, { headers: { authorization: `Bearer ${token}` } });
  return answer.ok ? statusSchema.parse(await answer.json()).state.kind : answer.status;
}
