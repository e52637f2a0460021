import { z } from 'zod';
import { ok, type Result } from '../../shared/result.ts';
import { idSchema } from './rt-answers.ts';
import type { CallControl, TicketRefusal } from './ticket-adapter.ts';
import type { TicketServer } from './ticket-server.ts';

/** Said in a search, RT also finds tickets that were merged into others. */
export const withMerged = 'EffectiveId > 0';

/** Asked for together: the question must fit into a link. */
const batch = 50;
/** RT takes along what was merged before, but only what the agent may see. */
const mergesMax = 3;

/** Of a merged ticket the status stays what it was: that of the ticket it stands in counts. */
const standingSchema = z.object({
  id: idSchema,
  Status: z.string(),
  EffectiveId: z.union([idSchema, z.object({ id: idSchema }).transform(({ id }) => id)]),
});
const foundSchema = z.object({ items: z.array(standingSchema) });
type Standing = z.infer<typeof standingSchema>;

/** RT's statuses by number; those of tickets that it does not show are left out. */
export async function readStatuses(
  server: TicketServer,
  numbers: readonly string[],
  control: CallControl,
): Promise<Result<Map<string, string>, TicketRefusal>> {
  const found = new Map<string, Standing>();
  let asked = numbers;
  for (let merges = 0; merges <= mergesMax && asked.length > 0; merges += 1) {
    for (let at = 0; at < asked.length; at += batch) {
      const any = asked.slice(at, at + batch).map((number) => `id = ${number}`);
      const query = {
        query: `${withMerged} AND (${any.join(' OR ')})`,
        fields: 'Status,EffectiveId',
        per_page: String(batch),
      };
      const answer = await server.ask({ path: 'tickets', query }, foundSchema, control);
      if (!answer.ok) return answer;
      for (const standing of answer.value.items) found.set(standing.id, standing);
    }
    const into = new Set(Array.from(found.values(), ({ EffectiveId }) => EffectiveId));
    asked = [...into].filter((number) => !found.has(number));
  }
  function inTheEnd(number: string, merges = 0): string | undefined {
    const standing = found.get(number);
    if (standing?.EffectiveId === number) return standing.Status;
    return standing && merges < mergesMax ? inTheEnd(standing.EffectiveId, merges + 1) : undefined;
  }
  return ok(
    new Map(
      numbers.flatMap((number) => {
        const status = inTheEnd(number);
        return status === undefined ? [] : [[number, status] as const];
      }),
    ),
  );
}
