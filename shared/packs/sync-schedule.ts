import type { Catalog } from './catalog.ts';

/** When this machine asks next. Times are of a clock that nobody sets: a jump of the wall clock moves nothing. */
export interface SyncSchedule {
  readonly guidesAtMs: number;
  readonly incidentsAtMs: number;
  readonly checkMinutes: Catalog['checkMinutes'];
  readonly isInUse: boolean;
  /** Whether all was well once since the machine started or woke. */
  readonly hasChecked: boolean;
  readonly lastGoodMs: number;
  readonly failures: number;
  /** The server asked to be left alone until then. */
  readonly notBeforeMs: number;
  /** When a person's arrival or the network's last moved a check to at once. */
  readonly promptedAtMs: number;
}

export type SyncEvent =
  /** `isEmpty`: no guides were ever fetched, and the person waits for the first ones. */
  | { kind: 'started' | 'woke'; lastGoodAgeMs: number | undefined; isEmpty: boolean }
  /** Somebody is at the machine, or left it. */
  | { kind: 'in-use'; isInUse: boolean }
  | { kind: 'panel-shown' | 'network-back' | 'asked' }
  | { kind: 'checked'; ask: SyncTurn; checkMinutes: Catalog['checkMinutes'] }
  | { kind: 'refused'; ask: SyncTurn; retryAfterMs?: number };

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
const firstBackoffMs = 16_000;
const longestBackoffMs = 120 * minuteMs;
const longestRetryAfterMs = 24 * 60 * minuteMs;
const promptEveryMs = 5 * minuteMs;
const guidesSpread = 0.25;
const incidentsSpread = 0.2;

/** A machine that has not started yet. */
export const idleSchedule: SyncSchedule = {
  guidesAtMs: Number.POSITIVE_INFINITY,
  incidentsAtMs: Number.POSITIVE_INFINITY,
  checkMinutes: { guides: 60, incidents: 8 },
  isInUse: false,
  hasChecked: false,
  lastGoodMs: Number.NEGATIVE_INFINITY,
  failures: 0,
  notBeforeMs: Number.NEGATIVE_INFINITY,
  promptedAtMs: Number.NEGATIVE_INFINITY,
};

const around = (minutes: number, spread: number, random: () => number): number =>
  minutes * minuteMs * (1 - spread + 2 * spread * random());

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
    hasChecked: false,
    failures: 0,
    lastGoodMs: event.lastGoodAgeMs === undefined ? Number.NEGATIVE_INFINITY : nowMs - event.lastGoodAgeMs,
  };
}

function prompted(state: SyncSchedule, { nowMs }: ScheduleClock): SyncSchedule {
  const isStale = nowMs - state.lastGoodMs > isStaleAfterMs(state.checkMinutes);
  if (!isStale || nowMs - state.promptedAtMs < promptEveryMs) return state;
  const guidesAtMs = Math.min(state.guidesAtMs, Math.max(nowMs, state.notBeforeMs));
  return { ...state, guidesAtMs, promptedAtMs: nowMs };
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
    ...{ checkMinutes, failures: 0, notBeforeMs: Number.NEGATIVE_INFINITY },
    incidentsAtMs: nowMs + around(checkMinutes.incidents, incidentsSpread, random),
  };
  if (!isWhole) return answered;
  const guidesAtMs = nowMs + around(checkMinutes.guides, guidesSpread, random);
  return { ...answered, guidesAtMs, hasChecked: true, lastGoodMs: nowMs };
}

function refused(
  state: SyncSchedule,
  event: Extract<SyncEvent, { kind: 'refused' }>,
  { nowMs, random }: ScheduleClock,
): SyncSchedule {
  const failures = state.failures + 1;
  const backoffMs = Math.min(longestBackoffMs, firstBackoffMs * 2 ** Math.min(failures - 1, 20));
  const askedMs = Math.min(event.retryAfterMs ?? 0, longestRetryAfterMs);
  const againAtMs = nowMs + askedMs + random() * backoffMs;
  const isWhole = event.ask === 'everything';
  return {
    ...state,
    failures,
    notBeforeMs: nowMs + askedMs,
    guidesAtMs: isWhole ? againAtMs : Math.max(state.guidesAtMs, againAtMs),
    incidentsAtMs: isWhole ? Math.max(state.incidentsAtMs, againAtMs) : againAtMs,
  };
}

function after(state: SyncSchedule, event: SyncEvent, clock: ScheduleClock): SyncSchedule {
  const { nowMs, random } = clock;
  switch (event.kind) {
    case 'started':
    case 'woke':
      return begun(state, event, clock);
    case 'in-use': {
      const isBack = event.isInUse && !state.isInUse && state.incidentsAtMs <= nowMs;
      // After a break everybody comes back to a look that is overdue, and may need the notice right now.
      const soonMs = nowMs + random() * backSpreadMs;
      return {
        ...state,
        isInUse: event.isInUse,
        incidentsAtMs: isBack ? Math.max(soonMs, state.notBeforeMs) : state.incidentsAtMs,
      };
    }
    case 'panel-shown':
      return prompted(state, clock);
    case 'network-back':
      // A check that nobody has tried yet has its time already: a whole office gets its network at once.
      return state.failures > 0 ? prompted(state, clock) : state;
    case 'asked':
      return { ...state, guidesAtMs: nowMs };
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
    atMs: Math.max(clock.nowMs, looks ? next.incidentsAtMs : next.guidesAtMs),
    ask: looks ? 'incidents' : 'everything',
  };
}
