import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  reopenSchema,
  requestBytesMax,
  requesterSchema,
  sentRequestSchema,
  signInHeader,
  statusesMax,
  type Requester,
  type SentRequest,
} from '../../../shared/requests/wire.ts';
import { ok, refuse, type Result } from '../../../shared/result.ts';
import type { VerifiedRequester } from '../../store/hub-store.ts';
import { bodyOr, type HubContext, type Routes } from '../hub-context.ts';
import { refuseWith } from '../refusal.ts';
import type { SignInRefusal } from '../sign-in.ts';

const paramsSchema = z.object({ id: z.uuid() });
const idsSchema = z.object({
  ids: z
    .string()
    .transform((ids) => ids.split(','))
    .pipe(z.array(z.uuid()).max(statusesMax)),
});
const reopenBytesMax = 64 * 1024;

/** An agent's answer must reach somebody: an account's name is an address where IT says at which domain. */
function withMail(requester: Requester, domain: string | undefined): Requester {
  if (domain === undefined || requester.email !== undefined) return requester;
  const email = requesterSchema.shape.email.safeParse(`${requester.login ?? ''}@${domain}`);
  return email.success ? { ...requester, email: email.data } : requester;
}

/** Where the hub checks sign-ins, the requester is who signed in; what the body says about it does not count. */
async function requesterOf(
  { requester }: SentRequest,
  header: string | string[] | undefined,
  { signIn, mailDomain }: HubContext,
): Promise<Result<VerifiedRequester, SignInRefusal>> {
  if (!signIn) return ok({ ...withMail(requester, mailDomain), isVerified: false });
  if (typeof header !== 'string')
    return refuse({
      kind: 'sign-in-needed',
      detail: `Sign in, and send the access token as ${signInHeader}.`,
    });
  const signedIn = await signIn(header);
  return signedIn.ok ? ok({ ...signedIn.value, isVerified: true }) : signedIn;
}

/** Requests: taken over, looked at, opened again. */
export const requestRoutes: Routes = (server, context, { enrolled, installFrom }) => {
  const { store, metrics, nowMs, wake } = context;

  async function answerStatus(request: FastifyRequest, reply: FastifyReply, id: string, code: 200 | 202) {
    const status = await store.requests.status(id, installFrom(request));
    return status
      ? reply.code(code).send(status)
      : refuseWith(reply, 'not-found', 'This machine sent no request with this id.');
  }

  const taken = { onRequest: enrolled, bodyLimit: requestBytesMax };
  server.post('/v1/requests', taken, async (request, reply) => {
    if (!context.hasTickets)
      return refuseWith(reply, 'unavailable', 'This hub knows no ticket system.', 3600_000);
    const parsed = await bodyOr(sentRequestSchema, request, reply);
    if (!parsed) return reply;
    const { body: sent } = parsed;
    if (request.headers['idempotency-key'] !== sent.id)
      return refuseWith(reply, 'malformed', "Idempotency-Key must be the request's id.");
    const requester = await requesterOf(sent, request.headers[signInHeader], context);
    if (!requester.ok) return refuseWith(reply, requester.error.kind, requester.error.detail);
    const install = installFrom(request);
    const now = nowMs();
    const added = await store.requests.add({
      ...{ request: sent, install, requester: requester.value, nowMs: now },
    });
    if (added === 'other')
      return refuseWith(
        reply,
        'other-body',
        'There is another request with this id. A changed one needs a new id.',
      );
    metrics.count(added === 'added' ? 'requests_taken' : 'requests_repeated');
    if (added === 'same') return answerStatus(request, reply, sent.id, 202);
    wake();
    return reply.code(202).send({ id: sent.id, state: { kind: 'queued' }, lost: [], updatedAtMs: now });
  });

  // Many at once, so that a machine with many requests stays within its calls a minute.
  server.get('/v1/requests', { onRequest: enrolled }, async (request, reply) => {
    const query = idsSchema.safeParse(request.query);
    if (!query.success)
      return refuseWith(reply, 'malformed', `ids: up to ${statusesMax}, with commas between.`);
    const found = query.data.ids.map((id) => store.requests.status(id, installFrom(request)));
    const requests = (await Promise.all(found)).filter((status) => status !== undefined);
    return reply.send({ requests });
  });

  server.get('/v1/requests/:id', { onRequest: enrolled }, async (request, reply) => {
    const params = paramsSchema.safeParse(request.params);
    return answerStatus(request, reply, params.data?.id ?? '', 200);
  });

  const reopened = { onRequest: enrolled, bodyLimit: reopenBytesMax };
  server.post('/v1/requests/:id/reopen', reopened, async (request, reply) => {
    const id = paramsSchema.safeParse(request.params).data?.id ?? '';
    const parsed = await bodyOr(reopenSchema, request, reply);
    if (!parsed) return reply;
    const added = await store.requests.reopen({
      ...{ id: parsed.body.id, request: id, install: installFrom(request) },
      ...{ comment: parsed.body.comment, nowMs: nowMs() },
    });
    if (added === 'not-now') return refuseWith(reply, 'not-now', 'There is no ticket to open again yet.');
    if (added === 'other') return refuseWith(reply, 'other-body', 'There are other words under this id.');
    if (added === 'added') wake();
    return answerStatus(request, reply, id, 202);
  });
};
