import type { Signal, SignalId } from '../../../shared/context/signal.ts';
import { unknown, type SignalSource } from './source.ts';

/**
 * Heeds what IT has switched off: a source with nothing else to give is not even asked, and of another one what is
 * switched off is thrown away unseen.
 */
export function withoutSwitchedOff(
  { ids, source }: Pick<SignalSource, 'ids' | 'source'>,
  read: (nowMs: number) => Promise<Signal[]>,
  signalsOff: () => readonly SignalId[],
): (nowMs: number) => Promise<Signal[]> {
  return async (nowMs) => {
    const off = new Set(signalsOff());
    const silent = ids
      .filter((id) => off.has(id))
      .map((id): Signal => ({ id, reading: unknown('switched-off'), source, observedAtMs: nowMs }));
    if (silent.length === ids.length) return silent;
    const signals = await read(nowMs);
    return [...signals.filter(({ id }) => !off.has(id)), ...silent];
  };
}
