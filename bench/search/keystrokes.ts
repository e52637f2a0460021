import type { Language } from '../../shared/language.ts';
import type { Query } from './corpus.ts';
import type { Engine } from './engines/engine.ts';

export interface Keystroke {
  typed: string;
  language: Language;
}

export interface KeystrokeTimes {
  keystrokes: number;
  p50Ms: number;
  p95Ms: number;
  p99Ms: number;
  maxMs: number;
  /** Of the processor's time, which other programs on the machine don't spoil; collecting garbage beside is in it. */
  cpuP50Ms: number;
  cpuP95Ms: number;
  cpuP99Ms: number;
}

const warmUp = 300;

/** What the search is asked while each query is typed, letter by letter. */
export const keystrokesOf = (queries: readonly Pick<Query, 'q' | 'language'>[]): Keystroke[] =>
  queries.flatMap(({ q, language }) => {
    const letters = Array.from(q);
    return letters.map((_, at) => ({ typed: letters.slice(0, at + 1).join(''), language }));
  });

/** At most so many, spread evenly over all. */
export const sampled = <T>(all: readonly T[], most: number): T[] =>
  all.length <= most
    ? [...all]
    : Array.from({ length: most }, (_, n) => all[Math.floor((n * all.length) / most)]).flatMap(
        (one) => one ?? [],
      );

/** The value that so many of a hundred do not exceed (nearest rank). */
export function percentile(sorted: readonly number[], percent: number): number {
  const place = Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1);
  return sorted[place] ?? Number.NaN;
}

const hundredths = (ms: number): number => Math.round(ms * 100) / 100;

function percentilesOf(times: readonly number[]): (percent: number) => number {
  const sorted = [...times].sort((a, b) => a - b);
  return (percent) => hundredths(percentile(sorted, percent));
}

/** Each keystroke's answer timed once, after some to warm up. */
export function timeKeystrokes(
  engine: Pick<Engine, 'search'>,
  keystrokes: readonly Keystroke[],
  limit: number,
): KeystrokeTimes {
  for (const { typed, language } of sampled(keystrokes, warmUp)) engine.search(typed, language, limit);
  // What building left must not be tidied up on the keystrokes' time.
  globalThis.gc?.();
  const times: number[] = [];
  const cpuTimes: number[] = [];
  for (const { typed, language } of keystrokes) {
    const cpuFrom = process.cpuUsage();
    const fromMs = performance.now();
    engine.search(typed, language, limit);
    times.push(performance.now() - fromMs);
    cpuTimes.push(cpuMs(cpuFrom));
  }
  const at = percentilesOf(times);
  const cpuAt = percentilesOf(cpuTimes);
  return {
    ...{ keystrokes: times.length, p50Ms: at(50), p95Ms: at(95), p99Ms: at(99), maxMs: at(100) },
    ...{ cpuP50Ms: cpuAt(50), cpuP95Ms: cpuAt(95), cpuP99Ms: cpuAt(99) },
  };
}

/** The processor's time since `from`. */
export function cpuMs(from: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000;
}
