import type { Signal, UnknownReason } from '../../../shared/context/signal.ts';
import { unknown, whyNot, type Reading, type SignalSource } from './source.ts';

export interface SignalLog {
  warn(event: string, fields: Record<string, string>): void;
}

/** One source, asked at most once at a time. */
export interface SourceReader {
  /** Waits at most `waitMs`, and never longer than the source may take. */
  read(nowMs: number, waitMs?: number): Promise<Signal[]>;
  forget(): void;
}

interface Asked {
  startedAtMs: number;
  /** What had been forgotten until then: an answer from before a wake-up is none. */
  forgotten: number;
  /** Never rejects. */
  work: Promise<{ signals: Signal[]; keepMs: number }>;
  isOverdue: boolean;
  /** Somebody went on without the answer. */
  isLate: boolean;
}

const defaultTimeoutMs = 2_000;
/** What came late is what the next reading gives: asked again at once it would be late again. */
const lateKeptMs = 10_000;
/** What failed is left alone for longer each time, but never for good. */
const askAgainMs = 30_000;
const askAgainMaxMs = 10 * 60_000;

/** What `work` gives within the limit, or that it did not. */
function inTime<T>(work: Promise<T>, limitMs: number): Promise<T | 'waiting'> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve('waiting'), limitMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/**
 * Reads one source: never twice at a time, so that a folder on a server that is gone does not block thread after
 * thread, and again only when what it said may have changed. `onLate` is told of an answer that somebody did not wait
 * for.
 */
export function sourceReader(source: SignalSource, log: SignalLog, onLate: () => void): SourceReader {
  const { timeoutMs = defaultTimeoutMs, keepMs = 0 } = source;
  let running: Asked | undefined;
  let last: { atMs: number; keepMs: number; steadyUntilMs: number; signals: Signal[] } | undefined;
  let isFailing = false;
  let failures = 0;
  let forgotten = 0;

  const pauseMs = (): number => Math.min(askAgainMaxMs, askAgainMs * 2 ** (failures - 1));

  const allUnknown = (reason: UnknownReason, observedAtMs: number): Signal[] =>
    source.ids.map((id) => ({ id, reading: unknown(reason), source: source.source, observedAtMs }));

  // In an async function even a source that throws at once only rejects.
  async function ask(observedAtMs: number): ReturnType<() => Asked['work']> {
    try {
      const readings = await source.read(observedAtMs);
      isFailing = false;
      failures = 0;
      const missing: Reading = unknown('not-supported');
      const signals = source.ids.map((id) => ({
        ...{ id, reading: readings[id] ?? missing },
        ...{ source: source.source, observedAtMs },
      }));
      return { signals, keepMs };
    } catch (thrown) {
      const reason = whyNot(thrown);
      // Once, and not at each reading of the day; a program that is not installed is nothing to warn of.
      if (reason === 'failed' && !isFailing) log.warn('signal-failed', { source: source.source });
      isFailing = reason === 'failed';
      failures += 1;
      return { signals: allUnknown(reason, observedAtMs), keepMs: pauseMs() };
    }
  }

  function start(nowMs: number): Asked {
    const asked: Asked = {
      ...{ startedAtMs: nowMs, forgotten, isOverdue: false, isLate: false },
      work: ask(nowMs),
    };
    const timer = setTimeout(() => (asked.isOverdue = true), timeoutMs);
    void asked.work.then((answer) => {
      clearTimeout(timer);
      running = undefined;
      if (asked.forgotten === forgotten)
        last = {
          ...{ atMs: nowMs, ...answer },
          steadyUntilMs: asked.isLate ? performance.now() + lateKeptMs : 0,
        };
      if (asked.isLate) onLate();
    });
    return asked;
  }

  function kept(nowMs: number): Signal[] | undefined {
    if (!last) return undefined;
    const ageMs = nowMs - last.atMs;
    const isKept = (ageMs >= 0 && ageMs < last.keepMs) || performance.now() < last.steadyUntilMs;
    return isKept ? last.signals : undefined;
  }

  async function read(nowMs: number, waitMs: number = timeoutMs): Promise<Signal[]> {
    const signals = kept(nowMs);
    if (signals) return signals;
    running ??= start(nowMs);
    const asked = running;
    const answer = await inTime(asked.work, Math.min(waitMs, timeoutMs));
    if (answer !== 'waiting') {
      return asked.forgotten === forgotten ? answer.signals : read(nowMs, waitMs);
    }
    asked.isLate = true;
    if (asked.isOverdue || waitMs >= timeoutMs) return allUnknown('timed-out', nowMs);
    return last?.signals ?? allUnknown('not-read-yet', nowMs);
  }

  return {
    read,
    forget() {
      source.forget?.();
      if (source.keepsOverWake) return;
      forgotten += 1;
      failures = 0;
      last = undefined;
    },
  };
}
