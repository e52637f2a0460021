import { findHold, type Hold } from '../../shared/campaigns/etiquette.ts';
import type { QuietHours } from '../../shared/campaigns/quiet-hours.ts';
import type { Signals } from '../../shared/context/signal.ts';
import type { Request } from '../../shared/requests/request.ts';
import type { Clock } from './ports.ts';

/** By request, the state that is news. */
export type WaitingNews = Readonly<Record<string, string>>;

export interface RequestNewsDeps {
  clock: Clock;
  /** What waits to be told. It outlives the app: who is answered in the evening hears of it in the morning. */
  waiting: { get(): WaitingNews; set(waiting: WaitingNews): void };
  /** The request as it is now; nothing when it was removed. */
  request(id: string): Request | undefined;
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
  const { clock, log, waiting } = deps;
  let callOff: () => void = () => undefined;
  let running: Promise<void> | undefined;
  let isStopped = false;

  const holdOf = (signals: Signals): Hold | undefined =>
    findHold(signals, deps.quietHours(), noHistory, 'notification', clock.nowMs());

  function forget(id: string): void {
    const { [id]: _told, ...others } = waiting.get();
    waiting.set(others);
  }

  /** What is still true; a request that was removed or went on is no news any more. */
  function current(): Request[] {
    return Object.entries(waiting.get()).flatMap(([id, kind]) => {
      const request = deps.request(id);
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
      if (wasShown && waiting.get()[request.id] === request.state.kind) forget(request.id);
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

  // From before this start; the desktop is let come up first.
  if (Object.keys(waiting.get()).length > 0) sleep(lookAgainMs);

  return {
    tell({ id, state }) {
      waiting.set({ ...waiting.get(), [id]: state.kind });
      run();
    },
    look() {
      if (Object.keys(waiting.get()).length > 0) run();
    },
    stop() {
      isStopped = true;
      callOff();
    },
  };
}
