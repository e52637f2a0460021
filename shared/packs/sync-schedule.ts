import type { Catalog } from './catalog.ts';

/** When this machine asks next. Times are of a clock that nobody sets: a jump of the wall clock moves nothing. */
export interface SyncSchedule {
  readonly guidesAtMs: number;
  readonly incidentsAtMs: number;
  readonly checkMinutes: Catalog['checkMinutes'];
  readonly isInUse: boolean;
  /** Whether the server answered since the machine started, or slept for long; short looks begin with that. */
  readonly hasChecked: boolean;
  readonly lastGoodMs: number;
  /** Since the last good check of everything. */
  readonly failures: number;
  /** Of short looks, since the last good check of any kind. */
  readonly lookFailures: number;
  /** The server asked to be left alone until then. */
  readonly notBeforeMs: number;
  /** When a person's arrival or the network's last moved a check to at once. */
  readonly promptedAtMs: number;
}

export type SyncEvent =
  /** `isEmpty`: no guides were ever fetched, and the person waits for the first ones. */
  | { kind: 'started'; lastGoodAgeMs: number | undefined; isEmpty: boolean }
  /** `lastAnswerAgeMs`: since the server answered last, whatever it was asked; sleep counts. */
  | { kind: 'woke'; lastGoodAgeMs: number | undefined; lastAnswerAgeMs: number | undefined; isEmpty: boolean }
  /** Somebody is at the machine, or left it. */
  | { kind: 'in-use'; isInUse: boolean }
  | { kind: 'panel-shown' | 'network-back' | 'asked' }
  | { kind: 'checked'; ask: SyncTurn; checkMinutes: Catalog['checkMinutes'] }
  /** `isReachable`: nothing says that the server would not answer another question. */
  | { kind: 'refused'; ask: SyncTurn; isReachable: boolean; retryAfterMs?: number };

/** `incidents`: the short look; `everything`: guides too. */
export type SyncTurn = 'everything' | 'incidents';

export interface NextCheck {
  state: SyncSchedule;
  atMs: number;
  ask: SyncTurn;
}

export interface ScheduleClock {
  nowMs: number;
  /** From 0 up to 1, a new one with every call. */
  random(): number;
}

const minuteMs = 60_000;
const startSpreadMs = 60 * minuteMs;
const emptySpreadMs = minuteMs;
const backSpreadMs = minuteMs;
const napMs = 60 * minuteMs;
const firstBackoffMs = 16_000;
const longestBackoffMs = 120 * minuteMs;
const longestRetryAfterMs = 24 * 60 * minuteMs;
const promptEveryMs = 5 * minuteMs;
const guidesSpread = 0.25;
/** Looks are as rare as the ten minutes that an incident may take allow, for each is a TLS handshake. */
const lookStretch = { least: 1.05, most: 1.1 };

/** A machine that has not started yet. */
export const idleSchedule: SyncSchedule = {
  guidesAtMs: Number.POSITIVE_INFINITY,
  incidentsAtMs: Number.POSITIVE_INFINITY,
  checkMinutes: { guides: 60, incidents: 9 },
  isInUse: false,
  hasChecked: false,
  lastGoodMs: Number.NEGATIVE_INFINITY,
  failures: 0,
  lookFailures: 0,
  notBeforeMs: Number.NEGATIVE_INFINITY,
  promptedAtMs: Number.NEGATIVE_INFINITY,
};

const around = (minutes: number, spread: number, random: () => number): number =>
  minutes * minuteMs * (1 - spread + 2 * spread * random());

const nextLookAfterMs = (minutes: number, random: () => number): number =>
  minutes * minuteMs * (lookStretch.least + (lookStretch.most - lookStretch.least) * random());

/** Older than any machine that can reach its server lets it become. */
export const isStaleAfterMs = ({ guides }: Catalog['checkMinutes']): number =>
  guides * (1 + guidesSpread) * minuteMs;

function begun(
  state: SyncSchedule,
  event: Extract<SyncEvent, { kind: 'started' | 'woke' }>,
  { nowMs, random }: ScheduleClock,
): SyncSchedule {
  const spreadAtMs = nowMs + random() * (event.isEmpty ? emptySpreadMs : startSpreadMs);
  // A check that lies ahead keeps its time, or a machine that naps often would never come to it.
  const isAhead = state.guidesAtMs > nowMs && event.kind === 'woke';
  return {
    ...state,
    guidesAtMs: isAhead ? Math.min(state.guidesAtMs, spreadAtMs) : spreadAtMs,
    ...{ failures: 0, lookFailures: 0, hasChecked: false },
    lastGoodMs: event.lastGoodAgeMs === undefined ? Number.NEGATIVE_INFINITY : nowMs - event.lastGoodAgeMs,
  };
}

/** After a nap short looks go on, or who takes the laptop from room to room would never hear of an outage. */
function woken(
  state: SyncSchedule,
  event: Extract<SyncEvent, { kind: 'woke' }>,
  clock: ScheduleClock,
): SyncSchedule {
  const { nowMs, random } = clock;
  const { lastAnswerAgeMs } = event;
  const next = begun(state, event, clock);
  if (!state.hasChecked || lastAnswerAgeMs === undefined || lastAnswerAgeMs >= napMs) return next;
  // The steady clock of some systems stands still in sleep.
  const latestMs = nowMs - lastAnswerAgeMs + nextLookAfterMs(state.checkMinutes.incidents, () => 1);
  const dueAtMs = Math.min(state.incidentsAtMs, latestMs);
  const incidentsAtMs = dueAtMs > nowMs ? dueAtMs : nowMs + random() * backSpreadMs;
  return { ...next, hasChecked: true, incidentsAtMs };
}

function prompted(state: SyncSchedule, atMs: number, { nowMs }: ScheduleClock): SyncSchedule {
  const isStale = nowMs - state.lastGoodMs > isStaleAfterMs(state.checkMinutes);
  if (!isStale || nowMs - state.promptedAtMs < promptEveryMs) return state;
  return { ...state, guidesAtMs: Math.min(state.guidesAtMs, atMs), promptedAtMs: nowMs };
}

function checked(
  state: SyncSchedule,
  event: Extract<SyncEvent, { kind: 'checked' }>,
  { nowMs, random }: ScheduleClock,
): SyncSchedule {
  const { checkMinutes } = event;
  const isWhole = event.ask === 'everything';
  const answered = {
    ...state,
    ...{ checkMinutes, hasChecked: true, lookFailures: 0, notBeforeMs: Number.NEGATIVE_INFINITY },
    incidentsAtMs: nowMs + nextLookAfterMs(checkMinutes.incidents, random),
  };
  if (!isWhole) return answered;
  const guidesAtMs = nowMs + around(checkMinutes.guides, guidesSpread, random);
  return { ...answered, guidesAtMs, failures: 0, lastGoodMs: nowMs };
}

function refused(
  state: SyncSchedule,
  event: Extract<SyncEvent, { kind: 'refused' }>,
  { nowMs, random }: ScheduleClock,
): SyncSchedule {
  const isWhole = event.ask === 'everything';
  const failures = state.failures + (isWhole ? 1 : 0);
  const lookFailures = state.lookFailures + (isWhole ? 0 : 1);
  const inARow = isWhole ? failures : lookFailures;
  const backoffMs = Math.min(longestBackoffMs, firstBackoffMs * 2 ** Math.min(inARow - 1, 20));
  const askedMs = Math.min(event.retryAfterMs ?? 0, longestRetryAfterMs);
  const againAtMs = nowMs + askedMs + random() * backoffMs;
  // Guides that are refused say nothing about notices, nor the other way round, as long as the server answers.
  const isForBoth = !event.isReachable || event.retryAfterMs !== undefined;
  const orLater = (atMs: number): number => (isForBoth ? Math.max(atMs, againAtMs) : atMs);
  const freshLookMs = nowMs + nextLookAfterMs(state.checkMinutes.incidents, random);
  const isOverdue = state.incidentsAtMs <= nowMs;
  const nextLookMs = isOverdue ? freshLookMs : Math.min(state.incidentsAtMs, freshLookMs);
  return {
    ...state,
    ...{ failures, lookFailures },
    hasChecked: state.hasChecked || event.isReachable,
    notBeforeMs: Math.max(state.notBeforeMs, nowMs + askedMs),
    guidesAtMs: isWhole ? againAtMs : orLater(state.guidesAtMs),
    incidentsAtMs: isWhole ? orLater(nextLookMs) : againAtMs,
  };
}

function after(state: SyncSchedule, event: SyncEvent, clock: ScheduleClock): SyncSchedule {
  const { nowMs, random } = clock;
  // A whole office gets back to its desks, or its network, in the same minute.
  const soonMs = (): number => nowMs + random() * backSpreadMs;
  switch (event.kind) {
    case 'started':
      return begun(state, event, clock);
    case 'woke':
      return woken(state, event, clock);
    case 'in-use': {
      const isBack = event.isInUse && !state.isInUse && state.incidentsAtMs <= nowMs;
      return { ...state, isInUse: event.isInUse, incidentsAtMs: isBack ? soonMs() : state.incidentsAtMs };
    }
    case 'panel-shown':
      return prompted(state, nowMs, clock);
    case 'network-back': {
      // A check that nobody has tried yet has its time already.
      if (state.failures + state.lookFailures === 0) return state;
      const next = prompted(state, soonMs(), clock);
      return { ...next, incidentsAtMs: Math.min(next.incidentsAtMs, soonMs()) };
    }
    case 'asked':
      // A person's own wish comes before what the server has asked.
      return { ...state, guidesAtMs: nowMs, notBeforeMs: Number.NEGATIVE_INFINITY };
    case 'checked':
      return checked(state, event, clock);
    case 'refused':
      return refused(state, event, clock);
  }
}

/** What the machine does next after something happened: one question, at one time. */
export function nextCheck(state: SyncSchedule, event: SyncEvent, clock: ScheduleClock): NextCheck {
  const next = after(state, event, clock);
  const looks = next.isInUse && next.hasChecked && next.incidentsAtMs < next.guidesAtMs;
  return {
    state: next,
    atMs: Math.max(clock.nowMs, next.notBeforeMs, looks ? next.incidentsAtMs : next.guidesAtMs),
    ask: looks ? 'incidents' : 'everything',
  };
}
