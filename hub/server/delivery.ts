import { retryDelayMs, type RetryPolicy } from '../../shared/delivery/retry.ts';
import { redact } from '../../shared/requests/redact.ts';
import { refuse, toError, type Result } from '../../shared/result.ts';
import type { TicketLoss } from '../../shared/requests/wire.ts';
import type { HubStore, Job } from '../store/hub-store.ts';
import type { TicketAdapter, TicketRefusal } from '../tickets/ticket-adapter.ts';
import { deliver, settleMsFor, type Held } from './deliver.ts';
import type { HubLog } from './log.ts';
import type { Metrics } from './metrics.ts';

export interface DeliveryDeps {
  store: Pick<HubStore, 'jobs' | 'isLeader'>;
  tickets: TicketAdapter;
  metrics: Metrics;
  log: HubLog;
  nowMs(): number;
  random(): number;
  /** Between tries of one request, and for the whole system when it does not answer. */
  retry?: { request: RetryPolicy; system: RetryPolicy };
  lanes?: number;
  settleMs?: number;
}

export interface Delivery {
  /** There is something new. */
  wake(): void;
  /** Begins nothing new; what is under way ends, or is broken off after `patienceMs` and done again at the next start. */
  stop(patienceMs: number): Promise<void>;
}

const usualRetry = {
  request: { firstMs: 2_000, longestMs: 15 * 60_000 },
  system: { firstMs: 1_000, longestMs: 60_000 },
};
/** How many requests are on their way at once: a ticket system takes a second or more for each. */
const usualLanes = 4;
/** It is the request that fails, not the system, when it fails so often right after another has passed. */
const failedAloneMax = 10;
const lookEveryMs = 500;
const leaderHeldMs = 5_000;

/** Takes what is queued to the ticket system: each install's in order, those of different installs beside each other. */
export function startDelivery(deps: DeliveryDeps): Delivery {
  const {
    store,
    metrics,
    log,
    nowMs,
    random,
    retry = usualRetry,
    lanes = usualLanes,
    settleMs = settleMsFor(undefined),
  } = deps;
  /** One for each try: a signal that lives as long as the hub would gather the listeners of every call. */
  const tries = new Set<AbortController>();
  let isBrokenOff = false;
  /** An install's lane is the lock: one of its requests at a time. */
  const busy = new Map<string, Promise<void>>();
  let failures = 0;
  /** By job: the next of its machine must not wait for ever. After an outage, when all fail, nobody is counted. */
  const failedAlone = new Map<string, number>();
  let restUntilMs = 0;
  let leader = { is: false, askedMs: Number.NEGATIVE_INFINITY };
  let looking: Promise<void> | undefined;
  let lookAgain = false;
  let isStopping = false;

  async function isLeader(): Promise<boolean> {
    if (nowMs() - leader.askedMs >= leaderHeldMs) leader = { is: await store.isLeader(), askedMs: nowMs() };
    return leader.is;
  }

  async function look(): Promise<void> {
    if (nowMs() < restUntilMs || !(await isLeader())) return;
    // A system that does not answer is asked by one request, not by all of them.
    const free = (failures > 0 ? 1 : lanes) - busy.size;
    if (free <= 0) return;
    const due = await store.jobs.due(nowMs(), lanes + busy.size);
    for (const { seq, install } of due.filter((job) => !busy.has(job.install)).slice(0, free)) {
      if (isStopping) return;
      busy.set(
        install,
        work(seq)
          .catch((thrown: unknown) => {
            // It is due still: without a rest it would be taken up again at once, for ever.
            failures += 1;
            rest(undefined);
            log.error({ error: toError(thrown).name }, 'delivery failed');
          })
          .finally(() => {
            busy.delete(install);
            wake();
          }),
      );
    }
  }

  async function work(seq: number): Promise<void> {
    const job = await store.jobs.load(seq);
    if (!job) return;
    const outcome = await tried(job);
    if (outcome.ok) {
      failures = 0;
      failedAlone.delete(job.id);
      await store.jobs.finished(job, outcome.value, nowMs());
      log.info({ request: job.request, install: job.install, lost: outcome.value.length }, 'delivered');
      return;
    }
    const { error } = outcome;
    if (error.kind === 'held') {
      const { waitMs } = error;
      log.info({ request: job.request, waitMs: waitMs ?? 0 }, 'another hub was at work on it');
      if (waitMs === undefined) return;
      return store.jobs.postpone(job.seq, { tries: job.tries, nextTryMs: nowMs() + waitMs });
    }
    if (error.kind === 'refused' || hasFailedAlone(job)) {
      failures = 0;
      failedAlone.delete(job.id);
      metrics.count('deliveries_refused');
      log.warn({ request: job.request, reason: redact(error.detail) }, 'refused by the ticket system');
      return store.jobs.refused(job, error.detail, nowMs());
    }
    // Broken off by us: it begins anew at the next start, without a wait.
    if (!isBrokenOff) await putOff(job, error.detail, error.retryAfterMs);
  }

  function hasFailedAlone({ id, tries }: Job): boolean {
    if (tries === 0 || failures > 0) return false;
    failedAlone.set(id, (failedAlone.get(id) ?? 0) + 1);
    return (failedAlone.get(id) ?? 0) >= failedAloneMax;
  }

  async function tried(job: Job): Promise<Result<readonly TicketLoss[], TicketRefusal | Held>> {
    const control = new AbortController();
    tries.add(control);
    try {
      return await deliver(job, control, { ...deps, jobs: store.jobs, settleMs });
    } catch (thrown) {
      // An adapter's mistake, or the store's. Its words may hold anything, so they stay out of the log.
      log.error({ request: job.request, error: toError(thrown).name }, 'a try broke off');
      return refuse({ kind: 'later', detail: 'an error inside the hub' });
    } finally {
      tries.delete(control);
    }
  }

  function rest(retryAfterMs: number | undefined): void {
    const restMs = retryDelayMs(failures, random, { retryAfterMs, policy: retry.system });
    restUntilMs = Math.max(restUntilMs, nowMs() + restMs);
  }

  async function putOff(job: Job, reason: string, retryAfterMs: number | undefined): Promise<void> {
    failures += 1;
    rest(retryAfterMs);
    const tries = job.tries + 1;
    const waitMs = retryDelayMs(tries, random, { retryAfterMs, policy: retry.request });
    metrics.count('deliveries_put_off');
    log.warn({ request: job.request, reason: redact(reason), tries, waitMs }, 'put off');
    await store.jobs.postpone(job.seq, { tries, nextTryMs: nowMs() + waitMs });
  }

  function wake(): void {
    if (isStopping) return;
    lookAgain = true;
    looking ??= lookUntilQuiet();
  }

  async function lookUntilQuiet(): Promise<void> {
    while (lookAgain && !isStopping) {
      lookAgain = false;
      await look().catch((thrown: unknown) =>
        log.error({ reason: toError(thrown).message }, 'the queue cannot be read'),
      );
    }
    looking = undefined;
  }

  const timer = setInterval(wake, lookEveryMs);
  wake();
  return {
    wake,
    async stop(patienceMs) {
      isStopping = true;
      clearInterval(timer);
      const impatience = setTimeout(() => {
        isBrokenOff = true;
        for (const control of tries) control.abort();
      }, patienceMs);
      await looking;
      await Promise.all(busy.values());
      clearTimeout(impatience);
    },
  };
}
