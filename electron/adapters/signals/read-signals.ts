import type { Signal } from '../../../shared/context/signal.ts';
import type { Os } from '../../../shared/os.ts';
import type { SignalReader } from '../../services/ports.ts';
import { batterySource } from './battery.ts';
import { diskSource } from './disk.ts';
import { networkSource } from './network.ts';
import { known, unknown, type Reading, type SignalSource } from './source.ts';
import { restartSource, uptimeSource } from './uptime.ts';

export interface SignalSourceDeps {
  os: Os;
  home: string;
  /** Whole days of the last absence, while it still counts. */
  daysAway(): number;
}

interface SignalLog {
  warn(event: string, fields: Record<string, string>): void;
}

const sourceTimeoutMs = 3_000;

/** The sources of this machine. */
export const signalSources = ({ os, home, daysAway }: SignalSourceDeps): SignalSource[] => [
  {
    source: "the app's own record of use",
    ids: ['days.away'],
    read: () => Promise.resolve({ 'days.away': known(daysAway()) }),
  },
  { source: 'process platform', ids: ['os.family'], read: () => Promise.resolve({ 'os.family': known(os) }) },
  diskSource(home),
  uptimeSource(),
  restartSource(os),
  networkSource(os),
  batterySource(os),
];

/** A slow source must not keep the others waiting. */
function inTime<T>(work: Promise<T>): Promise<T | 'timed-out'> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve('timed-out'), sourceTimeoutMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Asks all sources at once. What fails is unknown with its reason, and never takes another signal along. */
export function signalReader(sources: readonly SignalSource[], log: SignalLog): SignalReader {
  async function readOne({ source, ids, read }: SignalSource, nowMs: number): Promise<Signal[]> {
    let missing: Reading = unknown('not-supported');
    let readings: Partial<Record<string, Reading>> = {};
    try {
      const answer = await inTime(read(nowMs));
      if (answer === 'timed-out') missing = unknown('timed-out');
      else readings = answer;
    } catch {
      missing = unknown('failed');
      log.warn('signal-failed', { source });
    }
    return ids.map((id) => ({ id, reading: readings[id] ?? missing, source, observedAtMs: nowMs }));
  }
  return {
    read: async (nowMs) => (await Promise.all(sources.map((source) => readOne(source, nowMs)))).flat(),
  };
}
