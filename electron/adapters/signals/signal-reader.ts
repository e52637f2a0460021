import type { Signal, SignalId } from '../../../shared/context/signal.ts';
import type { MachineSignals } from '../../services/ports.ts';
import { sourceReader, type SignalLog } from './source-reader.ts';
import type { SignalSource } from './source.ts';
import { withoutSwitchedOff } from './switched-off.ts';

export interface ReaderOptions {
  /** What IT has switched off. */
  signalsOff?: () => readonly SignalId[];
  /** How long a reading of everything waits; who is slower is told of when the answer is there. */
  patienceMs?: number;
}

/**
 * Asks all sources at once. What fails is unknown with its reason, and never takes another signal along; what is slow
 * does not keep the others waiting; what IT has switched off is not asked.
 */
export function signalReader(
  sources: readonly SignalSource[],
  log: SignalLog,
  { signalsOff = () => [], patienceMs = 200 }: ReaderOptions = {},
): MachineSignals {
  const listeners: (() => void)[] = [];
  let telling: ReturnType<typeof setTimeout> | undefined;
  const onLate = (): void => {
    // Slow ones come in a row, and whoever reads now is to be through first.
    telling ??= setTimeout(() => {
      telling = undefined;
      for (const listener of listeners) listener();
    }, patienceMs + 50);
  };
  const readers = sources.map((source) => {
    const reader = sourceReader(source, log, onLate);
    const read = (nowMs: number, waitMs?: number): Promise<Signal[]> =>
      withoutSwitchedOff(source, (atMs) => reader.read(atMs, waitMs), signalsOff)(nowMs);
    return { ids: source.ids, read, forget: reader.forget };
  });
  let forgotten = 0;

  return {
    async read(nowMs, only) {
      const asked = only ? readers.filter(({ ids }) => ids.some((id) => only.includes(id))) : readers;
      // Who asks for a few has a decision to take, and waits for it.
      const waitMs = only ? undefined : patienceMs;
      const ask = async (): Promise<Signal[]> =>
        (await Promise.all(asked.map(({ read }) => read(nowMs, waitMs)))).flat();
      const before = forgotten;
      const signals = await ask();
      // The machine woke up while it was asked: some of the answers are from before.
      const all = before === forgotten ? signals : await ask();
      return only ? all.filter(({ id }) => only.includes(id)) : all;
    },
    forget() {
      forgotten += 1;
      for (const { forget } of readers) forget();
    },
    onLate: (listener) => void listeners.push(listener),
  };
}
