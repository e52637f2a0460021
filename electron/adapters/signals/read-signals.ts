import { networkInterfaces, uptime } from 'node:os';
import type { Activity } from '../../../shared/app-state.ts';
import { daysAway } from '../../../shared/context/activity.ts';
import type { Signal } from '../../../shared/context/signal.ts';
import type { Os } from '../../../shared/os.ts';
import type { SignalReader } from '../../services/ports.ts';
import { batterySource } from './battery.ts';
import { diskSource } from './disk.ts';
import { networkSource } from './network.ts';
import { restartSource } from './restart.ts';
import { known, outputOf, unknown, type Reading, type SignalSource } from './source.ts';

export interface SignalSourceDeps {
  os: Os;
  home: string;
  /** The machine's own record of use. */
  activity(): Activity;
}

interface SignalLog {
  warn(event: string, fields: Record<string, string>): void;
}

const timeoutMs = 2_000;
const secondsPerDay = 24 * 60 * 60;

/** The sources of this machine; what docs/signals.md lists. */
export const signalSources = ({ os, home, activity }: SignalSourceDeps): SignalSource[] => [
  {
    source: "the app's own record of use",
    ids: ['days.away'],
    read: () => Promise.resolve({ 'days.away': daysAway(activity()) }),
  },
  { source: 'process platform', ids: ['os.family'], read: () => Promise.resolve({ 'os.family': known(os) }) },
  {
    source: 'time since the last start',
    ids: ['uptime.days'],
    read: () => Promise.resolve({ 'uptime.days': known(uptime() / secondsPerDay) }),
  },
  diskSource(os, home),
  restartSource(os, { root: '/', run: outputOf }),
  networkSource(os, { sys: '/sys', run: outputOf, interfaces: networkInterfaces }),
  batterySource(os, { sys: '/sys', run: outputOf }),
];

/** A slow source must not keep the others waiting. */
function inTime<T>(work: Promise<T>, limitMs: number): Promise<T | 'timed-out'> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve('timed-out'), limitMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** One source, asked at most once at a time: a folder on a server that is gone must not block thread after thread. */
function sourceReader(source: SignalSource, log: SignalLog): (nowMs: number) => Promise<Signal[]> {
  type Readings = Awaited<ReturnType<SignalSource['read']>>;
  let running: { startedAtMs: number; work: Promise<Readings> } | undefined;
  let kept: { atMs: number; signals: Signal[] } | undefined;

  const signalsOf = (readings: Readings, missing: Reading, observedAtMs: number): Signal[] =>
    source.ids.map((id) => ({ id, reading: readings[id] ?? missing, source: source.source, observedAtMs }));

  // In an async function even a source that throws at once only rejects.
  const ask = async (nowMs: number): Promise<Readings> => source.read(nowMs);

  return async (nowMs) => {
    const keptForMs = kept ? nowMs - kept.atMs : Number.POSITIVE_INFINITY;
    if (kept && keptForMs >= 0 && keptForMs < (source.keepMs ?? 0)) return kept.signals;
    running ??= {
      startedAtMs: nowMs,
      work: ask(nowMs).finally(() => (running = undefined)),
    };
    const { startedAtMs, work } = running;
    try {
      const answer = await inTime(work, source.timeoutMs ?? timeoutMs);
      if (answer === 'timed-out') return signalsOf({}, unknown('timed-out'), nowMs);
      const signals = signalsOf(answer, unknown('not-supported'), startedAtMs);
      kept = { atMs: startedAtMs, signals };
      return signals;
    } catch {
      log.warn('signal-failed', { source: source.source });
      return signalsOf({}, unknown('failed'), nowMs);
    }
  };
}

/** Asks all sources at once. What fails is unknown with its reason, and never takes another signal along. */
export function signalReader(sources: readonly SignalSource[], log: SignalLog): SignalReader {
  const readers = sources.map((source) => sourceReader(source, log));
  return {
    read: async (nowMs) => (await Promise.all(readers.map((read) => read(nowMs)))).flat(),
  };
}
