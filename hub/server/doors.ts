import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HubContext } from './hub-context.ts';
import { createRateLimit, type RateLimit } from './rate-limit.ts';
import { refuseWith } from './refusal.ts';
import { installOf, isTokenOf } from './tokens.ts';

/** Runs before a body is read: who may not come in costs nothing more. */
export type Door = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

const bearer = /^Bearer ([\x21-\x7e]{1,200})$/i;

export interface Doors {
  /** For everybody, so many calls a minute from one address. */
  anybody: Door;
  /** For who reads published files: a whole office does from one address, on the day of a publication. */
  reading: Door;
  /** For those who want a token. */
  enrolling: Door;
  /** For machines with a token; afterwards `installFrom` answers whose it was. */
  enrolled: Door;
  installFrom(request: FastifyRequest): string;
}

/** The hub's doors. */
export function createDoors({ store, limits, metrics, nowMs }: HubContext): Doors {
  const installs = new WeakMap<FastifyRequest, string>();
  const perAddress = createRateLimit(limits.perAddressPerMinute);
  const readings = createRateLimit(limits.filesPerAddressPerMinute);
  const enrolments = createRateLimit(limits.enrolmentsPerAddressPerMinute);
  const perInstall = createRateLimit(limits.perInstallPerMinute);

  const isTooFast = (limit: RateLimit, who: string, reply: FastifyReply): FastifyReply | undefined => {
    const waitMs = limit(who, nowMs());
    if (waitMs === 0) return undefined;
    metrics.count('rate_limited');
    return refuseWith(reply, 'too-many', 'Too many calls; wait a little.', waitMs);
  };

  const anybody: Door = async (request, reply) => isTooFast(perAddress, request.ip, reply);
  return {
    anybody,
    reading: async (request, reply) => isTooFast(readings, request.ip, reply),
    enrolling: async (request, reply) =>
      (await anybody(request, reply)) ?? isTooFast(enrolments, request.ip, reply),
    async enrolled(request, reply) {
      const token = bearer.exec(request.headers.authorization ?? '')?.[1] ?? '';
      const install = installOf(token);
      const hash = install === undefined ? undefined : await store.installs.tokenHash(install);
      if (install === undefined || hash === undefined || !isTokenOf(token, hash))
        // Only who has no token counts by address: behind one, a thousand machines may have theirs.
        return (
          (await anybody(request, reply)) ??
          refuseWith(reply, 'not-enrolled', 'This machine has no valid token. It may enrol anew.')
        );
      installs.set(request, install);
      return isTooFast(perInstall, install, reply);
    },
    installFrom(request) {
      const install = installs.get(request);
      if (install === undefined) throw new Error('A route without its door.');
      return install;
    },
  };
}
