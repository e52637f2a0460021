import { findHold, type Hold } from '../../shared/campaigns/etiquette.ts';
import type { QuietHours } from '../../shared/campaigns/quiet-hours.ts';
import type { Signals } from '../../shared/context/signal.ts';
import { toldOf, untold, withTold } from '../../shared/requests/news.ts';
import type { Request } from '../../shared/requests/request.ts';
import type { AppState } from './app-state.ts';
import type { Clock } from './ports.ts';
import type { RequestOutbox } from './request-outbox.ts';

export interface RequestNewsDeps {
  clock: Clock;
  /** What waits to be told outlives the app: who is answered in the evening hears of it in the morning. */
  state: Pick<AppState, 'get' | 'update'>;
  outbox: Pick<RequestOutbox, 'get' | 'list'>;
  quietHours(): QuietHours;
  /** The machine's state as it is now. */
  readSignals(): Promise<Signals>;
  /** Shows a message of the operating system's kind; answers whether somebody can have seen it. */
  show(request: Request): Promise<boolean>;
  /** Calls back once after a delay; answers how to call it off. */
  schedule(delayMs: number, wake: () => void): () => void;
  log: { info(event: string, fields: Record<string, string>): void };
}

/** Tells what became of requests, when it does not disturb. */
export interface RequestNews {
  tell(request: Request): void;
  /** What held them may have ended: the screen was unlocked, the panel was put away. */
  look(): void;
  stop(): void;
}

const lookAgainMs = 60_000;
/** A call or quiet hours may end sooner than the clock knows: the policy changes, a lid is opened. */
const longestWaitMs = 15 * 60_000;

/** The person asked for it, so it takes nothing from the weekly budget of notices. */
const noHistory = { interruptions: [], weeklyBudget: Number.POSITIVE_INFINITY };
const noSignals: Signals = new Map();

export function createRequestNews(deps: RequestNewsDeps): RequestNews {
  const { clock, log, state, outbox } = deps;
  let callOff: () => void = () => undefined;
  let running: Promise<void> | undefined;
  let isStopped = false;

  const holdOf = (signals: Signals): Hold | undefined =>
    findHold(signals, deps.quietHours(), noHistory, 'notification', clock.nowMs());

  const waiting = (): Readonly<Record<string, string>> => state.get().requestNews;

  function forget(id: string): void {
    const { [id]: _gone, ...requestNews } = waiting();
    state.update((s) => ({ ...s, requestNews }));
  }

  function remember(request: Request): void {
    state.update((s) => ({ ...s, requestsTold: withTold(s.requestsTold ?? {}, request) }));
  }

  /** A kill may come between the journal's line and the state file: what the journal says and nobody heard, waits. */
  function catchUp(): void {
    const requests = outbox.list();
    const { requestsTold, requestNews } = state.get();
    const unheard = untold(requests, requestsTold ?? {});
    if (!requestsTold) {
      // The version before remembered only what waits: it has told the rest.
      const heard = unheard.filter(({ id, state: { kind } }) => requestNews[id] !== kind);
      state.update((s) => ({ ...s, requestsTold: heard.reduce(withTold, {}) }));
      return;
    }
    const waits = Object.fromEntries(unheard.map(({ id, state: { kind } }) => [id, kind]));
    state.update((s) => ({
      ...s,
      requestNews: { ...requestNews, ...waits },
      requestsTold: toldOf(requests, requestsTold),
    }));
  }

  /** What is still true; a request that was removed or went on is no news any more. */
  function current(): Request[] {
    return Object.entries(waiting()).flatMap(([id, kind]) => {
      const request = outbox.get(id);
      if (request?.state.kind === kind) return [request];
      forget(id);
      return [];
    });
  }

  async function look(): Promise<void> {
    if (current().length === 0) return;
    // The machine is asked only when nothing that the clock knows is in the way.
    const hold = holdOf(noSignals) ?? holdOf(await deps.readSignals());
    if (hold) {
      log.info('request-news-held', { reason: hold.reason });
      sleep((hold.untilMs ?? 0) - clock.nowMs());
      return;
    }
    for (const request of current()) {
      const wasShown = await deps.show(request);
      // What came while it was shown is news of its own.
      if (wasShown && waiting()[request.id] === request.state.kind) forget(request.id);
      if (wasShown) remember(request);
      if (!wasShown) sleep(longestWaitMs);
    }
  }

  function sleep(delayMs: number): void {
    callOff();
    if (isStopped) return;
    callOff = deps.schedule(Math.min(Math.max(delayMs, lookAgainMs), longestWaitMs), run);
  }

  function run(): void {
    if (isStopped) return;
    // One that came while it was looked at is looked at right after it.
    running = (running ?? Promise.resolve()).then(look).catch(() => sleep(lookAgainMs));
  }

  catchUp();
  // From before this start; the desktop is let come up first.
  if (Object.keys(waiting()).length > 0) sleep(lookAgainMs);

  return {
    tell({ id, state: { kind } }) {
      state.update((s) => ({ ...s, requestNews: { ...s.requestNews, [id]: kind } }));
      run();
    },
    look() {
      if (Object.keys(waiting()).length > 0) run();
    },
    stop() {
      isStopped = true;
      callOff();
    },
  };
}
