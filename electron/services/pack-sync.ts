import type { Language } from '../../shared/language.ts';
import type { SyncView } from '../../shared/ipc/views.ts';
import { syncHealth, type SyncHealth, type SyncRecord } from '../../shared/packs/sync-health.ts';
import { isUnreachable, type SyncRefusal } from '../../shared/packs/sync-refusal.ts';
import { idleSchedule, nextCheck, type SyncEvent, type SyncTurn } from '../../shared/packs/sync-schedule.ts';
import { ok, refuse, toError, type Result } from '../../shared/result.ts';
import type { Clock, LibraryEngine, SyncAsk, SyncOutcome } from './ports.ts';

export interface PackSyncDeps {
  engine: Pick<LibraryEngine, 'sync'>;
  clock: Clock;
  /** Milliseconds that no change of the clock moves. */
  steadyMs(): number;
  random(): number;
  language(): Language;
  /** Whether nothing of the central knowledge base is on this machine yet. */
  isEmpty(): boolean;
  isMetered(): Promise<boolean>;
  /** Shows what a check has brought. */
  reload(): Promise<void>;
  record: { get(): SyncRecord; set(record: SyncRecord): void };
  /** Calls back once after a delay; answers how to call it off. */
  schedule(delayMs: number, wake: () => void): () => void;
  log: { info(event: string, fields: LogFields): void; warn(event: string, fields: LogFields): void };
}

type LogFields = Record<string, string | number>;

/** What happens on the machine that may bring a check forward. */
export type MachineEvent = 'woke' | 'panel-shown' | 'network-back' | 'used' | 'left';

/** Asks the central knowledge base for newer guides and notices, at its own times and when a person wants to. */
export interface PackSync {
  start(): void;
  /** Everything, now, whatever the network costs. Joins a check that runs, and goes deeper after it if need be. */
  checkNow(): Promise<Result<SyncHealth, CheckFailed>>;
  /** Another language is in use: its guides may be old or missing. */
  languageChanged(): void;
  happened(event: MachineEvent): void;
  view(): Pick<SyncView, 'state' | 'progress' | 'checkedAtMs' | 'health'>;
  stop(): void;
  onChange(listener: () => void): void;
}

/** A check that never came to an answer. */
export interface CheckFailed {
  kind: 'failed';
  detail: string;
}

/** `broke-off`: the thread that works on it did; it is started again. */
type Checked = Result<SyncOutcome, SyncRefusal | { kind: 'broke-off'; detail: string }>;

type Refused = Extract<Checked, { ok: false }>['error'];

interface Running {
  /** Known once it is known what the network costs. */
  ask: SyncAsk | undefined;
  done: Promise<Checked>;
}

/** A check that is over sooner has no progress to look at. */
const progressAfterMs = 1_000;
const progressEveryMs = 250;
/** Timers count to 24 days, and a timer alone does not see a sleep. */
const longestTimerMs = 60 * 60_000;

export function createPackSync(deps: PackSyncDeps): PackSync {
  const { clock, record, log } = deps;
  const listeners: (() => void)[] = [];
  let next = { state: idleSchedule, atMs: Number.POSITIVE_INFINITY, ask: 'everything' as SyncTurn };
  let running: Running | undefined;
  let progress: SyncView['progress'];
  let callOff: () => void = () => undefined;
  let isStopped = false;
  /** Of the last check for guides; a short look that is refused after it must not make it forgotten. */
  let { refusal: guidesRefusal } = record.get();
  let lastAnswerMs: number | undefined;

  const announce = (): void => listeners.forEach((listener) => listener());

  function arm(): void {
    callOff();
    if (running || isStopped || next.atMs === Number.POSITIVE_INFINITY) return;
    const delayMs = Math.max(0, next.atMs - deps.steadyMs());
    callOff = deps.schedule(Math.min(delayMs, longestTimerMs), () => {
      if (next.atMs <= deps.steadyMs()) void check(next.ask);
      else arm();
    });
  }

  function tell(event: SyncEvent): void {
    next = nextCheck(next.state, event, { nowMs: deps.steadyMs(), random: () => deps.random() });
    arm();
  }

  /** A clock that was set back says nothing about an age. */
  function ageMs(atMs: number | undefined): number | undefined {
    const age = atMs === undefined ? -1 : clock.nowMs() - atMs;
    return age < 0 ? undefined : age;
  }
  const sinceGood = () => ({ isEmpty: deps.isEmpty(), lastGoodAgeMs: ageMs(record.get().lastGoodMs) });

  function watchProgress(): (done: number, total: number) => void {
    const startedMs = deps.steadyMs();
    let shownMs = startedMs + progressAfterMs - progressEveryMs;
    return (doneBytes, totalBytes) => {
      const nowMs = deps.steadyMs();
      if (nowMs - shownMs < progressEveryMs) return;
      shownMs = nowMs;
      progress = { doneBytes, totalBytes };
      announce();
    };
  }

  async function ask(question: SyncAsk): Promise<Checked> {
    try {
      return await deps.engine.sync(question, watchProgress());
    } catch (thrown) {
      return refuse({ kind: 'broke-off', detail: toError(thrown).message });
    }
  }

  function settleRefused({ depth, language }: SyncAsk, turn: SyncTurn, refusal: Refused): void {
    const { kind, detail } = refusal;
    log.warn('sync-refused', { depth, language, kind, detail });
    if (refusal.kind === 'broke-off') {
      tell({ kind: 'refused', ask: turn, isReachable: true });
      return;
    }
    const { retryAfterMs } = refusal;
    const isReachable = !isUnreachable(refusal);
    if (isReachable) lastAnswerMs = clock.nowMs();
    const remembered = { kind: refusal.kind, atMs: clock.nowMs() };
    if (turn === 'everything') guidesRefusal = remembered;
    record.set({ ...record.get(), refusal: remembered });
    tell({ kind: 'refused', ask: turn, isReachable, ...(retryAfterMs !== undefined && { retryAfterMs }) });
  }

  /** The short look does not ask for guides: it says nothing about how old they are, nor why newer ones were refused. */
  function remember({ depth }: SyncAsk, { guides }: SyncOutcome): void {
    lastAnswerMs = clock.nowMs();
    const { refusal: _refusal, ...kept } = record.get();
    if (depth !== 'incidents' || (guidesRefusal && isUnreachable(guidesRefusal))) guidesRefusal = undefined;
    if (depth === 'incidents') record.set({ ...kept, ...(guidesRefusal && { refusal: guidesRefusal }) });
    else record.set({ lastGoodMs: clock.nowMs(), isWaiting: guides === 'waiting' });
  }

  async function show(): Promise<void> {
    try {
      await deps.reload();
    } catch (thrown) {
      log.warn('reload-failed', { detail: toError(thrown).message });
    }
  }

  async function settle({ depth, language }: SyncAsk, turn: SyncTurn, outcome: SyncOutcome): Promise<void> {
    const { guides, campaigns, refused, bytes, requests, checkMinutes } = outcome;
    log.info('sync-done', { depth, language, guides, campaigns, bytes, requests });
    if (refused) settleRefused({ depth, language }, turn, refused);
    else {
      remember({ depth, language }, outcome);
      tell({ kind: 'checked', ask: turn, checkMinutes });
    }
    const isNew = guides === 'new' || campaigns === 'new';
    if (isNew && language === deps.language()) await show();
  }

  async function run(turn: SyncTurn, isByPerson: boolean): Promise<Checked> {
    const isFrugal = turn === 'everything' && !isByPerson && (await deps.isMetered());
    const question: SyncAsk = { language: deps.language(), depth: isFrugal ? 'metadata' : turn };
    if (running) running.ask = question;
    try {
      const outcome = await ask(question);
      if (outcome.ok) await settle(question, turn, outcome.value);
      else settleRefused(question, turn, outcome.error);
      return outcome;
    } finally {
      if (question.language !== deps.language()) tell({ kind: 'asked' });
    }
  }

  function check(turn: SyncTurn, isByPerson = false): Promise<Checked> {
    callOff();
    // Begins in the next turn, so that `running` is set whatever happens in it.
    const done = Promise.resolve()
      .then(() => run(turn, isByPerson))
      .finally(() => {
        running = undefined;
        progress = undefined;
        arm();
        announce();
      });
    running = { ask: undefined, done };
    announce();
    return done;
  }

  async function checkNow(): Promise<Result<SyncHealth, CheckFailed>> {
    for (;;) {
      const joined = running;
      const outcome = await (joined?.done ?? check('everything', true));
      const isWhole = joined?.ask?.depth === 'everything' && joined.ask.language === deps.language();
      const isBroken = !outcome.ok && outcome.error.kind === 'broke-off';
      if (isBroken) return refuse({ kind: 'failed', detail: outcome.error.detail });
      if (!joined || isWhole) return ok(syncHealth(record.get()));
    }
  }

  return {
    start() {
      tell({ kind: 'started', ...sinceGood() });
    },
    checkNow,
    languageChanged: () => tell({ kind: 'asked' }),
    happened(event) {
      if (event === 'woke') tell({ kind: 'woke', ...sinceGood(), lastAnswerAgeMs: ageMs(lastAnswerMs) });
      else if (event === 'used' || event === 'left') tell({ kind: 'in-use', isInUse: event === 'used' });
      else tell({ kind: event });
    },
    view() {
      const { lastGoodMs } = record.get();
      return {
        state: running ? 'checking' : 'idle',
        ...(progress && { progress }),
        ...(lastGoodMs !== undefined && { checkedAtMs: lastGoodMs }),
        health: syncHealth(record.get()),
      };
    },
    stop() {
      isStopped = true;
      callOff();
    },
    onChange: (listener) => void listeners.push(listener),
  };
}
