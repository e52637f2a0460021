import { jitteredMs } from '../../shared/delivery/retry.ts';
import { awaitsNumber } from '../../shared/requests/hub-outcome.ts';
import type { Request } from '../../shared/requests/request.ts';
import { keyOf } from '../../shared/requests/to-wire.ts';
import { statusesMax } from '../../shared/requests/wire.ts';
import { followUp } from './followed-request.ts';
import type { HubAccess } from './hub-access.ts';
import type { Clock } from './ports.ts';
import type { RequestOutbox } from './request-outbox.ts';

export interface RequestFollowerDeps {
  outbox: RequestOutbox;
  hub: HubAccess;
  clock: Clock;
  random: () => number;
  newId: () => string;
  isOnline: () => boolean;
  isPanelVisible: () => boolean;
  schedule(delayMs: number, wake: () => void): () => void;
  /** IT answered, solved it, or could not take it. */
  onNews(request: Request): void;
}

/** Asks the hub what became of requests, as long as one of them is open. */
export interface RequestFollower {
  /** The person looks, the machine woke up, or the network is back. */
  look(): void;
  stop(): void;
}

const whileWatchedMs = 5 * 60_000;
const usuallyMs = 30 * 60_000;
/** A ticket gets its number within seconds, and the person waits for it. */
const untilNumberedMs = 15_000;
const followedMs = 90 * 24 * 60 * 60_000;

export function createRequestFollower(deps: RequestFollowerDeps): RequestFollower {
  const { outbox, hub, clock, random, newId, isOnline, isPanelVisible, schedule, onNews } = deps;
  const unknownToHub = new Set<string>();
  let lookedAtMs = 0;
  let dueAtMs = Infinity;
  /** The hub asked to be left alone until then. */
  let leftAloneUntilMs = 0;
  let isLooking = false;
  let isStopped = false;
  let unschedule: (() => void) | undefined;

  const open = (): Request[] =>
    outbox
      .withHub()
      .filter(({ id, state }) => state.kind !== 'solved' && !unknownToHub.has(id))
      .filter(({ updatedAtMs }) => clock.nowMs() - updatedAtMs < followedMs);

  const isAwaited = ({ state }: Request): boolean => awaitsNumber(state, clock.nowMs());

  function plan(): void {
    if (isLooking || isStopped) return;
    const followed = open();
    unschedule?.();
    unschedule = undefined;
    dueAtMs = Infinity;
    if (followed.length === 0) return;
    const usual = isPanelVisible() ? whileWatchedMs : usuallyMs;
    const wishMs = jitteredMs(followed.some(isAwaited) ? untilNumberedMs : usual, random);
    const delayMs = Math.max(wishMs, Math.min(leftAloneUntilMs - clock.nowMs(), usuallyMs));
    dueAtMs = clock.nowMs() + delayMs;
    unschedule = schedule(delayMs, () => void look());
  }

  /** One question for many: a hub counts how often a machine calls. */
  async function askFor(requests: readonly Request[]): Promise<boolean> {
    if (isStopped) return false;
    const answer = await hub.with((api, token) => api.statuses(requests.map(keyOf), token));
    if (!answer.ok) {
      leftAloneUntilMs = clock.nowMs() + (answer.error.retryAfterMs ?? 0);
      return false;
    }
    const told = new Map(answer.value.map((status) => [status.id, status]));
    for (const request of requests) {
      const status = told.get(keyOf(request));
      if (!status) {
        // Another hub, or one that was set up anew: the ticket itself is where it was.
        unknownToHub.add(request.id);
        continue;
      }
      const now = await followUp(outbox, request.id, status, newId);
      if (now && now.state.kind !== request.state.kind && now.state.kind !== 'received') onNews(now);
    }
    return true;
  }

  async function look(): Promise<void> {
    if (isLooking || isStopped) return;
    isLooking = true;
    try {
      if (isOnline()) {
        lookedAtMs = clock.nowMs();
        const followed = open();
        for (let at = 0; at < followed.length; at += statusesMax)
          if (!(await askFor(followed.slice(at, at + statusesMax)))) break;
      }
    } finally {
      isLooking = false;
    }
    plan();
  }

  outbox.onChange(() => {
    // A request that has just arrived is looked after sooner than those that were there.
    const isSooner = open().some(isAwaited) && dueAtMs - clock.nowMs() > 2 * untilNumberedMs;
    if (dueAtMs === Infinity || isSooner) plan();
  });
  plan();

  return {
    look() {
      if (open().length === 0) return;
      const isWelcome = clock.nowMs() >= leftAloneUntilMs;
      if (isWelcome && clock.nowMs() - lookedAtMs >= whileWatchedMs) void look();
      else plan();
    },
    stop() {
      isStopped = true;
      unschedule?.();
    },
  };
}
