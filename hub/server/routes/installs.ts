import { enrolSchema } from '../../../shared/requests/wire.ts';
import { bodyOr, type Routes } from '../hub-context.ts';
import { refuseWith } from '../refusal.ts';
import { newToken, sameText } from '../tokens.ts';

const bytesMax = 2 * 1024;

/** A token of its own for a machine that has the key of the policy. */
export const installRoutes: Routes = (server, context, { enrolling }) => {
  const { store, metrics, nowMs, enrolmentKeys } = context;
  server.post('/v1/installs', { onRequest: enrolling, bodyLimit: bytesMax }, async (request, reply) => {
    const parsed = await bodyOr(enrolSchema, request, reply);
    if (!parsed) return reply;
    // All are compared, so that the time does not tell which one it was.
    const isKnown = enrolmentKeys.filter((key) => sameText(key, parsed.body.enrolmentKey)).length > 0;
    if (!isKnown) return refuseWith(reply, 'not-enrolled', 'The enrolment key is not valid.');
    const { install, token, hash } = newToken();
    await store.installs.add(install, hash, nowMs());
    metrics.count('enrolments');
    return reply.code(201).header('cache-control', 'no-store').send({ install, token });
  });
};
