import type { AddressInfo } from 'node:net';
import { enrolmentKeySchema } from '../../shared/requests/wire.ts';
import { toError } from '../../shared/result.ts';
import { readSecret, type Secret } from '../secret.ts';
import { openStore } from '../store/open-store.ts';
import { openTickets } from '../tickets/open-tickets.ts';
import type { TicketAdapter } from '../tickets/ticket-adapter.ts';
import { resolve } from 'node:path';
import { buildServer } from './build-server.ts';
import type { HubConfig } from './config.ts';
import { settleMsFor } from './deliver.ts';
import { startDelivery, type DeliveryDeps } from './delivery.ts';
import { startFollowing } from './follow.ts';
import { createMetrics } from './metrics.ts';
import { openSignIn } from './sign-in.ts';

export interface HubOptions {
  config: HubConfig;
  /** Relative paths of the configuration count from here. */
  folder: string;
  env: Readonly<Record<string, string | undefined>>;
  logTo: { write(line: string): void } | undefined;
  nowMs?: () => number;
  /** Instead of the one that the configuration names. */
  tickets?: TicketAdapter;
  /** Instead of the usual patience with a ticket system. */
  delivery?: Pick<DeliveryDeps, 'retry' | 'lanes' | 'settleMs'>;
  /** Instead of the configuration's, which counts in seconds. */
  followEveryMs?: number;
}

export interface Hub {
  url: string;
  /** Answers what is under way, ends deliveries at a safe point, closes the store. */
  stop(): Promise<void>;
}

/** Shorter than the 90 seconds after which systemd kills. */
const patienceMs = 30_000;
/** A slow body is not worth it: the machine sends it again. */
const connectionsPatienceMs = 5_000;

/** Where the hub's store is, and its secrets are. */
export function placesOf({ config, folder, env }: Pick<HubOptions, 'config' | 'folder' | 'env'>) {
  const secret = (from: Secret): string => readSecret(from, { folder, env });
  const place =
    'file' in config.store
      ? { file: resolve(folder, config.store.file) }
      : { connectionString: secret(config.store.postgres) };
  return { secret, place };
}

/** A key that no machine could show is a mistake of the settings, not of a thousand machines. */
function enrolmentKey(key: string): string {
  if (enrolmentKeySchema.safeParse(key).success) return key;
  throw new Error('An enrolment key has 16 to 200 characters. `zeroline serve CONFIG --init` makes one.');
}

/** Starts everything that a configuration asks for. Throws a sentence when something is missing. */
export async function startHub(options: HubOptions): Promise<Hub> {
  const { config, folder, logTo, nowMs = Date.now } = options;
  const { secret, place } = placesOf(options);
  const enrolmentKeys = config.enrolmentKeys.map((from) => enrolmentKey(secret(from)));
  const pseudonymKey = secret(config.pseudonymKey);
  const tickets =
    options.tickets ??
    (config.tickets === undefined ? undefined : openTickets(config.tickets, { secret, nowMs }));
  const signIn = config.signIn === undefined ? undefined : await openSignIn(config.signIn);
  const store = await openStore(place, { exclusive: true });
  const metrics = createMetrics();
  let wake = (): void => undefined;
  const server = await buildServer(
    {
      ...{ store, metrics, nowMs, enrolmentKeys, pseudonymKey, signIn, limits: config.limits },
      mailDomain: config.mailDomain,
      hasTickets: tickets !== undefined,
      wake: () => wake(),
      packs: config.packs === undefined ? undefined : resolve(folder, config.packs),
    },
    { trustProxy: config.trustProxy, logTo },
  );
  try {
    await server.listen(config.listen);
  } catch (thrown) {
    await store.close();
    throw toError(thrown);
  }
  const log = server.log;
  const delivery =
    tickets &&
    startDelivery({
      ...{ store, tickets, metrics, log, nowMs, random: Math.random },
      settleMs: settleMsFor(config.tickets?.timeoutMs),
      ...options.delivery,
    });
  if (delivery) wake = delivery.wake;
  const stopFollowing = startFollowing({
    ...{
      store,
      tickets,
      log,
      nowMs,
      keep: config.keep,
      everyMs: options.followEveryMs ?? config.followEverySeconds * 1000,
    },
  });
  const { address, port, family } = server.server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    async stop() {
      const impatience = setTimeout(() => server.server.closeAllConnections(), connectionsPatienceMs);
      await Promise.all([server.close(), delivery?.stop(patienceMs), stopFollowing()]);
      clearTimeout(impatience);
      await store.close();
    },
  };
}
