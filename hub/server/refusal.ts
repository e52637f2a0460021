import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { HubRefusal } from '../../shared/requests/wire.ts';

const statusOf: Record<HubRefusal['kind'], number> = {
  malformed: 400,
  'not-enrolled': 401,
  'sign-in-needed': 401,
  'unknown-path': 404,
  'not-found': 404,
  'not-now': 409,
  'other-body': 409,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
};

/** Answers a refusal: its kind is for the program, its sentence for the person who reads the log. */
export function refuseWith(
  reply: FastifyReply,
  kind: HubRefusal['kind'],
  detail: string,
  retryAfterMs?: number,
): FastifyReply {
  if (retryAfterMs !== undefined) void reply.header('retry-after', Math.ceil(retryAfterMs / 1000));
  return reply.code(statusOf[kind]).send({ kind, detail } satisfies HubRefusal);
}

/** What is wrong with a body: where, and why, but not what stood there. */
export const mistakesIn = (error: z.ZodError): string =>
  error.issues
    .slice(0, 5)
    .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`))
    .join('; ');
