import { joinSchema } from '../../../shared/requests/join.ts';
import { usageReportSchema, type IncidentCounts } from '../../../shared/requests/wire.ts';
import { bodyOr, type Routes } from '../hub-context.ts';
import { refuseWith } from '../refusal.ts';
import { pseudonym } from '../tokens.ts';

const usageBytesMax = 256 * 1024;
const joinBytesMax = 2 * 1024;
const dayMs = 24 * 3600_000;
/** A machine keeps its days for 30; the rest is for clocks that are wrong. */
const usageDaysBack = 60;
const joinsCountedMs = 7 * dayMs;
/** All machines ask while an outage lasts; a number that is this old will do. */
const countedAgainMs = 5_000;

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** What is only counted: a day's usage, and "That's mine, too". */
export const countRoutes: Routes = (server, context, { anybody, enrolled, installFrom }) => {
  const { store, metrics, nowMs, pseudonymKey } = context;

  const usage = { onRequest: enrolled, bodyLimit: usageBytesMax };
  server.post('/v1/usage', usage, async (request, reply) => {
    const parsed = await bodyOr(usageReportSchema, request, reply);
    if (!parsed) return reply;
    const { body } = parsed;
    const now = nowMs();
    if (body.day < dayOf(now - usageDaysBack * dayMs) || body.day > dayOf(now + dayMs))
      return refuseWith(reply, 'malformed', 'day: not one of the last days.');
    const install = installFrom(request);
    const added = await store.usage.add(body, (of) => pseudonym(pseudonymKey, install, of), now);
    if (added === 'added') metrics.count('usage_reports');
    return reply.code(202).send({ id: body.id });
  });

  server.post('/v1/joins', { onRequest: enrolled, bodyLimit: joinBytesMax }, async (request, reply) => {
    const parsed = await bodyOr(joinSchema, request, reply);
    if (!parsed) return reply;
    const { body } = parsed;
    // A machine's clock may be wrong, and a join may have waited in its outbox: never later than now.
    const atMs = Math.min(body.atMs, nowMs());
    await store.joins.add(
      { ...body, atMs },
      pseudonym(pseudonymKey, installFrom(request), `incident ${body.notice}`),
    );
    metrics.count('joins');
    return reply.code(202).send({ id: body.id });
  });

  let counted: IncidentCounts | undefined;
  server.get('/v1/incidents', { onRequest: anybody }, async (_request, reply) => {
    const now = nowMs();
    if (!counted || now - counted.countedAtMs >= countedAgainMs || now < counted.countedAtMs)
      counted = { countedAtMs: now, incidents: await store.joins.counts(now - joinsCountedMs) };
    return reply.header('cache-control', `public, max-age=${countedAgainMs / 1000}`).send(counted);
  });
};
