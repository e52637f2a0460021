import { toError } from '../../shared/result.ts';
import type { HubStore } from '../store/hub-store.ts';
import type { TicketAdapter, TicketStatus } from '../tickets/ticket-adapter.ts';
import type { HubLog } from './log.ts';

export interface FollowDeps {
  store: Pick<HubStore, 'requests' | 'usage' | 'joins' | 'isLeader'>;
  tickets: TicketAdapter | undefined;
  log: HubLog;
  nowMs(): number;
  everyMs: number;
  keep: { requestDays: number; usageDays: number };
}

const dayMs = 24 * 3600_000;
const hourMs = 3600_000;
/** A ticket that nothing happened to for this long is asked for no more. */
const followedMs = 90 * dayMs;
/** As late as a store can keep. */
const neverMs = Number.MAX_SAFE_INTEGER;
const batch = 50;
/** A machine keeps its counts for 30 days: older ids cannot come again. */
const reportIdsKeptMs = 90 * dayMs;
const joinsKeptMs = 14 * dayMs;
const tidyEveryMs = 3600_000;

/** A share of the time since something happened, and its bounds. */
const paces = {
  open: { share: 288, leastMs: 0, mostMs: hourMs / 4 },
  answered: { share: 288, leastMs: 0, mostMs: hourMs / 4 },
  solved: { share: 24, leastMs: hourMs, mostMs: dayMs },
  /** Deleted, or out of sight; a new one may only not be found yet. */
  missing: { share: 24, leastMs: 0, mostMs: dayMs },
};

/**
 * How long to wait before the next look at a ticket, in ms: the longer nothing has happened to it, the longer. An open one
 * is looked at five minutes later after a day (1/288), and every quarter of an hour at last. `everyMs`: how often the hub
 * looks at all.
 */
export function lookAfterMs(status: TicketStatus | undefined, unchangedMs: number, everyMs: number): number {
  const { share, leastMs, mostMs } = paces[status ?? 'missing'];
  // Half a round early, or every other round would come a moment too soon.
  return Math.max(Math.min(Math.max(unchangedMs / share, leastMs), mostMs), everyMs / 2);
}

/** Of "solved" a person who was told that it can't be opened again hears no second time. */
const saysNothingNew = (status: TicketStatus | undefined, before: TicketStatus | undefined): boolean =>
  status === undefined || status === before || (before === undefined && status === 'solved');

/** Asks the ticket system what became of the tickets, in batches, the ones first that wait longest. */
export async function followOnce(
  { store, tickets, log, nowMs, everyMs }: FollowDeps,
  signal: AbortSignal,
): Promise<void> {
  if (!tickets || tickets.hasStatuses === false) return;
  const startMs = nowMs();
  while (!signal.aborted) {
    const waiting = await store.requests.toFollow(startMs, batch);
    if (waiting.length === 0) return;
    const statuses = await tickets.statuses(
      waiting.map(({ number }) => number),
      { signal },
    );
    if (!statuses.ok) {
      log.warn({ reason: statuses.error.detail }, 'statuses could not be read');
      return;
    }
    const atMs = Math.max(nowMs(), startMs);
    const looked = waiting.map(({ id, number, status: before, changedAtMs }) => {
      const status = statuses.value.get(number);
      const unchangedMs = saysNothingNew(status, before) ? Math.max(0, atMs - changedAtMs) : 0;
      const nextLookMs = atMs + Math.ceil(lookAfterMs(status, unchangedMs, everyMs));
      return { id, number, nextLookMs: unchangedMs > followedMs ? neverMs : nextLookMs };
    });
    await store.requests.followed(looked, statuses.value, atMs);
    if (waiting.length < batch) return;
  }
}

/** Forgets what the configuration says is to be forgotten. */
export async function tidy({ store, nowMs, keep }: FollowDeps): Promise<void> {
  const now = nowMs();
  await store.requests.forget(now - keep.requestDays * dayMs);
  await store.joins.forget(now - joinsKeptMs);
  const oldestDay = new Date(now - keep.usageDays * dayMs).toISOString().slice(0, 10);
  await store.usage.forget(oldestDay, now - reportIdsKeptMs);
}

/** Does both for as long as the hub runs; answers how to end it. */
export function startFollowing(deps: FollowDeps): () => Promise<void> {
  const { store, log, nowMs, everyMs } = deps;
  const end = new AbortController();
  let tidiedMs = Number.NEGATIVE_INFINITY;
  let running = Promise.resolve();
  let isRunning = false;

  async function round(): Promise<void> {
    if (!(await store.isLeader())) return;
    await followOnce(deps, end.signal);
    if (nowMs() - tidiedMs < tidyEveryMs) return;
    tidiedMs = nowMs();
    await tidy(deps);
  }
  const timer = setInterval(() => {
    if (isRunning) return;
    isRunning = true;
    running = round()
      .catch((thrown: unknown) => log.error({ reason: toError(thrown).message }, 'following failed'))
      .finally(() => (isRunning = false));
  }, everyMs);
  return async () => {
    clearInterval(timer);
    end.abort();
    await running;
  };
}
