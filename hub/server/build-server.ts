import type { FastifyInstance } from 'fastify';
import { refuseWith } from './refusal.ts';
import { createDoors } from './doors.ts';
import type { HubContext } from './hub-context.ts';
import { countRoutes } from './routes/counts.ts';
import { healthRoutes } from './routes/health.ts';
import { installRoutes } from './routes/installs.ts';
import { landingRoutes } from './routes/landing.ts';
import { packRoutes } from './routes/packs.ts';
import { requestRoutes } from './routes/requests.ts';

export interface ServerOptions {
  trustProxy: readonly string[];
  /** Where the log's lines go; none for silence. */
  logTo: { write(line: string): void } | undefined;
}

const routes = [requestRoutes, installRoutes, countRoutes, healthRoutes, packRoutes, landingRoutes];
const usualBytesMax = 64 * 1024;
/** A body of megabytes over a slow line: as long as a machine goes on sending. */
const requestTimeoutMs = 16 * 60_000;
const storeRetryMs = 30_000;

interface Thrown {
  statusCode?: number;
  code?: string;
  name: string;
}

/** The hub's HTTP side. It listens when it is told to. */
export async function buildServer(context: HubContext, options: ServerOptions): Promise<FastifyInstance> {
  // Loaded here: the other commands of the one-file program run without it.
  const { default: fastify, LogController } = await import('fastify');
  const { logTo } = options;
  const server = fastify({
    bodyLimit: usualBytesMax,
    requestTimeout: requestTimeoutMs,
    forceCloseConnections: 'idle',
    // One that is not trusted is not asked: its word would get around the limits.
    trustProxy: options.trustProxy.length > 0 ? [...options.trustProxy] : false,
    logger:
      logTo === undefined
        ? false
        : {
            stream: logTo,
            // Neither addresses of machines nor what stands in a path or a header.
            serializers: {
              req: ({ method, routeOptions }) => ({ method, route: routeOptions.url ?? 'unknown' }),
              res: ({ statusCode }) => ({ statusCode }),
              err: ({ name, code }) => ({ type: name, message: code, stack: '' }),
            },
          },
    logController: new LogController({ disableRequestLogging: true }),
  });

  server.addHook('onResponse', (request, reply, done) => {
    context.metrics.answered(reply.statusCode, reply.elapsedTime / 1000);
    const { routeOptions, method } = request;
    if (reply.statusCode >= 400)
      request.log.warn({ method, route: routeOptions.url ?? 'unknown', status: reply.statusCode }, 'refused');
    done();
  });
  server.setNotFoundHandler((_request, reply) => refuseWith(reply, 'unknown-path', 'There is nothing here.'));
  server.setErrorHandler<Thrown>(async (error, request, reply) => {
    const { statusCode = 500, code, name } = error;
    if (statusCode === 413) return refuseWith(reply, 'too-large', 'This is more than the hub takes.');
    if (statusCode < 500) return refuseWith(reply, 'malformed', 'This is no JSON that the hub understands.');
    // Only what kind of error it is: its words may hold what the request did.
    request.log.error({ type: name, code: code ?? '' }, 'failed');
    return refuseWith(reply, 'unavailable', 'The hub could not keep this. Try again later.', storeRetryMs);
  });
  const doors = createDoors(context);
  for (const add of routes) add(server, context, doors);
  return server;
}
