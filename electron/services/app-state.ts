import { emptyState, readState, type State } from '../../shared/app-state.ts';
import type { Problem } from '../../shared/ipc/views.ts';
import { createSerialQueue } from '../../shared/serial-queue.ts';
import type { Clock, StateFile } from './ports.ts';

export interface AppStateDeps {
  file: StateFile;
  clock: Clock;
  /** How long changes are collected before one write; a failed write is tried again after longer and longer. */
  writeDelayMs?: number;
}

/** What the app remembers, in memory at once and on the disk soon after. */
export interface AppState {
  get(): State;
  update(change: (state: State) => State): void;
  /** Tries to bring every change to the disk now; what it can't is told by `problems`. */
  flush(): Promise<void>;
  problems(): Problem[];
  onChange(listener: () => void): void;
}

const longestRetryMs = 60_000;

/** Reads the state file; whatever of it can't be used is kept beside it and told, and the rest is used. */
export async function createAppState({ file, clock, writeDelayMs = 200 }: AppStateDeps): Promise<AppState> {
  const serially = createSerialQueue();
  const listeners: (() => void)[] = [];
  const found: Problem[] = [];
  let state: State = emptyState;
  let unsaved = false;
  // What could not be used of the file is gone with the next write, and someone may still want it.
  let copyFirst = false;
  let saveProblem: Problem | undefined;
  let retryMs = 0;
  let timer: NodeJS.Timeout | undefined;

  const announce = () => listeners.forEach((listener) => listener());

  async function save(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    if (!unsaved) return;
    unsaved = false;
    const copied = copyFirst ? await file.keepCopy() : undefined;
    if (copied?.ok) copyFirst = false;
    const outcome = copied?.ok === false ? copied : await file.write(state);
    const hadProblem = saveProblem !== undefined;
    if (outcome.ok) {
      retryMs = 0;
      saveProblem = undefined;
    } else {
      unsaved = true;
      saveProblem = { kind: 'could-not-save', detail: outcome.error.detail };
      retryMs = Math.min(Math.max(retryMs * 2, writeDelayMs * 5), longestRetryMs);
    }
    if (unsaved) saveIn(retryMs || writeDelayMs);
    if (hadProblem !== (saveProblem !== undefined)) announce();
  }

  function saveIn(delayMs: number): void {
    timer ??= setTimeout(() => void serially(save), delayMs).unref();
  }

  const reading = await file.read();
  if (reading.kind === 'damaged') found.push({ kind: 'state-recovered', detail: reading.keptAs });
  if (reading.kind === 'read') {
    const read = readState(reading.value);
    state = read.state;
    found.push(...read.problems);
    copyFirst = read.problems.length > 0;
    unsaved = copyFirst;
  }
  const later = Object.entries(state.notices.later).filter(([, untilMs]) => untilMs > clock.nowMs());
  state = { ...state, notices: { ...state.notices, later: Object.fromEntries(later) } };

  if (unsaved) saveIn(writeDelayMs);

  return {
    get: () => state,
    update(change) {
      const next = change(state);
      if (next === state) return;
      state = next;
      unsaved = true;
      saveIn(retryMs || writeDelayMs);
      announce();
    },
    flush: () => serially(save),
    problems: () => (saveProblem ? [...found, saveProblem] : [...found]),
    onChange: (listener) => void listeners.push(listener),
  };
}
